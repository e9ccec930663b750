"""The app that knows people, permissions and the audit."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Accounts, roles and the audit."""

    name = "access"
