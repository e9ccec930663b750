"""The app: records opened in an emergency."""

from django.apps import AppConfig


class EmergencyConfig(AppConfig):
    """Records opened in an emergency."""

    name = "minutes.emergency"
    label = "emergency"

    def ready(self) -> None:
        """Say where openings show up, that they stop a destruction, and that one may be heard by them."""
        from access import board
        from minutes.emergency import place
        from recordings import keeping, purposes, steps

        steps.add_panel(95, place.panel)
        board.add_source(place.tasks)
        keeping.add_blocker(place.unreviewed)
        purposes.add_source(place.purpose)
