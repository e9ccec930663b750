"""The app: the council's calendar."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """The council's calendar."""

    name = "recordings.calendar"
    label = "calendar"

    def ready(self) -> None:
        """Say where moved dates show up, and which open dates this layer knows of."""
        from access import board
        from recordings.calendar import again, council, place

        board.add_source(place.tasks)
        board.count_lateness_by(council.lateness)
        again.add_dates(place.open_dates)
