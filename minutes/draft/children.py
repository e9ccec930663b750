"""Which names are the children's: said at the start, spoken of by several, and nobody's in the room; pure."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from minutes.draft.dates import MONTHS, WEEKDAY
from minutes.draft.patterns import word_list
from minutes.draft.people import CHAIR, Person
from minutes.draft.sentences import Sentence

OPENING, OFTEN, BY_SEVERAL = 0.2, 3, 2
NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z'’-]+\b")
NO_NAME = frozenset([*MONTHS, *WEEKDAY.split("|"), *word_list("no_names"), "i", "i'm", "i'll", "i've", "i'd"])


def names_of_children(said: Sequence[Sentence], people: Mapping[str, Person]) -> frozenset[str]:
    """First names, in small letters. In doubt none: the draft does without."""
    here = {word for person in people.values() for word in person.name.lower().split()}
    opening = said[: max(1, int(len(said) * OPENING))]
    told = {
        name
        for sentence in opening
        if people[sentence.speaker].group == CHAIR
        for name in _names(sentence.text)
    }
    counts: Counter[str] = Counter()
    speakers: dict[str, set[str]] = {}
    for sentence in said:
        for word in set(re.findall(r"[a-z'-]+", sentence.text.lower().replace("’", "'"))):
            name = word.removesuffix("'s")
            counts[name] += 1
            speakers.setdefault(name, set()).add(sentence.speaker)
    return frozenset(
        name for name in told - here if counts[name] >= OFTEN and len(speakers[name]) >= BY_SEVERAL
    )


def _names(text: str) -> set[str]:
    found = (match.group().lower().replace("’", "'").removesuffix("'s") for match in NAME.finditer(text))
    return {name for name in found if name not in NO_NAME}
