"""What can be done to the record of who was in the room."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings.models import Attendance, Conference, Part, Recording
from recordings.taking import unsettled


@transaction.atomic
def add_part(
    recording: Recording, *, kind: str, span: tuple[int, int], absent: Iterable[Attendance], by: User
) -> Part:
    """Mark a part of a recording: what it was, its start and end in milliseconds, who was out."""
    start_ms, end_ms = span
    require(by, May.CONFIRM_PRESENCE)
    _open_for_change(recording.conference)
    _check_times(recording, start_ms, end_ms)
    absent = list(absent)
    if any(person.conference_id != recording.conference_id for person in absent):
        raise Conflict("Choose people who are on the list of this conference.")
    part = Part.objects.create(recording=recording, kind=kind, start_ms=start_ms, end_ms=end_ms)
    part.absent.set(absent)
    audit.record(
        "part.added",
        by=by,
        on=part,
        conference=recording.conference_id,
        kind=kind,
        start=start_ms,
        end=end_ms,
    )
    return part


@transaction.atomic
def remove_part(part: Part, *, by: User) -> None:
    """Take a part away that was marked by mistake."""
    require(by, May.CONFIRM_PRESENCE)
    conference = part.recording.conference
    _open_for_change(conference)
    audit.record(
        "part.removed",
        by=by,
        on=part,
        conference=conference.pk,
        kind=part.kind,
        start=part.start_ms,
        end=part.end_ms,
    )
    part.delete()


@transaction.atomic
def confirm_presence(conference: Conference, *, by: User) -> Conference:
    """The conference's chair says that the parts and the people in them are right."""
    require(by, May.CONFIRM_PRESENCE)
    locked = Conference.objects.select_for_update().get(pk=conference.pk)
    if not locked.is_chaired_by(by):
        raise Conflict("Only the chair of this conference can confirm who was in the room.")
    if not locked.recordings.filter(erased_at=None).exists():
        raise Conflict("Add the recording first.")
    if locked.presence_confirmed:
        raise Conflict("This is confirmed already.")
    if problem := unsettled(locked):
        raise Conflict(problem)
    locked.presence_confirmed_at, locked.presence_confirmed_by = timezone.now(), by
    locked.save(update_fields=["presence_confirmed_at", "presence_confirmed_by"])
    audit.record("presence.confirmed", by=by, on=locked, conference=locked.pk)
    return locked


@transaction.atomic
def reopen_presence(conference: Conference, *, by: User) -> Conference:
    """Take the confirmation back to correct a part. Nothing is released until it is confirmed again."""
    require(by, May.CONFIRM_PRESENCE)
    locked = Conference.objects.select_for_update().get(pk=conference.pk)
    if not locked.is_chaired_by(by):
        raise Conflict("Only the chair of this conference can change who was in the room.")
    locked.presence_confirmed_at = locked.presence_confirmed_by = None
    locked.save(update_fields=["presence_confirmed_at", "presence_confirmed_by"])
    audit.record("presence.reopened", by=by, on=locked, conference=locked.pk)
    return locked


def _open_for_change(conference: Conference) -> None:
    if conference.presence_confirmed:
        raise Conflict("Who was in the room is confirmed. Open it again before you change it.")


def _check_times(recording: Recording, start_ms: int, end_ms: int) -> None:
    if not 0 <= start_ms < end_ms <= recording.duration_ms:
        raise Conflict("The part must start before it ends, within the recording.")
    if recording.parts.filter(start_ms__lt=end_ms, end_ms__gt=start_ms).exists():
        raise Conflict("This part overlaps one that is marked already. Change that one first.")
