"""The app: audio into words."""

from django.apps import AppConfig


class TranscriptionConfig(AppConfig):
    """Audio into words."""

    name = "transcription"
    label = "transcription"

    def ready(self) -> None:
        """Say which step, panel and signs of health this app knows of, and what goes with a recording."""
        from access.board import add_box
        from access.health import add_probe
        from recordings import keeping, purging, steps
        from transcription import health, kept, papers, progress

        steps.add_step(20, progress.transcribed)
        steps.add_panel(10, progress.panel)
        add_box(progress.box)
        keeping.add_blocker(kept.being_heard)
        keeping.add_eraser(kept.destroy_transcripts)
        purging.add_purger(papers.destroy_due)
        add_probe(health.queue)
        add_probe(health.broker)
