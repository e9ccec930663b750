"""The app: requests for copies."""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """Requests for copies."""

    name = "minutes.requests"
    label = "requests"

    def ready(self) -> None:
        """Say where requests show up, and that an open one keeps the recording."""
        from access import board
        from minutes.requests import place
        from recordings import keeping, steps

        steps.add_panel(70, place.panel)
        board.add_source(place.tasks)
        keeping.add_blocker(place.still_open)
