"""Sound as a file to be listened to: Ogg Opus as the samples come, or M4A; fed samples only."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

import av
import numpy as np

RATE = 16000
BITS_A_SECOND = 32_000  # speech at this rate is hard to tell from its source
AAC_BITS_A_SECOND = 48_000
PIECE = 256 * 1024


def opus(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Ogg Opus of 16 kHz mono samples, made as the samples come."""
    out = _Gathers()
    with av.open(out, "w", format="ogg") as file:
        stream = file.add_stream("libopus", rate=RATE, layout="mono")
        stream.bit_rate = BITS_A_SECOND
        for frame in _frames(pieces):
            file.mux(stream.encode(frame))
            yield from out.taken()
        file.mux(stream.encode(None))
    yield from out.taken()


def m4a(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """AAC in an M4A of the same samples, which plays anywhere.

    The muxer goes back to fill in lengths, so the encoded file is held in memory: about 21 MB an hour.
    """
    out = io.BytesIO()
    with av.open(out, "w", format="ipod") as file:
        stream = file.add_stream("aac", rate=RATE, layout="mono")
        stream.bit_rate = AAC_BITS_A_SECOND
        for frame in _frames(pieces):
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    out.seek(0)
    while piece := out.read(PIECE):
        yield piece


def _frames(pieces: Iterable[bytes]) -> Iterator[Any]:
    place = 0
    for piece in pieces:
        if not piece:
            continue
        samples = np.frombuffer(piece, "<i2").reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, place, Fraction(1, RATE)
        place += samples.shape[1]
        yield frame


class _Gathers:
    """What the muxer wrote; it never goes back, so it can be sealed as it comes."""

    def __init__(self) -> None:
        self.made: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.made.append(bytes(data))
        return len(data)

    def taken(self) -> list[bytes]:
        made, self.made = self.made, []
        return made
