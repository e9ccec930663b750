"""What can be done when somebody complains, asks for a correction, or tells us of a breach."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.requests import dates, states
from minutes.requests.models import FollowUp, MinuteRequest

Kind = FollowUp.Kind


@transaction.atomic
def follow_up(request: MinuteRequest, *, kind: str, what: str, on: date, by: User) -> FollowUp:
    """Write down what was raised about a request. Its own clock starts by itself."""
    require(by, May.VIEW_REQUESTS)
    dates.require_past(on)
    if on < timezone.localdate(request.received_at):
        raise Conflict("It was raised after the request came. Check the date.")
    raised = FollowUp.objects.create(
        request=request,
        kind=Kind(kind),
        what=what,
        opened_on=on,
        due_on=dates.follow_up_due(kind, on),
        opened_by=by,
    )
    audit.record(f"{kind}.raised", by=by, on=raised, conference=request.conference_id, request=request.pk)
    return raised


@transaction.atomic
def acknowledge(raised: FollowUp, *, on: date, by: User) -> FollowUp:
    """They were told that we have it. A complaint about data has 30 days for this."""
    require(by, May.LOG_REQUEST)
    raised = _open(raised)
    dates.require_past(on)
    if on < raised.opened_on:
        raise Conflict("They were told after it was raised. Check the date.")
    raised.acknowledged_on = on
    raised.save(update_fields=["acknowledged_on"])
    audit.record("follow_up.acknowledged", by=by, on=raised, conference=raised.request.conference_id, day=on)
    return raised


@transaction.atomic
def close_follow_up(raised: FollowUp, *, outcome: str, by: User) -> FollowUp:
    """Say what came of it. The chair decides on corrections, information governance on breaches."""
    raised = _open(raised)
    states.require_to_close(raised, by)
    raised.outcome, raised.closed_by, raised.closed_at = outcome, by, timezone.now()
    raised.save()
    audit.record(f"{raised.kind}.closed", by=by, on=raised, conference=raised.request.conference_id)
    return raised


def _open(raised: FollowUp) -> FollowUp:
    raised = FollowUp.objects.select_for_update().get(pk=raised.pk)
    if raised.closed_at:
        raise Conflict("This is closed already.")
    return raised
