"""The two doors to every action: the page and the API."""

from typing import Any

from django.urls import reverse

DOORS: dict[str, dict[str, Any]] = {"requests": {}, "requests-api": {"content_type": "application/json"}}


def knock(browser, door: str, route: str, pk=None, /, **said):
    """Send this through one door. The routes of both are named alike."""
    path = reverse(f"{door}:{route}", args=[pk] if pk else [])
    return browser.post(path, said, **DOORS[door])
