"""Cuts a recording into stretches of at most 28 seconds, in its pauses, as the audio arrives."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transcription.engine import voice
from transcription.engine.voice import SECONDS, WINDOW, Probabilities, Samples


def _in_windows(seconds: float) -> int:
    return round(seconds / SECONDS)


LONGEST = _in_windows(28)
EARLIEST_CUT = _in_windows(16)
# A silence this long ends a stretch: the speech model invents words in long silences.
SILENCE = _in_windows(4)
# Kept around speech: its quiet end is longer than its quiet beginning.
PAD, PAD_AFTER = _in_windows(0.4), _in_windows(0.8)
# Of the pauses late enough, the longest is chosen; past this length the later one: fewer and fuller chunks.
LONG_PAUSE = _in_windows(0.5)
FEWEST_VOICED = 5
# Lower than usual: quiet speech in a real room counts, and what is no speech is seen for that later.
BEGINS, ENDS = 0.3, 0.15


@dataclass(frozen=True)
class Chunk:
    """One stretch of the recording, in seconds from its beginning."""

    index: int
    start: float
    end: float


@dataclass(frozen=True)
class Piece:
    """A chunk with its sound and the voice probability of each 32 ms of it."""

    chunk: Chunk
    samples: Samples
    voice: Probabilities

    @property
    def audio(self) -> NDArray[np.float32]:
        """The sound as the speech model takes it."""
        return self.samples.astype(np.float32) / 32768.0


def chunks(blocks: Iterable[bytes]) -> list[Chunk]:
    """Every chunk of a recording: the same audio always gives the same list."""
    return [piece.chunk for piece in pieces(blocks)]


def pieces(blocks: Iterable[bytes]) -> Iterator[Piece]:
    """Every chunk with its sound, holding no more than about a minute of audio at a time."""
    cutter = Cutter()
    for samples, probabilities in voice.windows(blocks):
        for window, probability in zip(samples.reshape(-1, WINDOW), probabilities, strict=True):
            yield from cutter.add(window, float(probability))
    yield from cutter.finish()


class Cutter:
    """Decides, window by window, where one chunk ends and the next begins."""

    def __init__(self) -> None:
        """Nothing heard yet."""
        self._sound: list[Samples] = []
        self._voice: list[float] = []
        self._voiced: list[bool] = []
        self._first = 0  # which of the recording's windows stands first in the lists
        self._open = False
        self._silent = 0
        self._made = 0

    def add(self, window: Samples, probability: float) -> Iterator[Piece]:
        """Take the next window; give the chunk it completes, if any."""
        speaking = probability >= (ENDS if self._voiced and self._voiced[-1] else BEGINS)
        self._sound.append(window)
        self._voice.append(probability)
        self._voiced.append(speaking)
        self._silent = 0 if speaking else self._silent + 1
        if not self._open:
            self._open = speaking
            self._drop(len(self._sound) - PAD if not speaking else 0)
        elif self._silent >= SILENCE:
            yield from self._piece(len(self._sound) - self._silent + PAD_AFTER)
            self._open = False
            self._drop(len(self._sound) - PAD)
        elif len(self._sound) >= LONGEST:
            yield from self._cut_at_the_best_pause()

    def finish(self) -> Iterator[Piece]:
        """Give what is left when the recording has ended."""
        if self._open:
            yield from self._piece(len(self._sound) - max(0, self._silent - PAD_AFTER))

    def _cut_at_the_best_pause(self) -> Iterator[Piece]:
        begin, end = self._best_pause()
        middle = (begin + end) // 2
        yield from self._piece(min(begin + PAD_AFTER, middle))
        self._drop(max(end - PAD, middle))
        self._open = any(self._voiced)

    def _best_pause(self) -> tuple[int, int]:
        pauses = [pause for pause in _pauses(self._voiced) if pause[0] >= EARLIEST_CUT]
        if pauses:
            return max(pauses, key=lambda pause: (min(pause[1] - pause[0], LONG_PAUSE), pause[0]))
        quietest = EARLIEST_CUT + int(np.argmin(self._voice[EARLIEST_CUT:]))
        return quietest, quietest

    def _piece(self, length: int) -> Iterator[Piece]:
        if sum(self._voiced[:length]) < FEWEST_VOICED:
            return
        start, end = self._first * SECONDS, (self._first + length) * SECONDS
        yield Piece(
            chunk=Chunk(index=self._made, start=round(start, 3), end=round(end, 3)),
            samples=np.concatenate(self._sound[:length]),
            voice=np.array(self._voice[:length], dtype=np.float32),
        )
        self._made += 1

    def _drop(self, count: int) -> None:
        if count > 0:
            del self._sound[:count], self._voice[:count], self._voiced[:count]
            self._first += count


def _pauses(voiced: list[bool]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff([True, *voiced, True]))
    return [(int(begin), int(end)) for begin, end in zip(edges[::2], edges[1::2], strict=True)]
