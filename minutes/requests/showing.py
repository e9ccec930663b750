"""What the page of one request shows: how far it is, what comes next, and for whom."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from access.models import User
from access.roles import May
from minutes.requests import checks, dates, states
from minutes.requests.history import history_of
from minutes.requests.models import MinuteRequest
from minutes.requests.sources import children_of
from recordings.steps import Next

Status = MinuteRequest.Status
AT_RELEASE = 2  # the pages counted and the envelope read, by the releaser's own eyes
WAY = [
    ("Received", {Status.RECEIVED, Status.TRIAGE}),
    ("Checked", {Status.CHECKING, Status.WAITING, Status.WITH_CHAIR}),
    ("Redacting", {Status.REDACTING}),
    ("Second check", {Status.SECOND_CHECK}),
    ("Ready", {Status.READY}),
    ("Released", {Status.RELEASED}),
    ("Delivered", {Status.DELIVERED, Status.CLOSED}),
]


def request_page(request: MinuteRequest, user: User) -> dict[str, Any]:
    """Everything on the page of one request."""
    conditions, released = checks.before_release(request), request.copies.released().exists()
    return {
        "asked": request,
        "conference": request.conference,
        "children": children_of(request),
        "here": request.reference,
        "steps": way(request),
        "next": next_step(request, user),
        "clocks": dates.cards(request, today=timezone.localdate()),
        "checks": conditions,
        "checks_done": sum(not check.blocks for check in conditions) + (AT_RELEASE if released else 0),
        "checks_all": len(conditions) + AT_RELEASE,
        "history": history_of(request),
        "may": (offered := allowed(request, user)),
        "may_more": any(offered.values()),
        "copy": request.copies.first(),
        "may_copies": user.may(May.DOWNLOAD_COPY),
    }


def way(request: MinuteRequest) -> list[dict[str, str]]:
    """The steps of a request. One that has ended otherwise shows where it stopped."""
    place = next((number for number, (_, held) in enumerate(WAY) if request.status in held), 0)
    steps = []
    for number, (name, _) in enumerate(WAY):
        state = "done" if number < place else "now" if number == place else ""
        steps.append({"name": name, "note": _note(name, request) if state else "", "state": state})
    return steps


def _note(name: str, request: MinuteRequest) -> str:
    if name == "Received":
        return date_format(timezone.localtime(request.received_at), "j M")
    if name == "Checked" and request.identity_checked_on:
        return date_format(request.identity_checked_on, "j M")
    if name == "Redacting" and request.status == Status.REDACTING:
        return f"{request.redactions.undecided().count()} left to decide"
    return ""


def allowed(request: MinuteRequest, user: User) -> dict[str, bool]:
    """Which of the small links are offered."""
    open_for_checks = request.status in {Status.RECEIVED, Status.CHECKING}
    return {
        "confirm": user.may(May.LOG_REQUEST) and open_for_checks,
        "address": user.may(May.LOG_REQUEST) and request.is_open and request.status != Status.RELEASED,
        "sort": user.may(May.TRIAGE_REQUEST) and request.is_open,
        "extend": user.may(May.TRIAGE_REQUEST) and request.is_open and not request.extended_on,
        "stop_clock": states.may_move(request, to=Status.WAITING, by=user),
        "ask_chair": states.may_move(request, to=Status.WITH_CHAIR, by=user),
        "refuse": states.may_move(request, to=Status.REFUSED, by=user),
        "withdraw": states.may_move(request, to=Status.WITHDRAWN, by=user),
        "close": states.may_move(request, to=Status.CLOSED, by=user),
    }


def next_step(request: MinuteRequest, user: User) -> Next | None:
    """The one thing this person can do now, or nothing when it is somebody else's turn."""
    found = NEXT.get(Status(request.status))
    return found(request, user) if found else None


def _check_who(request: MinuteRequest, user: User) -> Next | None:
    if not user.may(May.LOG_REQUEST):
        return None
    reason = "Who they are, that they may ask, and whether a court has ordered anything."
    return Next("check who asks", reason, _url("confirm", request), "Check who asks")


def _checking(request: MinuteRequest, user: User) -> Next | None:
    if not user.may(May.LOG_REQUEST):
        return None
    missing = {check.code: check for check in checks.before_redaction(request) if check.blocks}
    if "person" in missing:
        return _check_who(request, user)
    if "address" in missing:
        reason = "Read it back to them. It holds for 30 days."
        return Next("check the address", reason, _url("address", request), "Check the address")
    if missing:
        return None
    reason = "The approved minutes are ready. What they were not there for is left out by itself."
    return Next(
        "take out what is not theirs", reason, _url("redaction_start", request), "Start redacting", post=True
    )


def _redacting(request: MinuteRequest, user: User) -> Next | None:
    if not user.may(May.REDACT):
        return None
    left = request.redactions.undecided().count()
    reason = (
        f"{left} suggestions need your decision. Then somebody else checks." if left else "All is decided."
    )
    return Next("finish the redaction", reason, _url("redaction", request), "Go on redacting")


def _second_check(request: MinuteRequest, user: User) -> Next | None:
    if not user.may(May.CHECK_REDACTION) or user.pk == request.redacted_by_id:
        return None
    return Next(
        "check each mark", "Somebody else redacted it.", _url("second_check", request), "Check the marks"
    )


def _ready(request: MinuteRequest, user: User) -> Next | None:
    if not user.may(May.RELEASE_COPY) or user.pk == request.redacted_by_id:
        return None
    return Next(
        "release the copy", "Print it, count it, read the envelope.", _url("release", request), "Release it"
    )


def _released(request: MinuteRequest, user: User) -> Next | None:
    if not user.may(May.RELEASE_COPY):
        return None
    return Next(
        "note that it arrived",
        "With the day it was in their hands.",
        _url("delivered", request),
        "It arrived",
    )


def _waiting(request: MinuteRequest, user: User) -> Next | None:
    if not user.may(May.LOG_REQUEST):
        return None
    return Next(
        "note the answer",
        "The legal clock stands still until then.",
        _url("start_clock", request),
        "They answered",
    )


def _with_chair(request: MinuteRequest, user: User) -> Next | None:
    if not user.may(May.DECIDE_REQUEST):
        return None
    reason = "They were not at this conference, or there is a doubt."
    return Next("decide whether they may have the minutes", reason, _url("allow", request), "Decide")


NEXT = {
    Status.RECEIVED: _check_who,
    Status.CHECKING: _checking,
    Status.WAITING: _waiting,
    Status.WITH_CHAIR: _with_chair,
    Status.REDACTING: _redacting,
    Status.SECOND_CHECK: _second_check,
    Status.READY: _ready,
    Status.RELEASED: _released,
}


def _url(name: str, request: MinuteRequest) -> str:
    return reverse(f"requests:{name}", args=[request.pk])
