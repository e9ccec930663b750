"""What happens around every request: its address, how long a session lasts, what a refusal leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import SecondFactor, User

Next = Callable[[HttpRequest], HttpResponse]
SEEN, STARTED = "seen_at", "started_at"


def source_address(get_response: Next) -> Next:
    """Note the address a request came from, for the audit."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = audit.source_address.set(audit.request_address(request))
        try:
            return get_response(request)
        finally:
            audit.source_address.reset(token)

    return middleware


def session_time_out(get_response: Next) -> Next:
    """Sign out whoever has done nothing for a while, and everybody at the end of a long day."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if is_over(request.session):
                logout(request)
            elif not is_poll(request):
                note_use(request.session)
        return get_response(request)

    return middleware


def asked_once(get_response: Next) -> Next:
    """What a page asks about the signed-in person again and again is kept until it is answered."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            request.user.asked = {}
        return get_response(request)

    return middleware


def second_factor_wanted(get_response: Next) -> Next:
    """Where the council asks everybody for a second step, nothing else is shown until it is set up."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        set_up = reverse("access:second_factor")
        free = {set_up, reverse("access:sign_out"), reverse("access:stay")}
        asked = settings.SECOND_FACTOR and isinstance(user, User) and request.path not in free
        if asked and SecondFactor.objects.confirmed(cast(User, user)) is None:
            return redirect(set_up)
        return get_response(request)

    return middleware


def is_over(session: SessionBase) -> bool:
    """Whether a session was left unused for too long, or has lasted too long in any case."""
    longest = {SEEN: settings.SESSION_IDLE_SECONDS, STARTED: settings.SESSION_COOKIE_AGE}
    return any(age(session, name) > timedelta(seconds=most) for name, most in longest.items())


def note_use(session: SessionBase) -> None:
    """Somebody did something: written down once a minute at most."""
    now = timezone.now().isoformat()
    session.setdefault(STARTED, now)
    if SEEN not in session or age(session, SEEN) > timedelta(minutes=1):
        session[SEEN] = now


def age(session: SessionBase, name: str) -> timedelta:
    """How long ago a moment was that the session remembers; none where it does not."""
    moment = session.get(name)
    return timezone.now() - datetime.fromisoformat(moment) if moment else timedelta()


def is_poll(request: HttpRequest) -> bool:
    """Whether the page asked this by itself: it sends X-Poll, or plays the sound it is already playing."""
    return request.headers.get("X-Poll") == "1"


def no_store(get_response: Next) -> Next:
    """Nothing that a signed-in person was shown stays in a cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


class ConflictPage:
    """Answers `Conflict` once, for every view: as a page, or above the page that asked for a fragment."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Conflict):
            return None
        message = {"message": str(exception)}
        if "HX-Request" not in request.headers:
            return render(request, "409.html", message, status=409)
        answer = render(request, "components/conflict.html", message, status=409)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#conflict", "outerHTML"
        return answer


def refused_looks(get_response: Next) -> Next:
    """Leave a line in the audit when a signed-in person asked for a record and was refused it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code in {403, 404} and request.user.is_authenticated:
            note_refusal(request, status=response.status_code)
        return response

    return middleware


def note_refusal(request: HttpRequest, *, status: int) -> None:
    """One line: who asked for which record on which page, and was refused."""
    match = request.resolver_match
    ids = [value for value in match.kwargs.values() if isinstance(value, UUID)] if match else []
    if not match or not ids:
        return
    user = cast(User, request.user)
    with transaction.atomic():
        audit.record(
            "access.refused",
            by=user,
            on=user,
            refused=True,
            route=match.view_name,
            asked_for=ids[0],
            status=status,
        )
