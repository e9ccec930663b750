"""Who was in the room when, drawn as rows on a line of 0 to 1000; and who heard a stretch of sound."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from access.models import User
from recordings.models import Attendance, Part, PartKind, Recording


@dataclass(frozen=True)
class Bar:
    """A stretch of a row: where it starts, how wide it is, and its class in the drawing."""

    x: float
    width: float
    kind: str


@dataclass(frozen=True)
class SuggestedPart:
    """A part that somebody's words point to. It is only shown: a person marks it, or does not."""

    kind: str
    start_ms: int
    end_ms: int
    because: str = ""
    absent: tuple[Attendance, ...] = ()

    @property
    def label(self) -> str:
        """What kind of part it may be."""
        return str(PartKind(self.kind).label).lower()


WAVE_BARS = 300
Suggester = Callable[[Recording, User], list[SuggestedPart]]
SUGGESTERS: list[Suggester] = []


def add_suggester(suggester: Suggester) -> None:
    """A higher app, which knows the words, says when it is ready that it can suggest parts."""
    SUGGESTERS.append(suggester)


def suggestions_for(recording: Recording, user: User) -> list[SuggestedPart]:
    """What the words point to and nobody has marked yet."""
    marked = list(recording.parts.prefetch_related("absent"))
    found = [one for suggester in SUGGESTERS for one in suggester(recording, user)]
    return [
        one for one in found if not already_marked(marked, one.kind, (one.start_ms, one.end_ms), one.absent)
    ]


def already_marked(
    marked: Iterable[Part], kind: str, span: tuple[int, int], absent: Iterable[Attendance]
) -> bool:
    """Whether these times are marked: of the whole room, or of one person who came later or went early.

    That somebody had gone hides no restricted part; and a break does not say who had gone.
    """
    touched = overlapping(list(marked), *span)
    if kind == PartKind.AWAY:
        gone = {person.pk for person in absent}
        return any(gone & {person.pk for person in part.absent.all()} for part in touched)
    return any(part.kind != PartKind.AWAY for part in touched)


def rows_of(recording: Recording) -> list[dict[str, Any]]:
    """One row for each person who came: the stretches in which they were in the room."""
    parts = list(recording.parts.prefetch_related("absent"))
    people = recording.conference.people.filter(came__in=[Attendance.Came.ATTENDED, Attendance.Came.PART])
    return [{"person": person, "bars": _bars(recording, parts, person)} for person in people]


def wave_of(recording: Recording) -> str:
    """The waveform as a path in a box of 1000 by 40; empty until somebody has listened to the recording."""
    peaks = recording.waveform or []
    bars = min(WAVE_BARS, len(peaks))
    loudest = max([32, *peaks])
    path = []
    for bar in range(bars):
        stretch = peaks[bar * len(peaks) // bars : (bar + 1) * len(peaks) // bars]
        high = max(0.6, max(stretch) / loudest * 19)
        path.append(f"M{(bar + 0.5) * 1000 / bars:.1f} {20 - high:.1f}v{2 * high:.1f}")
    return "".join(path)


def shades_of(recording: Recording) -> list[Bar]:
    """The parts of the whole room, as they lie over the waveform."""
    scale = 1000 / max(recording.duration_ms, 1)
    kinds = {PartKind.BREAK: "p-break", PartKind.RESTRICTED: "p-shut", PartKind.CHILD_ONLY: "p-shut"}
    return [
        Bar(round(part.start_ms * scale, 1), round((part.end_ms - part.start_ms) * scale, 1), kinds[kind])
        for part in recording.parts.all()
        if (kind := PartKind(part.kind)) in kinds
    ]


def _bars(recording: Recording, parts: list[Part], person: Attendance) -> list[Bar]:
    scale = 1000 / max(recording.duration_ms, 1)
    bars, here = [], 0
    for part in sorted(parts, key=lambda one: one.start_ms):
        if part.kind == PartKind.BREAK or person in part.absent.all():
            bars.append(Bar(round(here * scale, 1), round((part.start_ms - here) * scale, 1), "p-in"))
            here = max(here, part.end_ms)
    bars.append(Bar(round(here * scale, 1), round((recording.duration_ms - here) * scale, 1), "p-in"))
    shut = [part for part in parts if part.is_restricted]
    return [bar for bar in bars if bar.width > 0] + [
        Bar(round(part.start_ms * scale, 1), round((part.end_ms - part.start_ms) * scale, 1), "p-shut")
        for part in shut
    ]


def overlapping(parts: list[Part], start_ms: float, end_ms: float) -> list[Part]:
    """The parts that a stretch of sound touches."""
    return [part for part in parts if part.start_ms < end_ms and part.end_ms > start_ms]
