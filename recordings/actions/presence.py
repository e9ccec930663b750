"""What can be done to the record of who was in the room."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings.models import Attendance, Conference, Part, PartKind, Recording
from recordings.models.recordings import SOMEBODY_OUT
from recordings.taking import unsettled


@transaction.atomic
def add_part(
    recording: Recording,
    *,
    kind: str,
    span: tuple[int, int],
    absent: Iterable[Attendance],
    by: User,
    **why: str,
) -> Part:
    """Mark a part of a recording: what it was, its start and end in milliseconds, who was out.

    `why` is the ground on which somebody was kept out, and who decided it.
    """
    require(by, May.CONFIRM_PRESENCE)
    part = Part(recording=recording, kind=kind, start_ms=span[0], end_ms=span[1], **why)
    _open_for_change(recording.conference)
    _check_times(part)
    part.save()
    _keep_absent(part, absent)
    _note("part.added", part, by)
    return part


@transaction.atomic
def change_part(
    part: Part, *, span: tuple[int, int], by: User, absent: Iterable[Attendance] | None = None, **changes: str
) -> Part:
    """Change a part: its edges, what it was, who was out and why."""
    require(by, May.CONFIRM_PRESENCE)
    if unknown := changes.keys() - {"kind", "ground", "decided_by"}:
        raise TypeError(f"There is no field {sorted(unknown)[0]}.")
    _open_for_change(part.recording.conference)
    part.start_ms, part.end_ms = span
    for name, value in changes.items():
        setattr(part, name, value)
    _check_times(part)
    part.save()
    if absent is not None or "kind" in changes:
        _keep_absent(part, part.absent.all() if absent is None else absent)
    _note("part.changed", part, by)
    return part


@transaction.atomic
def remove_part(part: Part, *, by: User) -> None:
    """Take a part away that was marked by mistake."""
    require(by, May.CONFIRM_PRESENCE)
    _open_for_change(part.recording.conference)
    _note("part.removed", part, by)
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


def _check_times(part: Part) -> None:
    """Parts of the whole room do not overlap; somebody may come or go in the middle of any of them."""
    if not 0 <= part.start_ms < part.end_ms <= part.recording.duration_ms:
        raise Conflict("The part must start before it ends, within the recording.")
    others = part.recording.parts.exclude(pk=part.pk).exclude(kind=PartKind.AWAY)
    touched = others.filter(start_ms__lt=part.end_ms, end_ms__gt=part.start_ms)
    if part.kind != PartKind.AWAY and touched.exists():
        raise Conflict("This part overlaps one that is marked already. Change that one first.")


def _keep_absent(part: Part, absent: Iterable[Attendance]) -> None:
    people = list(absent)
    if any(person.conference_id != part.recording.conference_id for person in people):
        raise Conflict("Choose people who are on the list of this conference.")
    if part.kind in SOMEBODY_OUT and not people:
        raise Conflict("Choose who was out of the room.")
    part.absent.set(people)


def _note(verb: str, part: Part, by: User) -> None:
    """The line on the audit, with the edges and never with a name."""
    audit.record(
        verb,
        by=by,
        on=part,
        conference=part.recording.conference_id,
        kind=part.kind,
        start=part.start_ms,
        end=part.end_ms,
    )
