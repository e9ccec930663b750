"""The app: audio into words."""

from django.apps import AppConfig


class TranscriptionConfig(AppConfig):
    """Audio into words."""

    name = "transcription"
    label = "transcription"
