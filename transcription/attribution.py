"""Gives each word the speaker whose turn it falls in, and cuts lines where the speaker changes: pure."""

from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

from transcription import checks
from transcription.engine.words import Segment, Word, segment

# Turns and word times come from two models; this far apart they still speak of the same thing.
NEAR_SECONDS = 1.0
# A word or two given to another speaker without a pause on either side is a slip of the turns.
SLIP_WORDS, SLIP_SECONDS, PAUSE_SECONDS = 2, 0.6, 0.25


class Turn(Protocol):
    """A stretch of one person's speech."""

    @property
    def start(self) -> float: ...

    @property
    def end(self) -> float: ...

    @property
    def speaker(self) -> str: ...


def attribute(segments: Sequence[Segment], turns: Sequence[Turn]) -> list[Segment]:
    """The segments with speakers, cut where one person stops and another begins."""
    if not turns:
        return list(segments)
    ordered = sorted(turns, key=lambda turn: turn.start)
    return [part for whole in segments for part in _cut(whole, ordered)]


def _cut(whole: Segment, turns: Sequence[Turn]) -> list[Segment]:
    words = whole["words"]
    runs = _runs(words, [_speaker(word, turns) for word in words])
    if len(runs) == 1:
        return [Segment(**{**whole, "speaker": runs[0][0]})]
    made = [segment(run, speaker=speaker) for speaker, run in runs]
    for part in made:
        part["flags"] = checks.of_part(part, of=whole)
    return made


def _speaker(word: Word, turns: Sequence[Turn]) -> str | None:
    near = [
        turn
        for turn in turns
        if turn.start < word["end"] + NEAR_SECONDS and word["start"] - NEAR_SECONDS < turn.end
    ]
    if not near:
        return None
    return max(near, key=lambda turn: _shared(word, turn)).speaker


def _shared(word: Word, turn: Turn) -> float:
    """Seconds in common; below nothing, the distance between them."""
    return min(word["end"], turn.end) - max(word["start"], turn.start)


def _runs(words: list[Word], speakers: list[str | None]) -> list[tuple[str | None, list[Word]]]:
    pairs = list(zip(speakers, words, strict=True))
    runs = [
        (speaker, [word for _, word in group]) for speaker, group in groupby(pairs, key=lambda pair: pair[0])
    ]
    while (slip := _slip(runs)) is not None:
        runs = _joined(runs, slip)
    return runs


def _slip(runs: list[tuple[str | None, list[Word]]]) -> int | None:
    for at, (speaker, run) in enumerate(runs):
        if len(runs) > 1 and (speaker is None or (_short(run) and not _stands_apart(runs, at))):
            return at
    return None


def _short(run: list[Word]) -> bool:
    return len(run) <= SLIP_WORDS and run[-1]["end"] - run[0]["start"] <= SLIP_SECONDS


def _stands_apart(runs: list[tuple[str | None, list[Word]]], at: int) -> bool:
    run = runs[at][1]
    before = run[0]["start"] - runs[at - 1][1][-1]["end"] if at else PAUSE_SECONDS
    after = runs[at + 1][1][0]["start"] - run[-1]["end"] if at + 1 < len(runs) else PAUSE_SECONDS
    return before >= PAUSE_SECONDS and after >= PAUSE_SECONDS


def _joined(runs: list[tuple[str | None, list[Word]]], at: int) -> list[tuple[str | None, list[Word]]]:
    """The slip given to the neighbour with more words, or to the same speaker on both sides."""
    neighbours = [position for position in (at - 1, at + 1) if 0 <= position < len(runs)]
    into = runs[max(neighbours, key=lambda position: len(runs[position][1]))][0]
    named = [(into if position == at else speaker, run) for position, (speaker, run) in enumerate(runs)]
    return [
        (speaker, [word for _, run in group for word in run])
        for speaker, group in groupby(named, key=lambda pair: pair[0])
    ]
