"""A recording heard once, by the speech model and by the ear for voices side by side: pure.

The words come chunk by chunk while the sound arrives; who spoke is worked out as soon as all of it has come,
while the last words are still looked for. If the voices cannot be told apart, whatever went wrong, the words
stand without it.
"""

import queue
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from transcription.engine.decoder import Model
from transcription.engine.run import EVERYTHING, Done, Taking, as_done
from transcription.speakers import Ear, Turn, turns_of

# Pieces of sound that the ear may lag behind by.
LAG = 64


class Hearing:
    """One recording: first `chunks()` to the end, then `turns()`."""

    def __init__(self, blocks: Iterable[bytes], *, seconds: float = 0.0, hint: int | None = None) -> None:
        """`blocks` is 16 kHz mono s16 sound, `seconds` its length and `hint` its voices, as far as known."""
        self.fault = ""  # the kind of what went wrong with telling the voices apart; never its words
        self._blocks, self._seconds, self._hint = blocks, seconds, hint
        self._whole = False
        self._sound: queue.Queue[bytes | None] = queue.Queue(maxsize=LAG)
        self._pool = ThreadPoolExecutor(1)
        self._listening = self._pool.submit(self._listen)

    def chunks(self, model: Model, *, hotwords: str = "", taking: Taking = EVERYTHING) -> Iterator[Done]:
        """Each chunk that is taken with its segments, as soon as it is done."""
        try:
            yield from as_done(model, self._shared(), hotwords=hotwords, taking=taking)
        finally:
            if not self._whole:
                self._sound.put(None)

    def turns(self) -> list[Turn]:
        """Who spoke when; nobody, where the voices could not be told apart."""
        self._pool.shutdown()
        if (fault := self._listening.exception()) is not None:
            self.fault = type(fault).__name__
            return []
        return self._listening.result()

    def _shared(self) -> Iterator[bytes]:
        for block in self._blocks:
            self._sound.put(block)
            yield block
        self._whole = True
        self._sound.put(None)

    def _listen(self) -> list[Turn]:
        block: bytes | None = b""
        try:
            ear = Ear(seconds=self._seconds)
            while (block := self._sound.get()) is not None:
                ear.hear(np.frombuffer(block, dtype="<i2").astype(np.float32) / 32768)
            return turns_of(ear.finish(), hint=self._hint) if self._whole else []
        finally:
            while block is not None:
                block = self._sound.get()
