"""The address of a calendar."""

from django.conf import settings
from django.urls import reverse


def address_of(token: str) -> str:
    """The whole address, for a calendar program."""
    return f"{settings.SITE_URL}{reverse('reminders:feed', args=[token])}"
