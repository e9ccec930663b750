"""A copy for listening, where a browser cannot play or seek what the recorder made; fed samples only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

import av
import numpy as np

RATE = 16000
BITS_A_SECOND = 32_000  # speech at this rate is hard to tell from its source


def opus(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Ogg Opus of 16 kHz mono samples, made as the samples come."""
    out = _Gathers()
    with av.open(out, "w", format="ogg") as file:
        stream = file.add_stream("libopus", rate=RATE, layout="mono")
        stream.bit_rate = BITS_A_SECOND
        place = 0
        for piece in pieces:
            samples = np.frombuffer(piece, "<i2").reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, place, Fraction(1, RATE)
            place += samples.shape[1]
            file.mux(stream.encode(frame))
            yield from out.taken()
        file.mux(stream.encode(None))
    yield from out.taken()


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
