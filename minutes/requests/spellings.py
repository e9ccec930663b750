"""The ways in which one name, address, number or day can be written; pure.

A record says Zoë O'Marchbanks of 27 Larkspur Road; somebody types Zoe O’Marchbank's, or 27 Larkspur Rd.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

PLAIN = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u00b4": "'", "`": "'", "\u2010": "-", "\u2011": "-"}
    | {"\u2013": "-", "\u2014": "-", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"}
)
SHORTENED = {
    "road": "rd", "street": "str?", "avenue": "ave?", "close": "cl", "lane": "ln", "gardens": "gdns?",
    "drive": "dr", "place": "pl", "terrace": "terr?", "crescent": "cr(?:es)?", "grove": "gr", "court": "ct",
    "square": "sq", "saint": "st", "st": "saint", "house": "hse", "flat": "apartment", "north": "n",
    "south": "s", "mount": "mt", "buildings": "bldgs?", "and": "&", "&": "and",
}  # fmt: skip
BETWEEN_WORDS = r"[\s,.\-]+"
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty")
ORDINALS = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip


@cache
def ordinary() -> frozenset[str]:
    """Names that are words of every day as well: Will and May are people, will and may are not."""
    return frozenset(Path(__file__).with_name("ordinary.txt").read_text().split())


class Plain:
    """A text without accents, curly quotes and capitals, that knows where each of its letters came from."""

    def __init__(self, text: str) -> None:
        self.original = text
        letters = [
            (letter, place)
            for place, written in enumerate(text)
            for letter in _plain(written)
            if not unicodedata.combining(letter) and letter not in "\u00ad\u200b\u2060\ufeff"
        ]
        self.text = "".join(letter for letter, _ in letters)
        self.places = [place for _, place in letters]

    def find(self, wanted: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Where the original has it."""
        for match in wanted.finditer(self.text):
            if match.end() > match.start():
                yield self.places[match.start()], self.places[match.end() - 1] + 1


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter.translate(PLAIN)).translate(PLAIN).casefold()


def plain(text: str) -> str:
    """The text as `Plain` has it."""
    return Plain(text).text


def needs_capital(words: str) -> bool:
    """Whether these words alone are a name only when they begin with a capital."""
    return all(len(word) < 3 or word in ordinary() for word in plain(words).split())


def pattern(words: str, *, owned: bool = False) -> re.Pattern[str]:
    """These words in any spacing and spelling; `owned` takes an ’s along, and several of one name."""
    parts = [_word(part) for part in re.split(r"[\s,]+", plain(words).strip(" ,.")) if part]
    after = "(?:'?s|s')?" if owned else ""
    return re.compile(rf"(?<!\w){BETWEEN_WORDS.join(parts)}{after}(?!\w)" if parts else r"(?!)")


def as_typed(words: str) -> re.Pattern[str]:
    """Exactly these words and their marks, in any case, with any space between them."""
    spaced = r"\s+".join(re.escape(word) for word in plain(words).split())
    return re.compile(rf"(?<!\w){spaced}(?!\w)" if spaced else r"(?!)")


def _word(part: str) -> str:
    """One word: a hyphen or an apostrophe may be there or not, and a street may be shortened."""
    bare = part.strip(".")
    if bare in SHORTENED:
        return rf"(?:{re.escape(bare)}|{SHORTENED[bare]}\.?)"
    pieces = re.split(r"(['-])", bare)
    return "".join({"'": r"['\s]?", "-": r"[\s-]?"}.get(piece) or re.escape(piece) for piece in pieces)


def number_pattern(number: str) -> re.Pattern[str]:
    """A telephone number or a postcode with anything that people put between the figures."""
    kept = [letter for letter in plain(number) if letter.isalnum()]
    return re.compile(r"(?<!\w)" + r"[\s().\-]*".join(kept) + r"(?!\w)" if kept else r"(?!)")


def day_pattern(day: date) -> re.Pattern[str]:
    """A day in figures or words, with its year or without."""
    number, month, year = day.day, MONTHS[day.month - 1], f"(?:{day.year}|'?{day.year % 100:02})"
    words = rf"(?:0?{number}(?:st|nd|rd|th)?|{_ordinal(number)})"
    named = rf"(?:{month}|{month[:3]}\.?|{month[:4]}\.?)"
    written = (
        rf"{words}(?:\s+(?:day\s+)?of)?\s*{named}(?:,?\s+{year})?",
        rf"{named}\s+(?:the\s+)?{words}(?:,?\s+{year})?",
        rf"0?{number}\s?[/.\-]\s?0?{day.month}\s?[/.\-]\s?{year}",
        rf"{day.year}-{day.month:02}-{number:02}",
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)")


def day_spellings(day: date) -> list[str]:
    """The commonest ways of writing a day with its year, to look for in a finished file."""
    month = MONTHS[day.month - 1].title()
    return [
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        f"{day:%d/%m/%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d/%m/%y}",
        f"{day:%Y-%m-%d}",
    ]


def _ordinal(number: int) -> str:
    if number < len(ORDINALS):
        return ORDINALS[number]
    tens, ones = divmod(number, 10)
    return "thirtieth" if (tens, ones) == (3, 0) else rf"{TENS[tens]}[\s-]{ORDINALS[ones]}"
