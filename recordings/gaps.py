"""What is missing between the recordings of a conference and within them: a gap stays a gap, and is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from django.utils import timezone

from recordings.models import Pause, Recording

SHORT = timedelta(seconds=2)  # closing one recording and opening the next takes a moment


@dataclass(frozen=True)
class Listed:
    """A recording as lists show it: its number, what is missing before it, and its pauses, in words."""

    number: int
    recording: Recording
    before: str = ""
    pauses: list[str] = field(default_factory=list)
    first: bool = False
    last: bool = False


def listed(found: Iterable[Recording]) -> list[Listed]:
    """The recordings in their order, with what is missing between them."""
    recordings = list(found)
    last = len(recordings) - 1
    return [
        Listed(
            number=place + 1,
            recording=one,
            before=between(recordings[place - 1], one) if place else "",
            pauses=[paused(pause) for pause in one.paused],
            first=place == 0,
            last=place == last,
        )
        for place, one in enumerate(recordings)
    ]


def between(before: Recording, after: Recording) -> str:
    """What a person reads between two recordings; nothing where one follows on the other at once."""
    stopped, started = before.ended_at, after.started_at
    if stopped is None or started is None:
        return "How long it was between these two is not known."
    if started < stopped - SHORT:
        return (
            f"They overlap: the first stopped {clock_of(stopped)}, the next had started {clock_of(started)}."
        )
    if started - stopped <= SHORT:
        return ""
    missing = said(started - stopped)
    verb = "is" if missing.startswith("1 ") else "are"
    return (
        f"Stopped {clock_of(stopped)}, started {clock_of(started)}. {missing} {verb} not in these recordings."
    )


class Break(NamedTuple):
    """Nothing was recorded from this second of a recording on, for a while."""

    recording: Recording
    at: float
    words: str


def breaks(recordings: Sequence[Recording]) -> Iterator[Break]:
    """The pauses, and what is missing between two recordings that follow on each other.

    Nothing beside a restricted recording: how long that was is for those only who may hear it.
    """
    for one in recordings:
        for pause in one.paused:
            words = f"not recorded {clock_of(pause.began)} to {clock_of(pause.ended)}"
            yield Break(one, pause.at_ms / 1000, words)
    for before, after in pairwise(recordings):
        stopped, started = before.ended_at, after.started_at
        if before.restricted or after.restricted or stopped is None or started is None:
            continue
        if started - stopped > SHORT:
            words = f"not recorded {clock_of(stopped)} to {clock_of(started)}"
            yield Break(before, before.duration, words)


def paused(pause: Pause) -> str:
    """One pause, in words."""
    return f"Paused {clock_of(pause.began)}, went on {clock_of(pause.ended)} ({said(pause.length)})."


def clock_of(moment: datetime) -> str:
    """10:42, as on the wall of the room."""
    return f"{timezone.localtime(moment):%H:%M}"


def said(length: timedelta) -> str:
    """A length as people say it: 40 seconds, 5 minutes."""
    seconds = round(length.total_seconds())
    if seconds < 60:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    minutes = round(seconds / 60)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
