"""The app: requests for copies."""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """Requests for copies."""

    name = "minutes.requests"
    label = "requests"

    def ready(self) -> None:
        """Say where requests show up, and that an open one keeps the recording."""
        from access import board
        from access.roles import May
        from minutes.requests import arrivals, open_dates, order_board, place, turns
        from recordings import keeping, steps
        from recordings.calendar import again
        from recordings.uploads.handler import SHORT_FILES

        steps.add_panel(70, place.panel)
        board.add_source(place.tasks)
        board.add_source(arrivals.tasks)
        board.add_source(turns.tasks)
        board.add_source(order_board.tasks)
        SHORT_FILES["requests:order_back"] = May.RELEASE_COPY
        keeping.add_blocker(place.still_open)
        again.add_dates(open_dates.open_dates)
