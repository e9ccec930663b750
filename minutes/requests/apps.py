"""The app: requests for copies."""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """Requests for copies."""

    name = "minutes.requests"
    label = "requests"

    def ready(self) -> None:
        """Say where requests show up: on a conference's page, and among everyone's tasks."""
        from access import board
        from minutes.requests import place
        from recordings import steps

        steps.add_panel(70, place.panel)
        board.add_source(place.tasks)
