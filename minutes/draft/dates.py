"""Dates and times as people say them in a meeting, with the words they were said in; pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from minutes.draft.patterns import pattern, word_list

MONTHS, ORDINALS = word_list("months"), word_list("ordinals")
MONTH = "|".join(MONTHS)
DAY_WORD = "|".join(word.replace("-", "[- ]") for word in sorted(ORDINALS, key=len, reverse=True))
WEEKDAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
DATE = re.compile(
    rf"\b(?:(?:{WEEKDAY}),?\s+)?(?:the\s+)?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?|{DAY_WORD})\s+(?:of\s+)?(?P<month>{MONTH})(?:,?\s+(?P<year>20\d\d))?\b"
    rf"|\b(?P<month2>{MONTH})\s+(?:the\s+)?(?P<day2>\d{{1,2}}(?:st|nd|rd|th)?|{DAY_WORD})(?:,?\s+(?P<year2>20\d\d))?\b"
    rf"|\b(?:{WEEKDAY}),?\s+the\s+(?P<day3>\d{{1,2}}(?:st|nd|rd|th)|{DAY_WORD})\b",
    re.IGNORECASE,
)
TIME = pattern("time_of_day")
LOOSE = pattern("loose_date")


@dataclass(frozen=True)
class Said:
    """A date or time in the words it was said in; `day` only when day and month are certain."""

    words: str
    day: str = ""


def dates(text: str, *, held_on: date | None = None) -> list[Said]:
    """Every calendar date in a sentence. A date without a year is the next one after the conference."""
    return list(_dates(text, held_on))


def times(text: str) -> list[str]:
    """Every time of day, in the words it was said in."""
    return [match.group().removeprefix("at ").strip() for match in TIME.finditer(text)]


def loose(text: str) -> str:
    """When a thing is to be done, if no calendar date is given: "by Friday", "within five working days"."""
    match = LOOSE.search(text)
    return match.group() if match else ""


def _dates(text: str, held_on: date | None) -> Iterator[Said]:
    for match in DATE.finditer(text):
        if match["day3"]:
            yield Said(match.group().strip())
            continue
        day = _number(match["day"] or match["day2"])
        month = MONTHS.index((match["month"] or match["month2"]).lower()) + 1
        yield Said(match.group().strip(), _iso(day, month, match["year"] or match["year2"], held_on))


def _number(spoken: str) -> int:
    digits = re.match(r"\d+", spoken)
    return int(digits.group()) if digits else ORDINALS.index(spoken.lower().replace(" ", "-")) + 1


def _iso(day: int, month: int, year: str | None, held_on: date | None) -> str:
    try:
        if year:
            return date(int(year), month, day).isoformat()
        if held_on is None:
            return ""
        this_year = date(held_on.year, month, day)
        return (this_year if this_year >= held_on else date(held_on.year + 1, month, day)).isoformat()
    except ValueError:
        return ""
