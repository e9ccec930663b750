"""The app: words into minutes and copies."""

from django.apps import AppConfig


class MinutesConfig(AppConfig):
    """Words into minutes and copies."""

    name = "minutes"
    label = "minutes"

    def ready(self) -> None:
        """Tell the conference's page which step minutes are."""
        from minutes.steps import minutes_step
        from recordings.steps import add_step

        add_step(40, minutes_step)
