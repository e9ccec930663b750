"""The attendance list beside the voices: which row a label, a name or a self-introduction is; pure."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from minutes.draft.people import TITLES, UNKNOWN, Person, group_of
from minutes.draft.sentences import Sentence

Row = Mapping[str, str]
NEAR, NEAR_WORD, EARLY, SHORT = 0.78, 0.8, 0.4, 14
LEADS_IN = re.compile(
    r"^(?:(?:hi|hello|hiya|yes|yeah|and|so|okay|ok|um|er|right|good|morning|afternoon|everyone|all)\b[,. ]*)*"
    r"(?:(?:i'm|i am|my name is|my name's|it's|this is|name's)\b[,. ]*)?"
)
SAYS_SELF = re.compile(r"\b(?:i'm|i am|my name is|my name's|name's)\b", re.IGNORECASE)


def person(label: str, row: Row, because: str) -> Person:
    """A voice as a row of the list."""
    return Person(label, str(row.get("name", "")), str(row.get("role", "")), group_of_row(row), because)


def group_of_row(row: Row) -> str:
    """The group of a row's role, or else of its agency."""
    role = group_of(str(row.get("role", "")))
    return role if role != UNKNOWN else group_of(str(row.get("agency", "")))


def names_of(row: Row) -> set[str]:
    """The names a chair would call this person by: the first and the last."""
    words = TITLES.sub("", str(row.get("name", ""))).lower().split()
    return {words[0], words[-1]} if words else set()


def nearest(name: str, attendance: Sequence[Row]) -> Row | None:
    """The row whose name is the nearest, if it is near enough to be a mis-hearing of it."""
    wanted = TITLES.sub("", name).lower()
    if not wanted:
        return None
    scored = [
        (_likeness(wanted, TITLES.sub("", str(row.get("name", ""))).lower()), n)
        for n, row in enumerate(attendance)
    ]
    best, position = max(scored, default=(0.0, 0))
    return attendance[position] if best >= NEAR else None


def rows_of(
    said: Sequence[Sentence], attendance: Sequence[Row], known: Mapping[str, Row], *, steers: str
) -> dict[str, tuple[Row, str]]:
    """For each label that the list settles: its row, and the sentence in which its name was said.

    Who steers the meeting calls everybody by name: only "my name is" counts from them.
    """
    found: dict[str, tuple[Row, str]] = {}
    labels = list(dict.fromkeys(sentence.speaker for sentence in said))
    for label in labels:
        row = known.get(label) or nearest(label, attendance)
        if row:
            found[label] = (row, "")
    early = said[int(len(said) * EARLY)].start if said else 0.0
    for whole in (True, False):
        for sentence in said:
            taken = [id(row) for row, _ in found.values()]
            free = [row for row in attendance if id(row) not in taken]
            calls_others = sentence.speaker == steers and not (whole and SAYS_SELF.search(sentence.text))
            if sentence.speaker not in found and (whole or sentence.start <= early) and not calls_others:
                row = _names_self(sentence.text, free, whole=whole)
                if row:
                    found[sentence.speaker] = (row, sentence.text)
    return found


def _names_self(text: str, free: Sequence[Row], *, whole: bool) -> Row | None:
    """The row whose name opens this sentence, capitals or not: whole, or the first name in a few words."""
    lowered = TITLES.sub("", LEADS_IN.sub("", text.lower().replace("’", "'")))
    words = re.findall(r"[\w'-]+", lowered)
    fits = [row for row in free if _opens(words, row, whole=whole)]
    if len(fits) != 1:
        return None
    if whole:
        return fits[0] if SAYS_SELF.search(text) or len(words) <= SHORT else None
    to_somebody = text.endswith("?") or re.search(r"\byou\b", lowered)
    return fits[0] if len(words) <= SHORT and not to_somebody else None


def _opens(words: Sequence[str], row: Row, *, whole: bool) -> bool:
    name = TITLES.sub("", str(row.get("name", ""))).lower().split()
    wanted = name if whole else name[:1]
    if not wanted or (whole and len(name) < 2) or len(words) < len(wanted):
        return False
    pairs = zip(wanted, words, strict=False)
    return all(SequenceMatcher(None, one, other).ratio() >= NEAR_WORD for one, other in pairs)


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if len(one.split()) == 1 and other.split()[:1] == [one]:
        return 0.8
    return SequenceMatcher(None, one, other).ratio()
