"""What a person should look at before a copy leaves, found from the record and by pattern; pure.

Nothing here decides. Each finding is covered in the preview until a person has said out or stays.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from minutes.requests.reading import Line


@dataclass(frozen=True)
class Name:
    """Words to look for because of the record: a person, a child, a place."""

    words: str
    found: str


@dataclass(frozen=True)
class Suggestion:
    """Some characters of one line, and why a person should look at them."""

    line: str
    start: int
    end: int
    found: str


STREET = (
    "Road|Street|Court|Avenue|Close|Lane|Gardens|Drive|Place|Terrace|"
    "Way|Crescent|Grove|House|Walk|Mews|Row|Hill"
)
HEALTH = (
    "prescri\\w+ medicat\\w+ diagnos\\w+ depress\\w+ anxiety overdose\\w* pregnan\\w+ hospital\\w* "
    "sertraline methadone insulin psychiatr\\w+ self-harm\\w* HIV hepatitis miscarr\\w+ "
    "terminat\\w+ suicid\\w+"
)
POLICE = (
    "live investigation|intelligence|informant\\w*|convict\\w+|recall to prison|bail\\w*|caution\\w*|"
    "police national computer|PNC|disclosure scheme|wanted for"
)
REFERRER = (
    "(?:a|the|her|his|their) neighbours?|anonymous\\w*|(?:the )?referrer|member of the public|"
    "confidential source|the source"
)
POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}"
PATTERNS = {
    "phone": r"(?:\+44|\b0)(?:[\s-]?\d){9,10}\b",
    "email": r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b",
    "place": rf"\b(?:{POSTCODE}|(?:Flat\s)?\d+[A-Za-z]?,?\s(?:[A-Z][\w'\u2019]+\s){{1,3}}(?:{STREET}))\b",
    "birth": r"(?i:\b(?:born on|date of birth|d\.?o\.?b\.?)\b[^.]{0,30}\d{4})",
    "health": rf"(?i:\b(?:{HEALTH.replace(' ', '|')})\b)",
    "police": rf"(?i:\b(?:{POLICE})\b)",
    "referrer": rf"(?i:\b(?:{REFERRER})\b)",
}
COMPILED = {found: re.compile(pattern) for found, pattern in PATTERNS.items()}
SHORTEST = 3


def find(lines: Iterable[Line], names: Iterable[Name]) -> list[Suggestion]:
    """Every place to decide, in the order of the text; where two overlap, the longer one stands."""
    wanted = [(name.found, _whole(name.words)) for name in names if len(name.words.strip()) >= SHORTEST]
    found: list[Suggestion] = []
    for line in lines:
        if not line.timed:
            found.append(Suggestion(line.id, 0, len(line.text), "untimed"))
            continue
        found.extend(_longest(_in_line(line, wanted)))
    return found


def everywhere(lines: Iterable[Line], words: str) -> list[tuple[str, int, int]]:
    """Each place where exactly these words stand, whatever their case: (line, start, end)."""
    pattern = _whole(words)
    return [(line.id, match.start(), match.end()) for line in lines for match in pattern.finditer(line.text)]


def parts_of_name(name: str, *, shared: Iterable[str] = ()) -> list[str]:
    """The ways a person is called: whole name, first and last, but no name shared with the reader."""
    bare = re.sub(r"^(?:Mr|Mrs|Ms|Miss|Mx|Dr|DC|DS|PC|Prof)\.?\s+", "", name.strip())
    theirs = {word.casefold() for word in shared}
    words = [word for word in bare.split() if len(word) >= SHORTEST and word.casefold() not in theirs]
    return list(dict.fromkeys([name.strip(), bare, *words]))


def _in_line(line: Line, wanted: list[tuple[str, re.Pattern[str]]]) -> Iterator[Suggestion]:
    for found, pattern in [*wanted, *COMPILED.items()]:
        for match in pattern.finditer(line.text):
            yield Suggestion(line.id, match.start(), match.end(), found)


def _longest(found: Iterable[Suggestion]) -> list[Suggestion]:
    """Without those that lie within another."""
    kept: list[Suggestion] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if not any(one.start < other.end and one.end > other.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _whole(words: str) -> re.Pattern[str]:
    """The words as whole words, in any case, with any space between them."""
    spaced = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)
