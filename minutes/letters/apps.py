"""The app: decisions and letters."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Decisions and letters."""

    name = "minutes.letters"
    label = "letters"

    def ready(self) -> None:
        """Say where decisions and letters show up, and which open dates they have."""
        from access import board
        from minutes.letters import place
        from recordings import steps
        from recordings.calendar import again

        steps.add_panel(60, place.panel)
        steps.add_step(50, place.letters_step)
        board.add_source(place.tasks)
        again.add_dates(place.open_dates)
