"""The app: audio into words."""

from django.apps import AppConfig


class TranscriptionConfig(AppConfig):
    """Audio into words."""

    name = "transcription"
    label = "transcription"

    def ready(self) -> None:
        from access.health import add_probe
        from transcription import health

        add_probe(health.queue)
        add_probe(health.broker)
