"""The app: quality reviews."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Quality reviews."""

    name = "recordings.reviews"
    label = "reviews"

    def ready(self) -> None:
        """Say where reviews show up: on a conference's page, and among a reviewer's tasks."""
        from access import board
        from recordings import steps
        from recordings.reviews import place

        steps.add_panel(90, place.panel)
        board.add_source(place.tasks)
