"""Word error rate, with numbers and punctuation made the same on both sides first."""

import re
from dataclasses import dataclass

import jiwer

ONES = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
)
TENS = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
VALUES = {word: number for number, word in enumerate(ONES)} | {
    word: 10 * number for number, word in enumerate(TENS, start=2)
}
ORDINALS = (
    {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
    | {
        f"{word}th": value
        for word, value in VALUES.items()
        if word not in {"one", "two", "three", "five", "eight"}
    }
    | {f"{word[:-1]}ieth": VALUES[word] for word in TENS}
)
SAME = {"ok": "okay", "mr": "mister", "mrs": "missus", "dr": "doctor", "st": "saint", "yeah": "yes"}
SAME |= {"dc": "detective constable", "neighbor": "neighbour", "mom": "mum"}


@dataclass(frozen=True)
class Score:
    """How far what was heard is from what was said."""

    words: int
    wrong: int
    lost: int
    inserted: int
    lost_runs: list[str]

    @property
    def error(self) -> float:
        return 100 * self.wrong / self.words if self.words else float("nan")


def score(said: str, heard: str) -> Score:
    """Word error rate and every run of more than three words that was lost."""
    reference, hypothesis = normal(said), normal(heard)
    result = jiwer.process_words(" ".join(reference), " ".join(hypothesis) or "nothing")
    lost = [
        " ".join(reference[part.ref_start_idx : part.ref_end_idx])
        for part in result.alignments[0]
        if part.type == "delete" and part.ref_end_idx - part.ref_start_idx > 3
    ]
    wrong = result.substitutions + result.deletions + result.insertions
    return Score(len(reference), wrong, result.deletions, result.insertions, lost)


def normal(text: str) -> list[str]:
    """Lower-case words without punctuation; every number as its single digits."""
    text = text.lower().replace("\u2019", "'").replace("o'clock", "oclock").replace("%", " percent")
    text = re.sub(r"£([\d.,]+)", r"\1 pounds", text)
    text = re.sub(r"(\d)[,.:](?=\d)", r"\1 ", text)
    text = re.sub(r"(\d+)(st|nd|rd|th)\b", r"\1", text)
    words = re.findall(r"\d|[a-z]+", text.replace("'", ""))
    return [part for word in _numbers(words) for part in SAME.get(word, word).split()]


def _numbers(words: list[str]) -> list[str]:
    made: list[str] = []
    at = 0
    while at < len(words):
        taken, digits = _number_at(words, at)
        made += list(digits) if taken else [words[at]]
        at += taken or 1
    return made


def _number_at(words: list[str], at: int) -> tuple[int, str]:
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    value = VALUES.get(word, ORDINALS.get(word))
    if word == "oh" and (
        following in VALUES or (at and (words[at - 1] in VALUES or words[at - 1].isdigit()))
    ):
        return 1, "0"
    if value is None or word == "second":
        return 0, ""
    if word in TENS and 0 < VALUES.get(following, ORDINALS.get(following, 0)) < 10:
        return 2, str(value + VALUES.get(following, ORDINALS.get(following, 0)))
    if following == "hundred":
        return 2, f"{value}00"
    return 1, str(value)
