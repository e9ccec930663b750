"""What can be done when an answer, more time or the chair's decision is needed."""

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
from recordings import clocks
from recordings.calendar.council import council

Status = MinuteRequest.Status


@transaction.atomic
def ask_for_answer(request: MinuteRequest, *, on: date, by: User) -> MinuteRequest:
    """We had to ask what is meant. The legal clock stops from that day until the answer."""
    require(by, May.LOG_REQUEST)
    request = locked(request)
    states.move(request, to=Status.WAITING, by=by)
    if on < timezone.localdate(request.received_at) or on > timezone.localdate():
        raise Conflict("We asked after the request came, and not later than today. Check the date.")
    if request.clarification_answered_on:
        raise Conflict("We asked once already. The clock can be stopped only once here.")
    request.clarification_asked_on = on
    dates.set_due(request)
    request.save()
    audit.record("request.clock_stopped", by=by, on=request, conference=request.conference_id, day=on)
    return request


@transaction.atomic
def note_answer(request: MinuteRequest, *, on: date, by: User) -> MinuteRequest:
    """The answer came. Both days and those between do not count."""
    require(by, May.LOG_REQUEST)
    request = locked(request)
    states.move(request, to=Status.CHECKING, by=by)
    asked = request.clarification_asked_on
    if request.waits_for_identity:
        raise Conflict("We wait for proof of who they are. Note the day on which it came.")
    if asked is None or on < asked or on > timezone.localdate():
        raise Conflict("The answer came after we asked, and not later than today. Check the date.")
    request.clarification_answered_on = on
    dates.set_due(request)
    request.save()
    audit.record("request.clock_started", by=by, on=request, conference=request.conference_id, day=on)
    return request


@transaction.atomic
def extend(request: MinuteRequest, *, on: date, by: User) -> MinuteRequest:
    """Two more months, because it is complex; they were told why within the first month."""
    require(by, May.TRIAGE_REQUEST)
    request = locked(request)
    if request.waits_for_identity:
        raise Conflict("The month has not begun: we wait for proof of who they are.")
    calendar = council()
    starts = dates.starts_on(request, calendar) or timezone.localdate(request.received_at)
    if on < timezone.localdate(request.received_at) or on > timezone.localdate():
        raise Conflict("They were told after the request came, and not later than today. Check the date.")
    told_by = clocks.sar_extended_due(starts, extra_holidays=calendar)
    if on > told_by["extension_notice_by_calendar"]:
        raise Conflict("The first month is over, so the limit cannot be moved any more.")
    request.extended_on = on
    dates.set_due(request)
    request.save()
    audit.record("request.extended", by=by, on=request, conference=request.conference_id, day=on)
    return request


@transaction.atomic
def ask_chair(request: MinuteRequest, *, by: User) -> MinuteRequest:
    """The chair has to decide whether they may have the minutes."""
    require(by, May.LOG_REQUEST)
    request = locked(request)
    states.move(request, to=Status.WITH_CHAIR, by=by)
    request.save()
    audit.record("request.sent_to_chair", by=by, on=request, conference=request.conference_id)
    return request


@transaction.atomic
def allow_open_parts(request: MinuteRequest, *, reason: str, by: User) -> MinuteRequest:
    """The chair decides that somebody who was not there may have what everybody else heard."""
    require(by, May.DECIDE_REQUEST)
    request = locked(request)
    _only_its_chair(request, by)
    states.move(request, to=Status.CHECKING, by=by)
    request.open_parts_allowed_by, request.decision_reason = by, reason
    request.save()
    audit.record("request.open_parts_allowed", by=by, on=request, conference=request.conference_id)
    return request


def _only_its_chair(request: MinuteRequest, by: User) -> None:
    if not request.conference.is_chaired_by(by):
        raise Conflict("Only the chair of this conference can decide this.")
