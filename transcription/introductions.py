"""Whose a voice may be, from how people introduce themselves: suggestions for a person to confirm. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

TITLES = {"mr", "mrs", "ms", "miss", "dr", "doctor", "pc", "dc", "ds", "di", "sergeant", "constable", "nurse"}
OPENING = re.compile(
    r"\b(?:i'm|i’m|i am|my name is|my name's|my name’s|this is|it's|it’s)\s+((?:[\w'’-]+[ ,]*){1,5})",
    re.IGNORECASE,
)
ALIKE = 0.8


@dataclass(frozen=True)
class Suggestion:
    """Which person, and the sentence that says so with its second."""

    person: str
    sentence: str
    second: float


@dataclass(frozen=True)
class Line:
    """One sentence of a voice."""

    speaker: str
    text: str
    second: float


def suggestions(lines: Iterable[Line], people: Mapping[str, str]) -> dict[str, Suggestion]:
    """For each voice the person it introduces itself as; `people` are names by id. Each person once."""
    found: dict[str, Suggestion] = {}
    for line in lines:
        person = _introduced(line.text, people)
        taken = {suggestion.person for suggestion in found.values()}
        if person and line.speaker not in found and person not in taken:
            found[line.speaker] = Suggestion(person, line.text, line.second)
    return found


def _introduced(text: str, people: Mapping[str, str]) -> str:
    """The one person whose name follows the opening words; nobody, if it could be two."""
    for match in OPENING.finditer(text):
        said = _words(match.group(1))
        scores = {person: _score(said, _words(name)) for person, name in people.items()}
        best = [person for person, score in scores.items() if score and score == max(scores.values())]
        if len(best) == 1:
            return best[0]
    return ""


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[\w'’-]+", text.lower()) if word not in TITLES]


def _score(said: Sequence[str], name: Sequence[str]) -> int:
    """2 where first and last name are said, 1 where it is only the first or, for an officer, the last."""
    if not said or not name:
        return 0
    if len(name) > 1 and len(said) > 1 and _alike(said[0], name[0]) and _alike(said[1], name[-1]):
        return 2
    return 1 if said[0] in (name[0], name[-1]) else 0


def _alike(one: str, two: str) -> bool:
    return SequenceMatcher(None, one, two).ratio() >= ALIKE
