"""The shape of a transcript, and words gathered into sentences: pure."""

from collections.abc import Iterable
from typing import Any, TypedDict

SENTENCE_ENDS = (".", "?", "!", '."', '?"', '!"')
ABBREVIATIONS = frozenset({"dr.", "mr.", "mrs.", "ms.", "st.", "prof.", "rev.", "no.", "vs.", "e.g.", "i.e."})
# A pause this long inside a sentence starts another line of the transcript.
PAUSE = 1.5
MOST_WORDS = 60


class Word(TypedDict):
    """One word as heard, in seconds of the recording."""

    word: str
    start: float
    end: float
    probability: float


class Flag(TypedDict):
    """Why a person should listen: a code, plain words, and the part it speaks of."""

    code: str
    reason: str
    words: list[int]


class Segment(TypedDict):
    """One sentence, or one short turn, of the transcript."""

    start: float
    end: float
    speaker: str | None
    text: str
    words: list[Word]
    flags: list[Flag]


def segment(words: list[Word], *, flags: list[Flag] | None = None, speaker: str | None = None) -> Segment:
    """The segment that these words make."""
    return Segment(
        start=words[0]["start"],
        end=max(word["end"] for word in words),
        speaker=speaker,
        text=" ".join(word["word"] for word in words),
        words=words,
        flags=flags or [],
    )


def sentences(words: list[Word]) -> list[list[Word]]:
    """The words cut where a sentence ends or the speaker pauses."""
    made: list[list[Word]] = []
    for word in words:
        if not made or _ended(made[-1], word):
            made.append([])
        made[-1].append(word)
    return made


def _ended(sentence: list[Word], following: Word) -> bool:
    last = sentence[-1]
    if following["start"] - last["end"] >= PAUSE or len(sentence) >= MOST_WORDS:
        return True
    return last["word"].endswith(SENTENCE_ENDS) and last["word"].lower() not in ABBREVIATIONS


def whole_words(parts: Iterable[dict[str, Any]], start: float) -> list[Word]:
    """The decoder's parts as written words, in seconds of the recording that begin at `start`."""
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
