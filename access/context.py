"""What every page needs to know: the council's name and where this person can go."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from access.models import User
from access.roles import May

# Each entry of the navigation: its words, its route, and the permission without which it is not offered.
NAVIGATION = [
    ("Home", "home", None),
    ("Conferences", "recordings:conferences", May.VIEW_CONFERENCES),
    ("Minutes", "minutes:list", May.READ_MINUTES),
    ("Requests", "requests:list", May.VIEW_REQUESTS),
    ("Letters", "letters:letters", May.PREPARE_LETTERS),
    ("Reviews", "reviews:list", May.REVIEW_RECORDINGS),
    ("Emergency", "emergency:list", May.REVIEW_EMERGENCY),
    ("Keeping", "recordings:keeping", May.VIEW_KEEPING),
    ("Access log", "access:audit", May.READ_AUDIT),
    ("Health", "access:health", May.SEE_HEALTH),
    ("Queue", "transcription:queue", May.RUN_QUEUE),
    ("Users", "access:users", May.MANAGE_USERS),
    ("Dates", "calendar:dates", May.MANAGE_SETTINGS),
]


def page(request: HttpRequest) -> dict[str, Any]:
    """The council's name, the navigation for this role, and how long the session still lasts."""
    context: dict[str, Any] = {
        "council": settings.COUNCIL_NAME,
        "session_seconds": settings.SESSION_IDLE_SECONDS,
    }
    user = getattr(request, "user", None)
    if isinstance(user, User):
        context["navigation"] = [
            {"text": text, "url": reverse(name), "current": _is_in(request.path, reverse(name))}
            for text, name, may in NAVIGATION
            if may is None or user.may(may)
        ]
    return context


def _is_in(path: str, area: str) -> bool:
    """Whether a page belongs to an area of the navigation; the home page only to itself."""
    return path == area if area == reverse("home") else path.startswith(area)
