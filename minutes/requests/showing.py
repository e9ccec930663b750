"""What the page of one request shows: how far it is, what comes next, and for whom."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from access.models import User
from access.roles import May
from minutes.requests import arrivals, checks, dates, states, turns
from minutes.requests.halves import redactors
from minutes.requests.history import history_of
from minutes.requests.models import MinuteRequest, Redaction
from minutes.requests.reasons import REFUSED_FOR
from minutes.requests.sent import code_step, next_of_ready, next_of_released, orders_of, sendings_of
from minutes.requests.sources import children_of, parts_left_out
from minutes.requests.states import CLOSED_BY
from recordings.steps import Next

Status = MinuteRequest.Status
PUT_BACK = {Status.CHECKING, Status.WAITING, Status.WITH_CHAIR, Status.REDACTING}
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
        **_linked(request, user),
        "may": (offered := allowed(request, user)),
        "may_more": any(offered.values()),
        "copy": (copy := request.copies.first()),
        "sendings": sendings_of(copy, user) if copy else [],
        **orders_of(request, user),
        "may_copies": user.may(May.DOWNLOAD_COPY),
    }


def _linked(request: MinuteRequest, user: User) -> dict[str, Any]:
    """Messages, complaints, letters and parts that hang on this request, and what may be the same request."""
    closes = {kind for kind, needed in CLOSED_BY.items() if any(user.may(may) for may in needed)}
    return {
        "messages_of": request.messages.select_related("key").order_by("received_at"),
        "follow_ups": [(raised, raised.kind in closes) for raised in request.follow_ups.all()],
        "refusals": [(one, [REFUSED_FOR[code] for code in one.codes]) for one in request.refusals.all()],
        "put_back": request.put_back.select_related("part", "asked_by", "allowed_by"),
        "doubles": arrivals.doubles(request, user),
        "today": timezone.localdate(),
        "may_log": user.may(May.LOG_REQUEST),
        "may_decide": user.may(May.DECIDE_REQUEST) and request.conference.is_chaired_by(user),
        "stale": any(check.code == "current" and check.blocks for check in checks.before_redaction(request)),
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
    open_for_checks = request.status in {Status.RECEIVED, Status.TRIAGE, Status.CHECKING}
    return {
        "confirm": user.may(May.LOG_REQUEST) and open_for_checks,
        "address": user.may(May.LOG_REQUEST) and request.is_open and request.status != Status.RELEASED,
        "sort": user.may(May.TRIAGE_REQUEST) and request.is_open,
        "extend": user.may(May.TRIAGE_REQUEST) and request.is_open and not request.extended_on,
        "identity": user.may(May.LOG_REQUEST)
        and request.status in {Status.RECEIVED, Status.CHECKING}
        and not (request.identity_asked_on or request.identity_checked_on),
        "put_back": user.may(May.REDACT) and request.status in PUT_BACK and bool(parts_left_out(request)),
        "follow_up": True,
        "stop_clock": states.may_move(request, to=Status.WAITING, by=user),
        "ask_chair": states.may_move(request, to=Status.WITH_CHAIR, by=user),
        "refuse": states.may_move(request, to=Status.REFUSED, by=user)
        and (request.is_for_governance or request.conference.is_chaired_by(user)),
        "withdraw": states.may_move(request, to=Status.WITHDRAWN, by=user),
        "close": request.status != Status.TRIAGE and states.may_move(request, to=Status.CLOSED, by=user),
    }


def next_step(request: MinuteRequest, user: User) -> Next | None:
    """The one thing this person can do now, or nothing when it is somebody else's turn."""
    found = NEXT.get(Status(request.status))
    return found(request, user) if found else None


def turns_of(user: User) -> list[str]:
    """The states in which it may be this person's turn; `next_step` says of which request it is."""
    return [status for status, needed in TURNS.items() if any(user.may(may) for may in needed)]


