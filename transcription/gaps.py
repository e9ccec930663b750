"""What stands where there are no words, or nobody's alone: silence, unclear speech, several at once. Pure.

A gap is never anybody's words. It is found from the times of the words, the turns of the voices, and the
stretches in which the voice activity heard somebody: three things that do not depend on each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypedDict

from transcription.attribution import Turn
from transcription.engine.words import Segment

# A silence this long is said; shorter ones are how people talk.
SILENCE = 10.0
# A voice for so long without a word is unclear; word times are a little off on both sides.
UNCLEAR, SLACK = 1.5, 0.4
# Where nobody could tell the voices apart, only this much sound with a voice in it counts as speech.
UNCLEAR_WITHOUT_TURNS = 4.0
# Two voices at once for so long are several people speaking; two such stretches this near are one.
TOGETHER, NEAR = 2.0, 1.0

Span = tuple[float, float]


class Gap(TypedDict):
    """A stretch without words of one person, in seconds of the recording."""

    kind: str
    start: float
    end: float


def gaps(
    lines: Sequence[Segment], turns: Sequence[Turn], *, voiced: Sequence[Span], seconds: float
) -> list[Gap]:
    """Every gap of a recording in order. `voiced` are the stretches that were searched for words."""
    speech = [(turn.start, turn.end) for turn in turns] or list(voiced)
    least = UNCLEAR if turns else UNCLEAR_WITHOUT_TURNS
    found = [gap for span in _wordless(lines, seconds) for gap in _in_wordless(span, speech, least=least)]
    found += [_gap("together", span) for span in _together(turns)]
    return sorted(found, key=lambda gap: (gap["start"], gap["end"]))


def words(gap: Gap) -> str:
    """As the page and the minutes print it."""
    if gap["kind"] == "no_speech":
        return f"[no speech {timed(gap['start'])} to {timed(gap['end'])}]"
    return "[several people speaking]" if gap["kind"] == "together" else "[unclear]"


def timed(seconds: float) -> str:
    """A place in a recording as a gap says it: 00:12:04."""
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _gap(kind: str, span: Span) -> Gap:
    return Gap(kind=kind, start=round(span[0], 3), end=round(span[1], 3))


def _wordless(lines: Iterable[Segment], seconds: float) -> Iterator[Span]:
    """The stretches between words, before the first and after the last."""
    end = 0.0
    for start, until in sorted((word["start"], word["end"]) for line in lines for word in line["words"]):
        if start > end:
            yield end, start
        end = max(end, until)
    if seconds > end:
        yield end, seconds


def _in_wordless(span: Span, speech: Sequence[Span], *, least: float) -> Iterator[Gap]:
    """Speech in a stretch without words is unclear; what is left of it is silence, where it is long."""
    start, end = span
    cut = [(max(start + SLACK, one), min(end - SLACK, other)) for one, other in speech]
    inside = _joined((one for one in cut if one[0] < one[1]), near=0)
    unclear = [one for one in _joined(inside, near=NEAR) if _held(inside, one) >= least]
    yield from (_gap("unclear", one) for one in unclear)
    edges = [(start, start), *unclear, (end, end)]
    for before, after in pairwise(edges):
        if after[0] - before[1] >= SILENCE:
            yield _gap("no_speech", (before[1], after[0]))


def _together(turns: Sequence[Turn]) -> list[Span]:
    """Where at least two people have a turn at the same time."""
    both = [
        (max(one.start, other.start), min(one.end, other.end))
        for at, one in enumerate(turns)
        for other in turns[at + 1 :]
        if other.speaker != one.speaker and other.start < one.end and one.start < other.end
    ]
    return [span for span in _joined(both, near=NEAR) if _length(span) >= TOGETHER]


def _joined(spans: Iterable[Span], *, near: float) -> list[Span]:
    made: list[Span] = []
    for start, end in sorted(spans):
        if made and start - made[-1][1] <= near:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


def _held(spans: Iterable[Span], by: Span) -> float:
    """Seconds of these that lie in one that holds them."""
    return sum(_length(span) for span in spans if by[0] <= span[0] and span[1] <= by[1])


def _length(span: Span) -> float:
    return span[1] - span[0]
