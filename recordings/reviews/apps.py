"""The app: quality reviews."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Quality reviews."""

    name = "recordings.reviews"
    label = "reviews"
