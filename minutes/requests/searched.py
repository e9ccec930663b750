"""What must not be in a finished file, as words to search for; pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from minutes.requests.spellings import Plain, needs_capital, pattern, plain

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
# Who is spoken of: a capital within a sentence, or at its beginning before what only people do.
SPOKEN_OF = re.compile(
    r"(?<=[a-z,;:] )[A-Z][\w'\u2019-]{2,}(?: [A-Z][\w'\u2019-]+)*"
    r"|^[A-Z][\w\u2019'-]{2,}(?: [A-Z][\w'\u2019-]+)*"
    r"(?= (?:was|is|has|had|said|told|lives|lived|came|went|and|did|does|will|rang|called|says|wants)\b)"
)
NOT_A_PERSON = frozenset(
    f"he she it they there this that these those we you who what mother father mum dad child children police "
    f"officers school nobody everybody everyone someone somebody monday tuesday wednesday thursday friday "
    f"saturday sunday and the his her their our its one both each some all no "
    # the names of the parts of a tagged PDF, which every copy has
    f"document section part table figure link note title index form list heading "
    f"{MONTHS.replace('|', ' ').lower()}".split()
)
OWNED = re.compile(r"['\u2019]s?$")
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

    @property
    def cased(self) -> frozenset[str]:
        """Those that are names only where they begin with a capital."""
        return frozenset(words for words in self.shown | self.unshown if needs_capital(words))

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
    decided, unseen = Plain(kept), Plain(standing)
    shown, left_out = set(names), list(left_out)
    for passage in taken_out:
        shown |= {passage, *telling(passage)}
    unshown: set[str] = set()
    alike = {sentence for sentence in left_out if _plain(sentence) in plain_text + plain_kept}
    for sentence in left_out:
        unshown |= {sentence} if len(sentence.split()) >= ENOUGH_WORDS else set()
        unshown |= {*telling(sentence), *spoken_of(sentence)}
    return Secrets(
        frozenset(words for words in shown if words.strip() and not _explained(words, decided, unseen)),
        frozenset(words for words in unshown if _plain(words) not in plain_text + plain_kept),
        frozenset(one for one in alike if len(one.split()) >= ENOUGH_WORDS),
    )


def _explained(words: str, decided: Plain, unseen: Plain) -> bool:
    """Whether somebody decided that these words stay, and they stand nowhere that nobody looked at."""
    wanted = pattern(words)
    stands = (unseen.original[start] for start, _ in unseen.find(wanted))
    if any(letter.isupper() or not needs_capital(words) for letter in stands):
        return False
    return any(True for _ in decided.find(wanted))


def telling(text: str) -> list[str]:
    """The words of a passage that would give it away alone: names, numbers, addresses."""
    found = (match.group().strip() for match in TELLING.finditer(text))
    return [words for words in found if not DAY_OF_YEAR.fullmatch(words)]


def spoken_of(text: str) -> list[str]:
    """Names of people and places in a sentence, as far as capitals tell; each whole and word by word."""
    runs = (OWNED.sub("", match.group()) for match in SPOKEN_OF.finditer(text.strip()))
    found = (words for run in runs for words in (run, *run.split()))
    return [words for words in dict.fromkeys(found) if len(words) > 2 and plain(words) not in NOT_A_PERSON]


def case_references(text: str) -> list[str]:
    """What looks like a case reference: another family's tells of a passage pasted from elsewhere."""
    return CASE_REFERENCE.findall(text)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
