"""Gathers, while a recording is decoded, what is needed to say who spoke when; the sound itself is let go."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from transcription.speakers import segmentation, voices
from transcription.speakers.segmentation import FIRST_FRAME, FRAME_SECONDS, FRAMES, RATE, WINDOW
from transcription.speakers.weights import Floats

STEP = WINDOW // 2
MARGIN = (WINDOW - STEP) // 2
TOGETHER = 8
# A stretch to make a vector of: so long, one every so often, with so much of one voice alone in it.
STRETCH, HOP, LEAST_FRAMES = 150, 0.75, 40
LONG_RECORDING, LONG_HOP = 3600, 1.5
FRAME_TIMES = FIRST_FRAME + np.arange(FRAMES) * FRAME_SECONDS


@dataclass(frozen=True)
class Window:
    """Ten seconds: who of up to three is heard in each frame, and for which seconds this window answers."""

    start: float
    answers_from: float
    answers_to: float
    chances: Floats


@dataclass(frozen=True)
class Stretch:
    """A moment in which one of a window's voices is heard alone, and for how many seconds."""

    window: int
    voice: int
    at: float
    seconds: float


@dataclass
class Evidence:
    """All that was gathered; `vectors` has a row for each stretch."""

    windows: list[Window] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    vectors: Floats = field(default_factory=lambda: np.zeros((0, 1), dtype=np.float32))


class Ear:
    """Takes the sound piece by piece. A long recording (`seconds`, where known) is looked at less closely."""

    def __init__(self, *, seconds: float = 0.0) -> None:
        """Nothing heard yet."""
        self.evidence = Evidence()
        self._hop = LONG_HOP if seconds > LONG_RECORDING else HOP
        self._waiting = np.zeros(0, dtype=np.float32)
        self._first = self._answered = 0  # samples: where `_waiting` begins, and up to where windows answer
        self._vectors: list[Floats] = []

    def hear(self, pcm: Floats) -> None:
        """Take the next piece of 16 kHz sound."""
        self._waiting = np.concatenate([self._waiting, pcm])
        while len(self._waiting) >= WINDOW + TOGETHER * STEP:
            self._look(TOGETHER)

    def finish(self) -> Evidence:
        """The recording has ended: look at what is left."""
        end = self._first + len(self._waiting)
        regular = max(0, (len(self._waiting) - WINDOW) // STEP + 1)
        if regular:
            self._look(regular)
        if self._answered < end:
            self._look_at_the_end(end)
        if self._vectors:
            self.evidence.vectors = np.concatenate(self._vectors)
        return self.evidence

    def _look(self, count: int) -> None:
        starts = [number * STEP for number in range(count)]
        self._add([self._waiting[start : start + WINDOW] for start in starts], self._first)
        self._waiting = self._waiting[count * STEP :]
        self._first += count * STEP

    def _look_at_the_end(self, end: int) -> None:
        # The last window ends with the recording; what came before `_first` is gone, so it may be short.
        last = np.pad(self._waiting[-WINDOW:], (0, max(0, WINDOW - len(self._waiting))))
        self._add([last], max(self._first, end - WINDOW), end=end)

    def _add(self, sounds: list[Floats], first: int, *, end: int | None = None) -> None:
        for number, chances in enumerate(segmentation.chances(sounds)):
            start = first + number * STEP
            until = end if end is not None else start + WINDOW - MARGIN
            bounds = self._answered / RATE, until / RATE
            window = Window(start / RATE, *bounds, chances.astype(np.float16))
            self._answered = until
            self._add_stretches(window, sounds[number])
            self.evidence.windows.append(window)

    def _add_stretches(self, window: Window, sound: Floats) -> None:
        frames = voices.features(sound)
        alone = _alone(window, len(frames))
        found = list(self._stretches(window, alone))
        self.evidence.stretches += [stretch for stretch, _ in found]
        if found:
            self._vectors.append(voices.vectors([frames[which] for _, which in found]))

    def _stretches(self, window: Window, alone: Floats) -> Iterator[tuple[Stretch, Floats]]:
        number = len(self.evidence.windows)
        middle = window.answers_from - window.start + self._hop / 2
        while middle < window.answers_to - window.start:
            first = max(0, round(middle * 100) - STRETCH // 2)
            part = alone[first : first + STRETCH]
            for voice in range(3):
                which = first + np.flatnonzero(part == voice)
                if len(which) >= LEAST_FRAMES:
                    at = window.start + float(which.mean()) / 100
                    yield Stretch(number, voice, at, len(which) / 100), which
            middle += self._hop


def _alone(window: Window, count: int) -> Floats:
    """For each of `count` frames of 10 ms which voice is heard alone in it; -1 for none or several."""
    best = window.chances.argmax(axis=1)
    times = np.arange(count) / 100 + 0.0125
    nearest = np.clip(np.round((times - FIRST_FRAME) / FRAME_SECONDS).astype(int), 0, FRAMES - 1)
    heard = best[nearest]
    return np.where((heard >= 1) & (heard <= 3), heard - 1, -1)