def _check_who(request: MinuteRequest, user: User) -> Next | None:
    if not user.may(May.LOG_REQUEST):
        return None
    reason = "Who they are, that they may ask, and whether a court has ordered anything."
    return Next("check who asks", reason, _url("confirm", request), "Check who asks")


def _checking(request: MinuteRequest, user: User) -> Next | None:
    if not user.may(May.LOG_REQUEST):
        return None
    missing = {check.code: check for check in checks.before_redaction(request) if check.blocks}
    if "person" in missing or not request.orders_asked_on:
        return _check_who(request, user)
    if "address" in missing:
        reason = "Read it back to them. It holds for 30 days."
        return Next("check the address", reason, _url("address", request), "Check the address")
    if "code" in missing:
        return code_step(request)
    if missing:
        return turns.blocked(request, user)
    reason = "The approved minutes are ready. What they were not there for is left out by itself."
    return Next(
        "take out what is not theirs", reason, _url("redaction_start", request), "Start redacting", post=True
    )


def _redacting(request: MinuteRequest, user: User) -> Next | None:
    if not user.may(May.REDACT):
        return None
    left = sum(mark.decision == Redaction.Decision.SUGGESTED for mark in request.redactions.all())
    reason = (
        f"{left} suggestions need your decision. Then somebody else checks." if left else "All is decided."
    )
    return Next("finish the redaction", reason, _url("redaction", request), "Go on redacting")


def _second_check(request: MinuteRequest, user: User) -> Next | None:
    if not user.may(May.CHECK_REDACTION) or user.pk in redactors(request):
        return None
    return Next(
        "check each mark", "Somebody else redacted it.", _url("second_check", request), "Check the marks"
    )


def _ready(request: MinuteRequest, user: User) -> Next | None:
    missing = {check.code for check in checks.before_release(request) if check.blocks}
    if first := next_of_ready(request, user, missing=missing):
        return first
    if not user.may(May.RELEASE_COPY) or user.pk in redactors(request):
        return None
    return Next(
        "release the copy", "Print it, count it, read the envelope.", _url("release", request), "Release it"
    )


def _waiting(request: MinuteRequest, user: User) -> Next | None:
    if not user.may(May.LOG_REQUEST):
        return None
    if request.waits_for_identity:
        reason = "The legal month begins when it comes."
        return Next("note their proof of identity", reason, _url("start_clock", request), "Their proof came")
    return Next(
        "note the answer",
        "The legal clock stands still until then.",
        _url("start_clock", request),
        "They answered",
    )


def _with_chair(request: MinuteRequest, user: User) -> Next | None:
    if not user.may(May.DECIDE_REQUEST) or not request.conference.is_chaired_by(user):
        return None
    reason = checks.doubts(request) or "They were not at this conference."
    return Next("decide whether they may have the minutes", reason, _url("allow", request), "Decide")


TURNS = {
    Status.RECEIVED: {May.LOG_REQUEST},
    Status.TRIAGE: {May.TRIAGE_REQUEST},
    Status.CHECKING: {May.LOG_REQUEST},
    Status.WAITING: {May.LOG_REQUEST},
    Status.WITH_CHAIR: {May.DECIDE_REQUEST},
    Status.REDACTING: {May.REDACT},
    Status.SECOND_CHECK: {May.CHECK_REDACTION},
    Status.READY: {May.RELEASE_COPY, May.LOG_REQUEST},
    Status.RELEASED: {May.RELEASE_COPY},
}
NEXT = {
    Status.RECEIVED: _check_who,
    Status.TRIAGE: turns.answer_elsewhere,
    Status.CHECKING: _checking,
    Status.WAITING: _waiting,
    Status.WITH_CHAIR: _with_chair,
    Status.REDACTING: _redacting,
    Status.SECOND_CHECK: _second_check,
    Status.READY: _ready,
    Status.RELEASED: next_of_released,
}


def _url(name: str, request: MinuteRequest) -> str:
    return reverse(f"requests:{name}", args=[request.pk])
