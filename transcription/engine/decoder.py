"""The speech model itself: chunks of sound in, timed words with their certainty out."""

import logging
import re
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
from transcription.engine.words import Word, whole_words

logging.getLogger("faster_whisper").setLevel(logging.WARNING)

Sound = NDArray[np.float32]
BEAM = 5
MOST_REPETITIVE = 2.4
LEAST_CERTAIN = -1.0
MOST_TOKENS = 448
# Chunks that one worker takes at a time: more share the cost of a step, and hold more memory.
TOGETHER, TOGETHER_ON_GPU = 4, 16
TEMPERATURES = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
SEED = 1
ENGLISH = "en"
# Told to hear English, the model puts other languages into English: it would translate. What is hardly
# English is searched for in the likeliest language; anything less certain is taken for English, and flagged.
MOST_ENGLISH = 0.2
OPENING, CLOSING = "\"'([{-", "\"'.,!?:)]}"


@dataclass(frozen=True)
class Passage:
    """Words decoded together, with what the model itself thought of them."""

    words: list[Word]
    certainty: float
    repetition: float
    no_speech: float
    english: float = 1.0
    language: str = ENGLISH


@dataclass(frozen=True)
class Encoded:
    """A chunk as the model's first half sees it."""

    features: Any
    frames: int
    start: float
    english: float = 1.0
    language: str = ENGLISH


