"""The app: requests for copies."""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """Requests for copies."""

    name = "minutes.requests"
    label = "requests"
