"""The app: conferences and their recordings."""

from django.apps import AppConfig


class RecordingsConfig(AppConfig):
    """Conferences and their recordings."""

    name = "recordings"
    label = "recordings"
