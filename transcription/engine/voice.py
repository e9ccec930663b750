"""Where somebody may be speaking: one probability for each 32 ms, as the audio arrives."""

from collections.abc import Iterable, Iterator

import numpy as np
from faster_whisper.vad import get_vad_model
from numpy.typing import NDArray

RATE = 16_000
WINDOW = 512
SECONDS = WINDOW / RATE
# Windows are always given to the model in the same groups, so how the audio was cut
# on its way here cannot change a single bit of the answer.
GROUP = 256
CONTEXT = 64

Samples = NDArray[np.int16]
Probabilities = NDArray[np.float32]


class VoiceActivity:
    """The voice model's memory of one recording."""

    def __init__(self) -> None:
        """Start at silence."""
        self._state = np.zeros((2, 1, 1, 128), dtype=np.float32)
        self._context = np.zeros(CONTEXT, dtype=np.float32)

    def probabilities(self, samples: Samples) -> Probabilities:
        """One probability for each whole window of the samples."""
        audio = samples.astype(np.float32) / 32768.0
        before = np.concatenate([self._context, audio])
        starts = np.arange(0, len(audio), WINDOW)
        windows = np.stack([before[start : start + WINDOW + CONTEXT] for start in starts])
        answer, hidden, cell = get_vad_model().session.run(
            None, {"input": windows, "h": self._state[0], "c": self._state[1]}
        )
        self._state = np.stack([hidden, cell])
        self._context = audio[-CONTEXT:]
        return np.asarray(answer, dtype=np.float32).reshape(-1)


def windows(blocks: Iterable[bytes]) -> Iterator[tuple[Samples, Probabilities]]:
    """Groups of whole windows of 16 kHz mono s16 sound, each with its probabilities."""
    activity = VoiceActivity()
    for samples in _groups(blocks):
        yield samples, activity.probabilities(samples)


def _groups(blocks: Iterable[bytes]) -> Iterator[Samples]:
    size = GROUP * WINDOW * 2
    waiting = bytearray()
    for block in blocks:
        waiting += block
        while len(waiting) >= size:
            yield np.frombuffer(bytes(waiting[:size]), dtype="<i2")
            del waiting[:size]
    if waiting:
        short = -len(waiting) % (WINDOW * 2)
        yield np.frombuffer(bytes(waiting) + bytes(short), dtype="<i2")
