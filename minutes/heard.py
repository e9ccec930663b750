"""Who has listened to what: the audit of playback is the only witness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from access.errors import Conflict
from access.models import AuditEvent, User
from minutes.models import Check, Minutes
from recordings.models import Recording

# The audit knows bytes, and so seconds only roughly: a file begins with its index, and speech packs unevenly.
ROUGHLY, AT_LEAST = 0.03, 2.0
FASTEST = 2.5  # the player's highest speed
AHEAD = 15.0
LOOK_BACK = timedelta(minutes=2)

Spans = list[tuple[float, float]]


def has_heard(sentence: Mapping[str, Any], *, by: User) -> bool:
    """Whether this person was sent the sound of the whole of this sentence."""
    if not sentence["recording"] or not sentence["sources"]:
        return False
    recording = Recording.objects.filter(pk=sentence["recording"]).first()
    if recording is None:
        return False
    spans = listened(recording, by=by)
    return all(_inside(start, end, spans) for start, end in sentence["sources"])


def seconds_of(sentence: Mapping[str, Any]) -> float:
    """How long it takes to hear a sentence."""
    return float(sum(max(0.0, end - start) for start, end in sentence["sources"]))


def require_ear(sentence: Mapping[str, Any], *, by: User) -> int:
    """Stop here unless this person can have heard this sentence: its milliseconds.

    The sound was sent to them, and they have not said "right" of more, these last seconds, than can be
    played in them: a list sent at once is no listening.
    """
    if not has_heard(sentence, by=by):
        raise Conflict("Listen to this passage first, then say that it is right.")
    if _quicker_than_sound(seconds_of(sentence), by=by):
        raise Conflict("That was quicker than it can be heard. Listen to this passage, then press again.")
    return round(1000 * seconds_of(sentence))


def _quicker_than_sound(seconds: float, *, by: User) -> bool:
    """Whether all that this person has pressed since some moment could not be played since then.

    A little may be heard ahead and pressed after: in a row of short passages nobody has to wait.
    """
    now = timezone.now()
    recent = Check.objects.filter(cleared_by=by, heard_ms__gt=0, cleared_at__gte=now - LOOK_BACK)
    for at, heard_ms in recent.order_by("-cleared_at").values_list("cleared_at", "heard_ms"):
        if seconds > FASTEST * (now - at).total_seconds() + AHEAD:
            return True
        seconds += heard_ms / 1000
    return False


def coverage(minutes: Minutes) -> dict[str, Any]:
    """How much was listened to before an approval: for the quality of the work, never to rank people."""
    heard_ms = minutes.checks.aggregate(all=Sum("heard_ms"))["all"] or 0
    sounds = Recording.objects.filter(conference=minutes.conference_id, erased_at=None)
    lengths = [(one.duration, listened(one)) for one in sounds]
    sent = sum(min(end, length) - max(start, 0.0) for length, spans in lengths for start, end in spans)
    whole = sum(length for length, _ in lengths)
    share = round(100 * sent / whole) if whole else 0
    return {"checks": minutes.checks.count(), "heard_seconds": heard_ms // 1000, "listened_percent": share}


def listened(recording: Recording, *, by: User | None = None) -> Spans:
    """The seconds of a recording that were sent to this person, or to anybody, as stretches in order."""
    events = AuditEvent.objects.filter(verb="recording.listened", on_id=str(recording.pk))
    if by is not None:
        events = events.filter(actor_id=by.pk)
    slack = max(AT_LEAST, recording.duration * ROUGHLY)
    sent = events.values_list("details", flat=True)
    return _merged(
        (float(one.get("from_second", 0)) - slack, float(one.get("to_second", 0)) + slack) for one in sent
    )


def _merged(spans: Iterable[tuple[float, float]]) -> Spans:
    found: Spans = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _inside(start: float, end: float, spans: Spans) -> bool:
    return any(since <= start and end <= until for since, until in spans)
