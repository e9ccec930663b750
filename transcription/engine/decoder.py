"""The speech model itself: chunks of sound in, timed words with their certainty out."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import ctranslate2  # type: ignore[import-untyped]
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.audio import pad_or_trim
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.transcribe import (
    get_compression_ratio,
    get_ctranslate2_storage,
    get_suppressed_tokens,
)
from numpy.typing import NDArray

from transcription.engine.hotwords import hotwords
from transcription.engine.parallel import Parallel
from transcription.engine.registry import Weights
from transcription.engine.words import Word

logging.getLogger("faster_whisper").setLevel(logging.WARNING)

Sound = NDArray[np.float32]
BEAM = 5
MOST_REPETITIVE = 2.4
LEAST_CERTAIN = -1.0
MOST_TOKENS = 448
TEMPERATURES = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
SEED = 1
OPENING, CLOSING = "\"'([{-", "\"'.,!?:)]}"


@dataclass(frozen=True)
class Passage:
    """Words decoded together, with what the model itself thought of them."""

    words: list[Word]
    certainty: float
    repetition: float
    no_speech: float
    english: float = 1.0


@dataclass(frozen=True)
class Encoded:
    """A chunk as the model's first half sees it."""

    features: Any
    frames: int
    start: float
    english: float = 1.0


@dataclass(frozen=True)
class Answer:
    """What the model's second half made of an encoded chunk, before it has times."""

    tokens: list[int]
    certainty: float
    repetition: float
    no_speech: float

    @property
    def failed(self) -> bool:
        """Too repetitive, too unsure, or never finished."""
        unfinished = len(self.tokens) >= MOST_TOKENS // 2
        return self.repetition > MOST_REPETITIVE or self.certainty < LEAST_CERTAIN or unfinished


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
        many_languages = self._whisper.model.is_multilingual
        self._tokens = Tokenizer(self._whisper.hf_tokenizer, many_languages, task="transcribe", language="en")

    @property
    def description(self) -> dict[str, str]:
        """What a transcript says about the model that made it."""
        return {"name": self.weights.name, "sha256": self.weights.sha256, "compute_type": self.compute_type}

    def hotwords(self, names: Iterable[str], terms: Iterable[str] = ()) -> str:
        """The names and terms that fit the budget, as the decoder takes them."""
        return hotwords(names, terms=terms, count_tokens=self._count_tokens)

    def encode(self, audio: Sound, *, start: float) -> Encoded:
        """The half of the work that does not depend on how the words are searched for."""
        features = self._whisper.feature_extractor(audio)[:, :-1]
        padded = get_ctranslate2_storage(np.expand_dims(pad_or_trim(features), 0))
        encoded = self._whisper.model.encode(padded, to_cpu=True)
        english = self._english(encoded)
        return Encoded(features=np.array(encoded), frames=features.shape[-1], start=start, english=english)

    def answer(self, encoded: Sequence[Encoded], *, beam: int, hotwords: str = "") -> list[Answer]:
        """The most likely words of several chunks at once; their company does not change them."""
        together = get_ctranslate2_storage(np.concatenate([one.features for one in encoded]))
        prompt = self._whisper.get_prompt(self._tokens, [], hotwords=hotwords or None)
        results = self._whisper.model.generate(
            together,
            [prompt] * len(encoded),
            beam_size=beam,
            max_length=MOST_TOKENS,
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=True,
            suppress_tokens=get_suppressed_tokens(self._tokens, [-1]),
            max_initial_timestamp_index=50,
        )
        return [self._answer(result) for result in results]

    def passages(self, encoded: Encoded, answer: Answer) -> list[Passage]:
        """The answer's words with their times."""
        if answer.no_speech > 0.6 and answer.certainty < LEAST_CERTAIN:
            return []
        seconds = encoded.frames * self._whisper.feature_extractor.time_per_frame
        parts, _, _ = self._whisper._split_segments_by_timestamps(
            tokenizer=self._tokens,
            tokens=answer.tokens,
            time_offset=0.0,
            segment_size=encoded.frames,
            segment_duration=seconds,
            seek=0,
        )
        features = get_ctranslate2_storage(encoded.features)
        self._whisper.add_word_timestamps(
            [parts], self._tokens, features, encoded.frames, OPENING, CLOSING, 0.0
        )
        figures = (answer.certainty, answer.repetition, answer.no_speech, encoded.english)
        words = [_whole_words(part.get("words") or [], encoded.start) for part in parts]
        return [Passage(heard, *figures) for heard in words if heard]

    def decode(self, audio: Sound, *, start: float, hotwords: str = "") -> list[Passage]:
        """One chunk again, slowly: several passes over it, and other temperatures where the first fails.

        Only this draws random numbers. A model loaded for it alone starts them at the seed, so
        neither other chunks nor other workers change its answer.
        """
        segments, _ = self._load(workers=1).transcribe(
            audio,
            language="en",
            beam_size=BEAM,
            temperature=TEMPERATURES,
            compression_ratio_threshold=MOST_REPETITIVE,
            log_prob_threshold=LEAST_CERTAIN,
            condition_on_previous_text=False,
            word_timestamps=True,
            hotwords=hotwords or None,
        )
        heard = [(_whole_words(_as_parts(made.words), start), made) for made in segments]
        return [
            Passage(words, made.avg_logprob, made.compression_ratio, made.no_speech_prob)
            for words, made in heard
            if words
        ]

    def _english(self, encoded: Any) -> float:
        """How likely it is that what is spoken is English; a model that knows nothing else does not say."""
        if not self._whisper.model.is_multilingual:
            return 1.0
        [languages] = self._whisper.model.detect_language(encoded)
        return float(dict(languages).get("<|en|>", 0.0))

    def _answer(self, result: Any) -> Answer:
        tokens = result.sequences_ids[0]
        text = self._tokens.decode([token for token in tokens if token < self._tokens.eot]).strip()
        return Answer(
            tokens=tokens,
            certainty=result.scores[0] * len(tokens) / (len(tokens) + 1),
            repetition=get_compression_ratio(text) if text else 0.0,
            no_speech=result.no_speech_prob,
        )

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


def _as_parts(words: Iterable[Any] | None) -> list[dict[str, Any]]:
    return [
        {"word": w.word, "start": w.start, "end": w.end, "probability": w.probability} for w in words or []
    ]


def _whole_words(parts: Iterable[dict[str, Any]], start: float) -> list[Word]:
    words: list[Word] = []
    for part in parts:
        text, end = str(part["word"]).strip(), round(start + float(part["end"]), 2)
        certainty = round(float(part["probability"]), 3)
        if words and text and not str(part["word"]).startswith(" "):
            # A hyphen or an apostrophe made the decoder count one written word as two.
            last = words[-1]
            last["word"], last["end"] = last["word"] + text, end
            last["probability"] = min(last["probability"], certainty)
        elif any(character.isalnum() for character in text):
            begin = round(start + float(part["start"]), 2)
            words.append(Word(word=text, start=begin, end=max(begin, end), probability=certainty))
    return words
