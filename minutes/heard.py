"""Who has listened to what: the audit of playback is the only witness."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from access.models import AuditEvent, User


def has_heard(sentence: Mapping[str, Any], *, by: User) -> bool:
    """Whether this person was sent the sound of every second this sentence came from."""
    parts = _listened(str(sentence["recording"]), by=by)
    return all(_covered(start, end, parts) for start, end in sentence["sources"])


def _listened(recording: str, *, by: User) -> list[tuple[float, float]]:
    events = AuditEvent.objects.filter(verb="recording.listened", actor_id=by.pk, on_id=recording)
    found = [
        (float(one.get("from_second", 0)), float(one.get("to_second", 0)))
        for one in events.values_list("details", flat=True)
    ]
    return sorted(found)


def _covered(start: float, end: float, parts: list[tuple[float, float]]) -> bool:
    """Whether the parts together hold the middle of this stretch; their edges are only known roughly."""
    middle = (start + end) / 2
    return any(since <= middle <= until for since, until in parts)
