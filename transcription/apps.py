"""The app: audio into words."""

from django.apps import AppConfig


class TranscriptionConfig(AppConfig):
    """Audio into words."""

    name = "transcription"
    label = "transcription"

    def ready(self) -> None:
        """Say which step of the way, which panel, and which signs of health this app knows of."""
        from access.health import add_probe
        from recordings import steps
        from transcription import health, progress

        steps.add_step(20, progress.transcribed)
        steps.add_panel(10, progress.panel)

        add_probe(health.queue)
        add_probe(health.broker)
