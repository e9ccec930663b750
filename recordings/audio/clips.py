"""A span of a recording with chosen spans taken out: samples in, samples out, never a file.

pydub cuts what is held in memory, a minute at a time; it is given samples only, so it never starts a program.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it misses a program that it is never asked to start
    from pydub import AudioSegment
    from pydub.generators import Sine

RATE = 16000
A_MILLISECOND = RATE // 1000 * 2  # bytes
WINDOW = 60_000 * A_MILLISECOND
PITCH, QUIETER = 1000, -24.0
Span = tuple[int, int]


@dataclass(frozen=True)
class Cut:
    """What is wanted, in milliseconds of the recording: from where to where, and what is taken out of it."""

    start: int
    end: int
    taken_out: tuple[Span, ...] = ()
    tone: bool = True

    def lets_through(self, start: int, end: int) -> bool:
        """Whether any of this stretch can be heard in the copy."""
        place = max(start, self.start)
        for away_from, away_to in sorted(self.taken_out):
            if away_from > place:
                break
            place = max(place, away_to)
        return place < min(end, self.end)


def cut(pieces: Iterable[bytes], wanted: Cut) -> Iterator[bytes]:
    """16 kHz mono samples of the span, with a tone or silence where something is taken out."""
    place = 0
    for window in _windows(pieces):
        sound = AudioSegment(data=window, sample_width=2, frame_rate=RATE, channels=1)
        length = -(-len(window) // A_MILLISECOND)
        start, end = max(wanted.start, place), min(wanted.end, place + length)
        if start < end:
            yield from _with_gaps(sound, place, (start, end), wanted)
        place += length
        if place >= wanted.end:
            return


def _windows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) >= WINDOW:
            yield bytes(held[:WINDOW])
            del held[:WINDOW]
    if held:
        yield bytes(held)


def _with_gaps(sound: Any, place: int, span: Span, wanted: Cut) -> Iterator[bytes]:
    """What is heard of one window, and what stands for the rest."""
    at, end = span
    for away_from, away_to in sorted(wanted.taken_out):
        start, stop = max(away_from, at), min(away_to, end)
        if start < stop:
            yield sound[at - place : start - place].raw_data
            yield _instead(stop - start, tone=wanted.tone)
            at = stop
    yield sound[at - place : end - place].raw_data


def _instead(length: int, *, tone: bool) -> bytes:
    made = AudioSegment.silent(duration=length, frame_rate=RATE)
    if tone:
        made = Sine(PITCH, sample_rate=RATE, bit_depth=16).to_audio_segment(duration=length, volume=QUIETER)
    data: bytes = made.raw_data
    return data[: length * A_MILLISECOND].ljust(length * A_MILLISECOND, b"\0")
