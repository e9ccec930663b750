"""The cues of `cues.tsv`: what people say at each point of the agenda, and how strongly it speaks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from minutes.draft.people import CHAIR, FAMILY, Person
from minutes.draft.sentences import Sentence

STRONGEST = 6.0


@dataclass(frozen=True)
class Cue:
    """A pattern, who must say it, and how strongly it speaks for a topic."""

    topic: str
    weight: float
    who: str
    pattern: re.Pattern[str]

    def heard_from(self, person: Person) -> bool:
        """True where the speaker is one of those whose words count for this cue."""
        if self.who == "chair":
            return person.group == CHAIR
        if self.who == "professional":
            return person.is_professional
        if self.who == "family":
            return person.group == FAMILY or person.is_family
        return self.who == "anyone" or person.group != CHAIR


@cache
def cues() -> tuple[Cue, ...]:
    """Every cue of the file, read once."""
    lines = Path(__file__).with_name("cues.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(
        Cue(topic, float(weight), who, re.compile(words, re.IGNORECASE)) for topic, weight, who, words in rows
    )


def points(sentence: Sentence, people: Mapping[str, Person]) -> dict[str, float]:
    """How strongly a sentence speaks for each topic, by its words alone."""
    text = sentence.text.replace("’", "'")
    person = people[sentence.speaker]
    found: dict[str, float] = {}
    for cue in cues():
        if cue.heard_from(person) and cue.pattern.search(text):
            found[cue.topic] = min(STRONGEST, found.get(cue.topic, 0.0) + cue.weight)
    return found
