"""What a person should look at before a copy leaves, found from the record and by pattern; pure.

Nothing here decides. Each finding is covered in the preview until a person has said out or stays.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from minutes.requests.reading import Line
from minutes.requests.spellings import MONTHS, Plain, as_typed, needs_capital, pattern, plain


@dataclass(frozen=True)
class Name:
    """Words to look for because of the record: a person, a child, a place.

    `shape` says how they may be written where that is not word by word; `searched` what a finished file is
    searched for on their account, which without it are the words themselves.
    """

    words: str
    found: str
    searched: tuple[str, ...] | None = None
    shape: re.Pattern[str] | None = None

    @property
    def to_search(self) -> tuple[str, ...]:
        return (self.words,) if self.searched is None else self.searched

    @property
    def pattern(self) -> re.Pattern[str]:
        return self.shape or pattern(self.words, owned=self.found in PEOPLE)

    def looks(self, written: str) -> bool:
        """Whether this is written as a name: initials in capitals, and May not may."""
        if self.found not in PEOPLE:
            return True
        if self.words.isupper():
            return written.replace(".", "").isupper()
        return written[0].isupper() or not needs_capital(self.words)


@dataclass(frozen=True)
class Suggestion:
    """Some characters of one line, and why a person should look at them."""

    line: str
    start: int
    end: int
    found: str


PEOPLE = {"person", "child"}
STREET = (
    "Road|Rd|Street|St|Court|Ct|Avenue|Ave|Close|Cl|Lane|Ln|Gardens|Gdns|Drive|Dr|Place|Pl|Terrace|Terr|"
    "Way|Crescent|Cres|Grove|House|Walk|Mews|Row|Hill|Square|Sq|Rise|View|Buildings"
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
POSTCODE = (
    r"(?:[A-Z](?:\s?[A-Z])?\s?\d(?:\s?[A-Z\d])?[\s\-]?\d\s?[A-Z]\s?[A-Z]"
    r"|[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2})"
)
FIGURE = "oh|o|zero|nought|one|two|three|four|five|six|seven|eight|nine|double|treble|triple|hundred|thousand"
MONTH = "|".join(MONTHS)
DAY = (
    rf"\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?\d{{2,4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{MONTH})(?:,?\s+\d{{4}})?"
    rf"|(?:{MONTH})\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?\d{{4}}|[^.]{{0,30}}\d{{4}}"
)
PATTERNS = {
    "phone": r"(?:\+44|\b0|\(0)(?:[\s().\-]*\d){8,12}\b"
    rf"|(?i:\b(?:(?:{FIGURE})[\s,\-]+){{5,}}(?:{FIGURE})\b)",
    "email": r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b"
    r"|(?i:\b[\w.+-]+\s(?:at|\(at\)|\[at\])\s[\w-]+(?:\s(?:dot|\(dot\)|\[dot\])\s\w+)+)",
    "place": rf"\b{POSTCODE}\b"
    rf"|\b(?:(?:Flat|Apartment|Unit)\s\w+,?\s)?\d+[A-Za-z]?,?\s(?:[A-Z][\w'\u2019\-]+\s){{1,3}}(?:{STREET})\b",
    "birth": r"(?i:\b(?:born (?:on|in)|date of birth|birthday|d\.?\s?o\.?\s?b\.?)"
    rf"(?:(?!\d)[^.]){{0,40}}?(?:{DAY}))",
    "health": rf"(?i:\b(?:{HEALTH.replace(' ', '|')})\b)",
    "police": rf"(?i:\b(?:{POLICE})\b)",
    "referrer": rf"(?i:\b(?:{REFERRER})\b)",
}
COMPILED = {found: re.compile(pattern) for found, pattern in PATTERNS.items()}
SHORTEST = 3
TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Mx|Dr|DC|DS|PC|Prof)\.?\s+")


def find(lines: Iterable[Line], names: Iterable[Name]) -> list[Suggestion]:
    """Every place to decide, in the order of the text; where two overlap, the longer one stands."""
    wanted = [(name, name.pattern) for name in names if name.words.strip()]
    found: list[Suggestion] = []
    for line in lines:
        if not line.timed:
            found.append(Suggestion(line.id, 0, len(line.text), "untimed"))
            continue
        found.extend(_longest(_in_line(line, wanted)))
    return found


def everywhere(lines: Iterable[Line], words: str) -> list[tuple[str, int, int]]:
    """Each place where these words stand, whatever their case, accents and quotes: (line, start, end)."""
    wanted = as_typed(words)
    return [(line.id, *place) for line in lines for place in Plain(line.text).find(wanted)]


def bare_name(name: str) -> str:
    """A name without its title."""
    return TITLE.sub("", name.strip())


def parts_of_name(name: str, *, shared: Iterable[str] = ()) -> list[str]:
    """The ways a person is called: whole name, first and last, but no name shared with the reader."""
    bare, theirs = bare_name(name), {plain(word) for word in shared}
    words = [word for word in bare.split() if len(word) >= SHORTEST and plain(word) not in theirs]
    return list(dict.fromkeys([name.strip(), bare, *words]))


def _in_line(line: Line, wanted: Iterable[tuple[Name, re.Pattern[str]]]) -> Iterator[Suggestion]:
    text = Plain(line.text)
    for name, written in wanted:
        for start, end in text.find(written):
            if name.looks(line.text[start:end]):
                yield Suggestion(line.id, start, end, name.found)
    for found, compiled in COMPILED.items():
        for match in compiled.finditer(line.text):
            yield Suggestion(line.id, match.start(), match.end(), found)


def _longest(found: Iterable[Suggestion]) -> list[Suggestion]:
    """Without those that lie within another."""
    kept: list[Suggestion] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if not any(one.start < other.end and one.end > other.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)
