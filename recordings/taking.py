"""What a take hands over to the recording that it becomes: its times, its pauses, who may hear it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from access.models import User
from access.roles import May
from recordings.models import Attendance, Conference, Notice, Part, PartKind, Recording, Take, Upload

KEPT_TAKE = timedelta(days=14)
KEPT_WAITING = timedelta(hours=24)
NOT_THERE = (Attendance.Came.APOLOGIES, Attendance.Came.ABSENT)


def may_record(conference: Conference, user: User) -> bool:
    """Whether this person may record in the room: only who may also open what is said there."""
    return user.may(May.ADD_RECORDING) and conference.opens_to(user)


def patience(upload: Upload) -> timedelta:
    """How long after its last piece an upload is gone on with: a laptop may come back after a holiday."""
    return KEPT_TAKE if take_of(upload) else KEPT_WAITING


def take_of(upload: Upload) -> Take | None:
    """The take that an upload comes from; none for a file that somebody chose."""
    return Take.objects.select_related("pocket").filter(pk=upload.pk).first()


def is_waiting(upload: Upload) -> bool:
    """Whether a recorder holds its key and has not begun."""
    return Take.objects.filter(pk=upload.pk, begun_at=None).exists()


def is_running(upload: Upload) -> bool:
    """Whether it is still being recorded, so that nobody knows how long it will be."""
    return Take.objects.unfinished().filter(pk=upload.pk).exists()


def hand_over(take: Take, recording: Recording) -> None:
    """Write the facts of a take into its recording. Its pocket key has done its work."""
    recording.started_at, recording.restricted = take.begun_at, take.restricted
    recording.pauses = [row | {"to": row["to"] or _moment(take)} for row in take.pauses]
    if recording.waveform is None:  # not listened to from end to end yet: WebM does not say how long it is
        recording.duration_ms = max(recording.duration_ms, _recorded_ms(take, recording))
    recording.save(update_fields=["started_at", "restricted", "pauses", "duration_ms"])
    if take.restricted:
        recording.in_room.set(take.in_room.all())
        mark_restricted(recording)
    take.pocket.destroy()


def unsettled(conference: Conference) -> str:
    """Why nobody can say yet who was in the room; nothing if they can."""
    if Take.objects.unfinished().filter(upload__conference=conference).exists():
        return "A recording that was begun in the room is not finished. Finish it first."
    if Notice.objects.filter(conference=conference, restricted_inside=Notice.Answer.YES).exists():
        shut = Part.objects.filter(recording__conference=conference, recording__erased_at=None)
        if not shut.filter(kind__in=[PartKind.RESTRICTED, PartKind.CHILD_ONLY]).exists():
            return "You said that a restricted part is inside a recording. Mark its times first."
    return ""


def mark_restricted(recording: Recording) -> None:
    """All of it is a restricted part, without everybody who was not in the room. The chair confirms it."""
    part, _ = Part.objects.update_or_create(
        recording=recording,
        kind=PartKind.RESTRICTED,
        start_ms=0,
        defaults={"end_ms": max(recording.duration_ms, 1)},
    )
    came = recording.conference.people.exclude(came__in=NOT_THERE)
    inside = set(recording.in_room.values_list("pk", flat=True))
    out = came.exclude(pk__in=inside) if inside else came.exclude(group=Attendance.Group.PROFESSIONAL)
    part.absent.set(out)


def stretch_restricted(recording: Recording) -> None:
    """The true length is known: the restricted part that reached to the end still does."""
    if recording.restricted:
        whole = Part.objects.filter(recording=recording, kind=PartKind.RESTRICTED, start_ms=0)
        whole.update(end_ms=max(recording.duration_ms, 1))


def unfinished(conference: Conference, user: User) -> list[dict[str, Any]]:
    """The recordings of a conference that were begun in the room and have no end."""
    found = Take.objects.visible_to(user).unfinished().filter(upload__conference=conference)
    return [
        {
            "take": take,
            "mine": take.upload.by_id == user.pk,
            "by": take.upload.by.name,
            "last": take.last_heard_of(KEPT_TAKE),
        }
        for take in found.oldest_first()
    ]


def _moment(take: Take) -> str | None:
    return take.ended_at.isoformat() if take.ended_at else None


def _recorded_ms(take: Take, recording: Recording) -> int:
    if not (take.begun_at and take.ended_at):
        return 0
    paused = sum((pause.length for pause in recording.paused), timedelta())
    return max((take.ended_at - take.begun_at - paused) // timedelta(milliseconds=1), 0)
