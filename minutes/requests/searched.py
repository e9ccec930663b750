"""What must not be in a finished file, as words to search for; pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

ENOUGH_WORDS = 4  # a shorter sentence ("Thank you, chair.") is said in every meeting
TELLING = re.compile(
    r"(?:[A-Z][\w'\u2019-]+(?:\s+(?:[A-Z][\w'\u2019-]+))+)"  # names of two words and more
    r"|(?:\+?\d[\d\s-]{5,}\d)"  # telephone numbers and references
    r"|(?:\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b)"  # postcodes
    r"|(?:\b\d+[A-Za-z]?\s(?:[A-Z][\w'\u2019]+\s?)+)"  # house numbers with their street
)
CASE_REFERENCE = re.compile(r"\b[A-Z]{2,5}[-/ ]\d{2,4}[-/ ]\d{2,6}\b")


@dataclass(frozen=True)
class Secrets:
    """Words to search for. `shown` may be named to whoever decides; `unshown` were never for them."""

    shown: frozenset[str]
    unshown: frozenset[str]

    def __len__(self) -> int:
        return len(self.shown | self.unshown)


def gather(
    *,
    taken_out: Iterable[str],
    names: Iterable[str],
    left_out: Iterable[str],
    kept: Iterable[str],
    visible: str,
) -> Secrets:
    """What to look for. What a person decided to keep is explained, so it is not looked for."""
    explained = {_plain(words) for words in kept}
    shown = set(names)
    for passage in taken_out:
        shown |= {passage, *telling(passage)}
    unshown: set[str] = set()
    for sentence in left_out:
        unshown |= {sentence} if len(sentence.split()) >= ENOUGH_WORDS else set()
        unshown |= set(telling(sentence))
    plain_text = _plain(visible)
    return Secrets(
        frozenset(words for words in shown if words.strip() and _plain(words) not in explained),
        frozenset(words for words in unshown if _plain(words) not in plain_text),
    )


def telling(text: str) -> list[str]:
    """The words of a passage that would give it away alone: names, numbers, addresses."""
    return [match.group().strip() for match in TELLING.finditer(text)]


def case_references(text: str) -> list[str]:
    """What looks like a case reference: another family's tells of a passage pasted from elsewhere."""
    return CASE_REFERENCE.findall(text)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
