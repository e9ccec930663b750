"""Whether somebody has listened to a voice: the audit of listening knows."""

from __future__ import annotations

from access.models import AuditEvent, User
from transcription.models import Speaker


def has_heard(speaker: Speaker, *, by: User) -> bool:
    """Whether this person has listened to a moment in which this voice speaks."""
    listened = AuditEvent.objects.filter(
        verb="recording.listened", actor_id=by.pk, on_id=str(speaker.transcript.recording_id)
    )
    parts = [
        (one.get("from_second", 0), one.get("to_second", 0))
        for one in listened.values_list("details", flat=True)
    ]
    spoken = list(speaker.segments.values_list("start_ms", "end_ms"))
    return any(start < 1000 * until and 1000 * since < end for since, until in parts for start, end in spoken)