@dataclass(frozen=True)
class Answer:
    """What the model's second half made of an encoded chunk, before it has times."""

    tokens: list[int]
    certainty: float
    repetition: float
    no_speech: float

    @property
    def failed(self) -> bool:
        """Too unsure, or going round in circles."""
        return self.certainty < LEAST_CERTAIN or self.circles

    @property
    def circles(self) -> bool:
        """Too repetitive, or never finished."""
        return self.repetition > MOST_REPETITIVE or len(self.tokens) >= MOST_TOKENS // 2


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
        self._tokens = Tokenizer(
            self._whisper.hf_tokenizer, many_languages, task="transcribe", language=ENGLISH
        )

    @property
    def together(self) -> int:
        """How many chunks are searched at once."""
        return TOGETHER_ON_GPU if self.device == "cuda" else TOGETHER

    @property
    def description(self) -> dict[str, str]:
        """What a transcript says about the model that made it."""
        return {"name": self.weights.name, "sha256": self.weights.sha256, "compute_type": self.compute_type}

    def hotwords(self, names: Iterable[str], terms: Iterable[str] = ()) -> str:
        """The names and terms that fit the budget, as the decoder takes them."""
        return hotwords(names, terms=terms, count_tokens=self._count_tokens)

    def encode(self, audio: Sound, *, start: float, like: Encoded | None = None) -> Encoded:
        """What does not depend on how the words are searched for; `like` says in which language they are."""
        features = self._whisper.feature_extractor(audio)[:, :-1]
        padded = get_ctranslate2_storage(np.expand_dims(pad_or_trim(features), 0))
        encoded = self._whisper.model.encode(padded, to_cpu=True)
        english, language = (like.english, like.language) if like else self._languages(encoded)
        return Encoded(np.array(encoded), features.shape[-1], start, english=english, language=language)

    def answer(self, encoded: Sequence[Encoded], *, beam: int, hotwords: Sequence[str]) -> list[Answer]:
        """The most likely words of several chunks at once; their company does not change them."""
        kinds = [(one.language, told) for one, told in zip(encoded, hotwords, strict=True)]
        found: dict[int, Answer] = {}
        for kind in dict.fromkeys(kinds):
            places = [at for at, one in enumerate(kinds) if one == kind]
            answers = self._search([encoded[at].features for at in places], self._prompt(*kind), beam=beam)
            found |= dict(zip(places, answers, strict=True))
        return [found[at] for at in range(len(encoded))]

    def only_says(self, answer: Answer, hotwords: str) -> bool:
        """Whether all that was heard is names that were given to listen for, at least two of them."""
        heard, given = _plain_words(self._text(answer.tokens)), set(_plain_words(hotwords))
        return len(heard) > 1 and given.issuperset(heard)

    def _search(self, features: Sequence[Any], prompt: list[int], *, beam: int) -> list[Answer]:
        return [self._answer(result) for result in self._generate(features, prompt, beam=beam)]

    def _generate(self, features: Sequence[Any], prompt: list[int], *, beam: int) -> list[Any]:
        found = self._whisper.model.generate(
            get_ctranslate2_storage(np.concatenate(features)),
            [prompt] * len(features),
            beam_size=beam,
            max_length=MOST_TOKENS,
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=True,
            suppress_tokens=get_suppressed_tokens(self._tokens, [-1]),
            max_initial_timestamp_index=50,
        )
        return list(found)

    def go_on(self, encoded: Encoded, answer: Answer, *, hotwords: str) -> Answer:
        """The same answer with what follows it in the chunk: this model likes to leave the last sentence out.

        It takes a last sentence for one that the next thirty seconds will hold whole. Asked without times, it
        goes on from its own words to the end of the sound.
        """
        said = [token for token in answer.tokens if token < self._tokens.eot]
        prompt = [*self._prompt(encoded.language, hotwords, times=False), *said]
        [result] = self._generate([encoded.features], prompt, beam=BEAM)
        tokens = result.sequences_ids[0]
        more = tokens[len(said) :] if tokens[: len(said)] == said else tokens
        likely = result.scores[0] * len(tokens)
        if not more or likely / len(more) < LEAST_CERTAIN:
            return answer
        end = self._tokens.timestamp_begin + encoded.frames // 2  # a time is told in fiftieths of a second
        return Answer(
            tokens=[*self._open(answer.tokens), *more, end],
            certainty=(answer.certainty * (len(said) + 1) + likely) / (len(said) + len(more) + 1),
            repetition=get_compression_ratio(self._text([*said, *more])),
            no_speech=answer.no_speech,
        )

    def _open(self, tokens: Sequence[int]) -> list[int]:
        """The tokens with the beginning of a sentence at their end: a time that closes one opens the next."""
        times = [token >= self._tokens.timestamp_begin for token in tokens[-2:]]
        if not tokens:
            return [self._tokens.timestamp_begin]
        return [*tokens, tokens[-1]] if times[-1] and not all(times) else list(tokens)

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
        figures = (answer.certainty, answer.repetition, answer.no_speech, encoded.english, encoded.language)
        words = [whole_words(part.get("words") or [], encoded.start) for part in parts]
        return [Passage(heard, *figures) for heard in words if heard]

    def decode(
        self, audio: Sound, *, start: float, hotwords: str = "", like: Encoded | None = None
    ) -> list[Passage]:
        """One chunk again, slowly: several passes over it, and other temperatures where it goes in circles.

        Not where it is merely unsure: a beam has found the likeliest words already. Only other temperatures
        draw random numbers. A model loaded for them alone starts these at the seed, so neither other chunks
        nor other workers change its answer. `like` says in which language.
        """
        language, english = (like.language, like.english) if like else (ENGLISH, 1.0)
        found = self._slowly(self._whisper, audio, language, hotwords, TEMPERATURES[:1])
        if any(made.compression_ratio > MOST_REPETITIVE for made in found):
            found = self._slowly(self._load(workers=1), audio, language, hotwords, TEMPERATURES)
        heard = [(whole_words(_as_parts(made.words), start), made) for made in found]
        return [
            Passage(words, made.avg_logprob, made.compression_ratio, made.no_speech_prob, english, language)
            for words, made in heard
            if words
        ]

    def _slowly(
        self, whisper: WhisperModel, audio: Sound, language: str, hotwords: str, temperatures: list[float]
    ) -> list[Any]:
        segments, _ = whisper.transcribe(
            audio,
            language=language,
            beam_size=BEAM,
            temperature=temperatures,
            compression_ratio_threshold=MOST_REPETITIVE,
            log_prob_threshold=LEAST_CERTAIN,
            condition_on_previous_text=False,
            word_timestamps=True,
            hotwords=hotwords or None,
        )
        return list(segments)

    def _prompt(self, language: str, hotwords: str, *, times: bool = True) -> list[int]:
        """What the search begins with: the language, and in English the names to listen for."""
        tokens, told = self._tokens, hotwords or None
        if language != ENGLISH:
            tokens = Tokenizer(self._whisper.hf_tokenizer, True, task="transcribe", language=language)
            told = None
        return list(self._whisper.get_prompt(tokens, [], without_timestamps=not times, hotwords=told))

    def _languages(self, encoded: Any) -> tuple[float, str]:
        """How likely English is spoken, and what to listen for; a model of English alone does not say."""
        if not self._whisper.model.is_multilingual:
            return 1.0, ENGLISH
        [languages] = self._whisper.model.detect_language(encoded)
        english = float(dict(languages).get("<|en|>", 0.0))
        return english, languages[0][0].strip("<|>") if english <= MOST_ENGLISH else ENGLISH

    def _answer(self, result: Any) -> Answer:
        tokens = result.sequences_ids[0]
        text = self._text(tokens)
        return Answer(
            tokens=tokens,
            certainty=result.scores[0] * len(tokens) / (len(tokens) + 1),
            repetition=get_compression_ratio(text) if text else 0.0,
            no_speech=result.no_speech_prob,
        )

    def _text(self, tokens: Sequence[int]) -> str:
        return str(self._tokens.decode([token for token in tokens if token < self._tokens.eot])).strip()

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


def _plain_words(text: str) -> list[str]:
    return re.findall(r"[\w'’-]+", text.lower())


def _as_parts(words: Iterable[Any] | None) -> list[dict[str, Any]]:
    return [
        {"word": w.word, "start": w.start, "end": w.end, "probability": w.probability} for w in words or []
    ]
