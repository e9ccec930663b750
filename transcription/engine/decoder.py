"""The speech model itself: one chunk of sound in, timed words with their certainty out."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import ctranslate2  # type: ignore[import-untyped]
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.transcribe import Segment as Heard
from numpy.typing import NDArray

from transcription.engine.hotwords import hotwords
from transcription.engine.parallel import Parallel
from transcription.engine.registry import Weights
from transcription.engine.words import Word

logging.getLogger("faster_whisper").setLevel(logging.WARNING)

BEAM = 5
MOST_REPETITIVE = 2.4
LEAST_CERTAIN = -1.0
SEED = 1


@dataclass(frozen=True)
class Passage:
    """Words decoded together, with what the model itself thought of them."""

    words: list[Word]
    certainty: float
    repetition: float
    no_speech: float


class Model:
    """A speech model in memory; its workers may be used from several threads at once."""

    def __init__(
        self,
        weights: Weights,
        *,
        parallel: Parallel | None = None,
        device: str = "cpu",
        compute_type: str = "int8",
    ) -> None:
        """Load checked weights."""
        self.weights = weights
        self.device = device
        self.compute_type = compute_type
        self.parallel = parallel or Parallel.for_this_machine()
        self._whisper = self._load(workers=self.parallel.workers)

    @property
    def description(self) -> dict[str, str]:
        """What a transcript says about the model that made it."""
        return {
            "name": self.weights.name,
            "sha256": self.weights.sha256,
            "compute_type": self.compute_type,
        }

    def hotwords(self, names: Iterable[str], terms: Iterable[str] = ()) -> str:
        """The names and terms that fit the budget, as the decoder takes them."""
        return hotwords(names, terms=terms, count_tokens=self._count_tokens)

    def decode(self, audio: NDArray[np.float32], *, start: float, hotwords: str = "") -> list[Passage]:
        """What is said in one chunk. The same chunk always gives the same words."""
        heard = self._transcribe(self._whisper, audio, hotwords, temperatures=[0.0])
        if any(_failed(segment) for segment in heard):
            # Only the second look draws random numbers. A model loaded for it alone starts them
            # at the seed, so neither other chunks nor other workers change its answer.
            second = self._load(workers=1)
            heard = self._transcribe(second, audio, hotwords, temperatures=[0.0, 0.2, 0.4, 0.6, 0.8, 1.0])
        return [_passage(segment, start) for segment in heard if segment.words]

    def _transcribe(
        self, whisper: WhisperModel, audio: NDArray[np.float32], hotwords: str, *, temperatures: list[float]
    ) -> list[Heard]:
        segments, _ = whisper.transcribe(
            audio,
            language="en",
            beam_size=BEAM,
            temperature=temperatures,
            compression_ratio_threshold=MOST_REPETITIVE,
            log_prob_threshold=LEAST_CERTAIN,
            condition_on_previous_text=False,
            word_timestamps=True,
            hotwords=hotwords or None,
        )
        return list(segments)

    def _load(self, *, workers: int) -> WhisperModel:
        ctranslate2.set_random_seed(SEED)
        return WhisperModel(
            str(self.weights.folder),
            device=self.device,
            compute_type=self.compute_type,
            cpu_threads=self.parallel.threads,
            num_workers=workers,
            local_files_only=True,
        )

    def _count_tokens(self, text: str) -> int:
        return len(self._whisper.hf_tokenizer.encode(" " + text, add_special_tokens=False).ids)


def _failed(segment: Heard) -> bool:
    return bool(segment.compression_ratio > MOST_REPETITIVE or segment.avg_logprob < LEAST_CERTAIN)


def _passage(segment: Heard, start: float) -> Passage:
    return Passage(
        words=_whole_words(segment.words or [], start),
        certainty=segment.avg_logprob,
        repetition=segment.compression_ratio,
        no_speech=segment.no_speech_prob,
    )


def _whole_words(heard: Iterable[Any], start: float) -> list[Word]:
    words: list[Word] = []
    for part in heard:
        if words and not part.word.startswith(" "):
            # A hyphen or an apostrophe made the decoder count one written word as two.
            words[-1]["word"] += part.word.strip()
            words[-1]["end"] = round(start + float(part.end), 2)
            words[-1]["probability"] = min(words[-1]["probability"], round(float(part.probability), 3))
        elif part.word.strip():
            words.append(
                Word(
                    word=part.word.strip(),
                    start=round(start + float(part.start), 2),
                    end=round(start + float(part.end), 2),
                    probability=round(float(part.probability), 3),
                )
            )
    return words
