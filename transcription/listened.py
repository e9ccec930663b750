"""Whether somebody has listened to a voice: the audit of listening knows."""

from __future__ import annotations

from uuid import UUID

from access.models import AuditEvent, User
from transcription.models import Segment, Speaker


def has_heard(speaker: Speaker, *, by: User) -> bool:
    """Whether this person has listened to a moment in which this voice speaks."""
    parts = _listened(speaker.transcript.recording_id, by)
    spoken = list(speaker.segments.values_list("start_ms", "end_ms"))
    return any(_meet(part, one) for part in parts for one in spoken)


def has_heard_line(line: Segment, *, by: User) -> bool:
    """Whether this person has listened to a moment of this line."""
    parts = _listened(line.transcript.recording_id, by)
    return any(_meet(part, (line.start_ms, line.end_ms)) for part in parts)


def _listened(recording: UUID, by: User) -> list[tuple[float, float]]:
    """The seconds of a recording that were sent to somebody."""
    listened = AuditEvent.objects.filter(verb="recording.listened", actor_id=by.pk, on_id=str(recording))
    return [
        (one.get("from_second", 0), one.get("to_second", 0))
        for one in listened.values_list("details", flat=True)
    ]


def _meet(part: tuple[float, float], spoken: tuple[int, int]) -> bool:
    """Whether seconds and milliseconds have a moment in common."""
    return spoken[0] < 1000 * part[1] and 1000 * part[0] < spoken[1]
