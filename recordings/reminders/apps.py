"""The app: reminders."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """Reminders."""

    name = "recordings.reminders"
    label = "reminders"
