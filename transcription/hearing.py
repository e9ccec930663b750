"""A recording heard once, by the speech model and by the ear for voices side by side: pure.

The words come chunk by chunk while the sound arrives; whose they are is known at the end. If the voices
cannot be told apart, whatever went wrong, the words stand without it.
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

    def __init__(self, blocks: Iterable[bytes], *, seconds: float = 0.0) -> None:
        """`blocks` is 16 kHz mono s16 sound, `seconds` how long it is said to be."""
        self.fault = ""  # the kind of what went wrong with telling the voices apart; never its words
        self._blocks, self._seconds = blocks, seconds
        self._sound: queue.Queue[bytes | None] = queue.Queue(maxsize=LAG)
        self._pool = ThreadPoolExecutor(1)
        self._listening = self._pool.submit(self._listen)

    def chunks(self, model: Model, *, hotwords: str = "", taking: Taking = EVERYTHING) -> Iterator[Done]:
        """Each chunk that is taken with its segments, as soon as it is done."""
        try:
            yield from as_done(model, self._shared(), hotwords=hotwords, taking=taking)
        finally:
            self._sound.put(None)

    def turns(self, *, hint: int | None = None) -> list[Turn]:
        """Who spoke when; nobody, where the voices could not be told apart."""
        with self._pool as pool:
            told = pool.submit(self._tell, hint)
        if (fault := told.exception()) is not None:
            self.fault = type(fault).__name__
            return []
        return told.result()

    def _tell(self, hint: int | None) -> list[Turn]:
        return turns_of(self._listening.result().finish(), hint=hint)

    def _shared(self) -> Iterator[bytes]:
        for block in self._blocks:
            self._sound.put(block)
            yield block

    def _listen(self) -> Ear:
        block: bytes | None = b""
        try:
            ear = Ear(seconds=self._seconds)
            while (block := self._sound.get()) is not None:
                ear.hear(np.frombuffer(block, dtype="<i2").astype(np.float32) / 32768)
            return ear
        finally:
            while block is not None:
                block = self._sound.get()
