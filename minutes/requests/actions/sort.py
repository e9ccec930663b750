"""What can be done about the law a request falls under, by a person in time or by the clock."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.requests import dates, states
from minutes.requests.locking import locked
from minutes.requests.models import MinuteRequest

Status = MinuteRequest.Status
BEFORE_REDACTION = {Status.RECEIVED, Status.CHECKING, Status.WAITING, Status.WITH_CHAIR}


@transaction.atomic
def sort_request(request: MinuteRequest, *, triage: str, by: User) -> MinuteRequest:
    """Information governance says which law it falls under. What is theirs to answer goes to them."""
    require(by, May.TRIAGE_REQUEST)
    request = locked(request)
    request.triage, request.sorted_at = MinuteRequest.Triage(triage), timezone.now()
    if request.is_for_governance and request.status in BEFORE_REDACTION:
        if request.status not in {Status.RECEIVED, Status.CHECKING}:
            raise Conflict("It waits for an answer or for the chair. When that has come, say what it is.")
        states.move(request, to=Status.TRIAGE, by=by)
    elif request.is_for_governance and request.status != Status.TRIAGE:
        raise Conflict(
            "The copy is being made. Go back to the checks before you say that it is something else."
        )
    elif not request.is_for_governance and request.status == Status.TRIAGE:
        states.move(request, to=Status.CHECKING, by=by)
    request.save()
    audit.record("request.sorted", by=by, on=request, conference=request.conference_id, triage=request.triage)
    return request


@transaction.atomic
def treat_as_both(request: MinuteRequest, *, by: User) -> MinuteRequest:
    """Nobody has sorted it in two working days: it counts as both, until somebody says otherwise."""
    require(by, May.RECEIVE_MESSAGE)
    request = locked(request)
    if request.triage:
        raise Conflict("This request is sorted.")
    request.triage = MinuteRequest.Triage.BOTH
    request.save(update_fields=["triage"])
    audit.record("request.counted_as_both", by=by, on=request, conference=request.conference_id)
    return request


@transaction.atomic
def answer_elsewhere(request: MinuteRequest, *, reason: str, on: date, by: User) -> MinuteRequest:
    """Information governance has answered it by its own procedure: the sound, or somebody's own data."""
    require(by, May.TRIAGE_REQUEST)
    request = locked(request)
    dates.require_past(on)
    if not request.is_for_governance:
        raise Conflict("This request is answered with a typed copy.")
    if not request.identity_checked_on:
        raise Conflict("Check who asks before anything is given to them.")
    states.move(request, to=Status.CLOSED, by=by)
    request.decision_reason = reason
    request.save()
    audit.record("request.answered_elsewhere", by=by, on=request, conference=request.conference_id, day=on)
    return request
