"""What can be done to know who asks: the proof we saw, and the wait for it."""

from dataclasses import dataclass
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
ABOUT_THEM = {Status.RECEIVED, Status.TRIAGE, Status.CHECKING}


@dataclass(frozen=True)
class Proof:
    """What was seen and asked, and on which day. Each kind of requester needs something else."""

    how: str
    orders: str
    on: date
    responsibility: str = MinuteRequest.Responsibility.NOT_ASKED
    responsibility_how: str = ""
    authority: str = ""
    understanding: str = ""
    chair_must_decide: bool = False


@transaction.atomic
def confirm_requester(request: MinuteRequest, *, proof: Proof, by: User) -> MinuteRequest:
    """Note that we know who asks and by what right, what was seen, and which court orders we were told of."""
    require(by, May.LOG_REQUEST)
    request = locked(request)
    _complete(request, proof)
    if request.status == Status.RECEIVED:
        states.move(request, to=Status.CHECKING, by=by)
    if request.status not in ABOUT_THEM:
        raise Conflict("Who asks is checked before the redaction starts.")
    request.identity_checked_on = request.orders_asked_on = proof.on
    request.identity_checked_by = by
    request.identity_how, request.orders = proof.how, proof.orders
    request.responsibility, request.responsibility_how = proof.responsibility, proof.responsibility_how
    request.authority, request.understanding = proof.authority, proof.understanding
    request.chair_must_decide = proof.chair_must_decide
    request.save()
    audit.record(
        "request.requester_confirmed",
        by=by,
        on=request,
        conference=request.conference_id,
        responsibility=request.responsibility or None,
        chair=request.chair_must_decide,
    )
    return request


def _complete(request: MinuteRequest, proof: Proof) -> None:
    """What must be known of a parent, of somebody's agent, and of a young person."""
    dates.require_past(proof.on)
    who = request.relationship
    if who in MinuteRequest.PARENTS and not (proof.responsibility and proof.responsibility_how.strip()):
        raise Conflict("Say whether they have parental responsibility, and how that was checked.")
    if who in MinuteRequest.AGENTS and not proof.authority.strip():
        raise Conflict("See their signed authority, and say what was seen and of which day it is.")
    if who == MinuteRequest.Relationship.YOUNG_PERSON and not proof.understanding.strip():
        raise Conflict("Say why you think that the young person understands what they ask for, or does not.")


@transaction.atomic
def ask_for_identity(request: MinuteRequest, *, on: date, by: User) -> MinuteRequest:
    """We do not know who they are and have asked. The legal month begins when their proof comes."""
    require(by, May.LOG_REQUEST)
    request = locked(request)
    if request.status == Status.RECEIVED:
        states.move(request, to=Status.CHECKING, by=by)
    states.move(request, to=Status.WAITING, by=by)
    if on < timezone.localdate(request.received_at) or on > timezone.localdate():
        raise Conflict("We asked after the request came, and not later than today. Check the date.")
    if request.identity_asked_on or request.identity_checked_on:
        raise Conflict("Who they are was asked or checked already. Asking again does not stop the clock.")
    request.identity_asked_on = on
    dates.set_due(request)
    request.save()
    audit.record("request.identity_asked", by=by, on=request, conference=request.conference_id, day=on)
    return request


@transaction.atomic
def note_identity(request: MinuteRequest, *, on: date, by: User) -> MinuteRequest:
    """Their proof came. The legal month begins on that day."""
    require(by, May.LOG_REQUEST)
    request = locked(request)
    states.move(request, to=Status.CHECKING, by=by)
    asked = request.identity_asked_on
    if not request.waits_for_identity or asked is None:
        raise Conflict("We did not ask who they are. Note the answer to our question instead.")
    if on < asked or on > timezone.localdate():
        raise Conflict("Their proof came after we asked, and not later than today. Check the date.")
    request.identity_received_on = on
    dates.set_due(request)
    request.save()
    audit.record("request.identity_came", by=by, on=request, conference=request.conference_id, day=on)
    return request
