"""Peaks for the player's drawing, and what can be heard to be wrong with a recording; fed samples only."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

RATE = 16000
STEP = RATE // 10  # one peak for each tenth of a second
SILENT = 64  # about -54 dB: below any room with people in it
CLIPPED = 32_700
Samples = npt.NDArray[np.int16]


@dataclass
class Listener:
    """Listens to a recording once, piece by piece, and remembers only numbers."""

    channels: int = 1
    heard: int = 0  # samples of one channel
    peaks: bytearray = field(default_factory=bytearray)
    loudest: list[int] = field(default_factory=list)
    clipped: int = 0
    first_sound: int | None = None
    _rest: Samples = field(default_factory=lambda: np.zeros((0, 1), np.int16))

    def __post_init__(self) -> None:
        self.loudest = [0] * self.channels
        self._rest = np.zeros((0, self.channels), np.int16)

    def listen(self, piece: bytes) -> None:
        samples = np.concatenate([self._rest, np.frombuffer(piece, "<i2").reshape(-1, self.channels)])
        whole = len(samples) // STEP * STEP
        self._measure(samples[:whole])
        self._rest = samples[whole:]

    def finish(self) -> None:
        if len(self._rest):
            self._measure(self._rest)
            self._rest = self._rest[:0]

    def _measure(self, samples: Samples) -> None:
        if not len(samples):
            return
        loud = np.abs(samples.astype(np.int32))
        self.loudest = np.maximum(self.loudest, loud.max(axis=0)).tolist()
        self.clipped += int((loud >= CLIPPED).any(axis=1).sum())
        steps = np.maximum.reduceat(loud.max(axis=1), np.arange(0, len(loud), STEP))
        if self.first_sound is None and (steps > SILENT).any():
            self.first_sound = self.heard + int(np.argmax(steps > SILENT)) * STEP
        self.heard += len(samples)
        self.peaks += np.minimum(steps >> 7, 255).astype(np.uint8).tobytes()


def shrunk(peaks: bytes, points: int) -> list[int]:
    """The peaks in at most this many points, each the loudest of those it stands for; 0 to 255."""
    if len(peaks) <= points:
        return list(peaks)
    edges = np.linspace(0, len(peaks), points, endpoint=False).astype(int)
    return [int(peak) for peak in np.maximum.reduceat(np.frombuffer(peaks, np.uint8), edges)]
