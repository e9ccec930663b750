"""The app: words into minutes and copies."""

from django.apps import AppConfig


class MinutesConfig(AppConfig):
    """Words into minutes and copies."""

    name = "minutes"
    label = "minutes"
