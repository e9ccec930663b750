"""What can be done about where a recording belongs in its conference: when it began, what follows it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings.models import Conference, Recording


@transaction.atomic
def place_recording(recording: Recording, *, place: int, by: User) -> Recording:
    """Put a recording in another place, 0 being the first, because a person says so."""
    require(by, May.ADD_RECORDING)
    Conference.objects.select_for_update().get(pk=recording.conference_id)
    others = list(recording.conference.recordings.exclude(pk=recording.pk).in_order())
    if not 0 <= place <= len(others):
        raise Conflict("There is no such place among the recordings of this conference.")
    for order, one in enumerate([*others[:place], recording, *others[place:]]):
        Recording.objects.filter(pk=one.pk).update(order=order)
    recording.refresh_from_db(fields=["order"])
    audit.record("recording.placed", by=by, on=recording, conference=recording.conference_id, place=place)
    return recording


@transaction.atomic
def say_start(recording: Recording, *, moment: datetime, by: User) -> Recording:
    """Say when a recording began, so that what is missing between two of them is shown."""
    require(by, May.ADD_RECORDING)
    if moment > timezone.now():
        raise Conflict("This recording cannot have begun in the future.")
    recording.started_at = moment
    recording.save(update_fields=["started_at"])
    audit.record(
        "recording.start_said", by=by, on=recording, conference=recording.conference_id,
        at=moment.isoformat(),
    )  # fmt: skip
    return recording
