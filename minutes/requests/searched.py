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
# Every page has days of its own, such as 21 January: without its year a day gives nobody away.
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY_OF_YEAR = re.compile(rf"\d{{1,2}} (?:{MONTHS})")
CASE_REFERENCE = re.compile(r"\b[A-Z]{2,5}[-/ ]\d{2,4}[-/ ]\d{2,6}\b")


@dataclass(frozen=True)
class Secrets:
    """Words to search for. `shown` may be named to whoever decides; `unshown` were never for them.

    `alike` were not for them, and were also said while they were there; `often`: how often each may stand.
    """

    shown: frozenset[str]
    unshown: frozenset[str]
    alike: frozenset[str] = frozenset()
    often: tuple[tuple[str, int], ...] = ()

    def __len__(self) -> int:
        return len(self.shown | self.unshown)


def gather(
    *,
    taken_out: Iterable[str],
    names: Iterable[str],
    left_out: Iterable[str],
    kept: str,
    standing: str,
) -> Secrets:
    """What to look for. Words that stand only in passages which a person decided to keep are explained."""
    plain_kept, plain_text = _plain(kept), _plain(standing)
    shown, left_out = set(names), list(left_out)
    for passage in taken_out:
        shown |= {passage, *telling(passage)}
    unshown: set[str] = set()
    alike = {sentence for sentence in left_out if _plain(sentence) in plain_text + plain_kept}
    for sentence in left_out:
        unshown |= {sentence} if len(sentence.split()) >= ENOUGH_WORDS else set()
        unshown |= set(telling(sentence))
    return Secrets(
        frozenset(
            words for words in shown if words.strip() and not _explained(words, plain_kept, plain_text)
        ),
        frozenset(words for words in unshown if _plain(words) not in plain_text + plain_kept),
        frozenset(one for one in alike if len(one.split()) >= ENOUGH_WORDS),
    )


def _explained(words: str, kept: str, standing: str) -> bool:
    """Whether somebody decided that these words stay, and they stand nowhere that nobody looked at."""
    plain = re.compile(rf"(?<!\w){re.escape(_plain(words))}(?!\w)")
    return bool(plain.search(kept)) and not plain.search(standing)


def telling(text: str) -> list[str]:
    """The words of a passage that would give it away alone: names, numbers, addresses."""
    found = (match.group().strip() for match in TELLING.finditer(text))
    return [words for words in found if not DAY_OF_YEAR.fullmatch(words)]


def case_references(text: str) -> list[str]:
    """What looks like a case reference: another family's tells of a passage pasted from elsewhere."""
    return CASE_REFERENCE.findall(text)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
