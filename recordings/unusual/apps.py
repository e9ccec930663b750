"""The app: unusual listening."""

from django.apps import AppConfig


class UnusualConfig(AppConfig):
    """Unusual listening."""

    name = "recordings.unusual"
    label = "unusual"

    def ready(self) -> None:
        """Say where it shows up: among the tasks of those who read the access log."""
        from access import board
        from recordings.unusual import place

        board.add_source(place.tasks)
