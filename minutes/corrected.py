"""Whether a sentence still says what was to be heard, in these words or in others; pure.

A new capital, a comma, "didn't" for "did not" or "eighty-one" for "81" is no correction: the same is said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from minutes.draft.sentences import tidy
from transcription.sentinels import MORE_TELLING, PATTERNS

MEASURES = {*MORE_TELLING, "number"}
# Each word for a number with its value.
VALUES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
TIMES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
NAMED = re.compile(
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)


def still_says(flag: Mapping[str, Any], text: str, heard: str) -> bool:
    """Whether what a mark is about still stands in a sentence.

    A mark without words of its own is about the whole of what was heard there.
    """
    about = flag.get("about") or flag.get("whole") or tidy(heard)
    if _inside(words(about), words(text)):
        return True
    code = flag.get("code", "")
    if not flag.get("about") or code not in PATTERNS:
        return False
    if code in MEASURES:
        stated = measures(about)
        return bool(stated) and stated <= measures(text)
    return count(code, text) >= count(code, heard) > 0


def says(about: str, text: str) -> bool:
    """Whether these words stand in a text, whatever their capitals and commas."""
    return bool(words(about)) and _inside(words(about), words(text))


def count(code: str, text: str) -> int:
    """How many words of this kind stand in a text."""
    return len(PATTERNS[code].findall(plain(text)))


def measures(text: str) -> frozenset[str]:
    """The numbers of a text as digits, however they are written, with its months and days of the week."""
    pieces = re.findall(r"[a-z]+|\d+(?:[.,:]\d+)*", plain(text).lower())
    found = {piece.replace(",", "") for piece in pieces if DIGITS.fullmatch(piece)}
    return frozenset(found | set(NAMED.findall(" ".join(pieces))) | set(_spelt(pieces)))


def words(text: str) -> list[str]:
    """The words of a text without capitals and punctuation."""
    found = (word.strip(".,?!;:…\"'“”‘’()-–—%£").lower() for word in plain(text).split())
    return [word for word in found if word]


def plain(text: str) -> str:
    """A text without letters that nobody sees, and with one kind of apostrophe."""
    seen = (letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")
    return "".join(seen).replace("’", "'")


def _spelt(pieces: Sequence[str]) -> list[str]:
    """The numbers that are written as words: "two hundred and five" is 205."""
    found: list[str] = []
    value, open_ = 0, False
    for piece in [*pieces, ""]:
        if piece in VALUES and not (open_ and value % 10 and value < 100):
            value, open_ = value + VALUES[piece], True
        elif piece in TIMES and open_:
            value *= TIMES[piece]
        elif open_ and piece != "and":
            found.append(str(value))
            value, open_ = VALUES.get(piece, 0), piece in VALUES
    return found


def _inside(wanted: Sequence[str], there: Sequence[str]) -> bool:
    return any(there[at : at + len(wanted)] == wanted for at in range(len(there) - len(wanted) + 1))
