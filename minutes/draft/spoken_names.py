"""Names in what was said that a person must hear: a wrong name is the worst wrong word; pure.

Four kinds, each with words of its own for the chair. So that nobody drowns in them, a spelling that is not on
the record is marked where it is said first, and a first name that two people share where it is said first and
wherever something may be taken up from the sentence (`settle`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from minutes.draft.patterns import pattern, word_list
from minutes.draft.people import TITLES
from minutes.draft.sentences import Sentence, Word

NEARLY = "A name that is nearly one on the record; it may stand in other sentences too"
SHARED = "A first name that two people on the record have"
UNSURE = "A name that the software was unsure of"
UNLISTED = "Somebody's name that is not on the record; it may stand in other sentences too"
SURE, ALIKE, LONG = 0.6, 0.8, 5
RUN_TOGETHER = 3  # consonants: a whole name heard as one word, capital or not
# What stands before a name that is somebody's: a title, or who it is to whom.
LEADS = pattern("leads_to_a_name")
SOUNDS = (
    ("ph", "f"), ("ck", "k"), ("gh", "g"), ("sh", "s"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("c", "k"),
    ("q", "k"), ("x", "ks"), ("z", "s"), ("v", "f"),
)  # fmt: skip


def mark(said: Sequence[Sentence], record: Iterable[str]) -> None:
    """Add the marks to the sentences of a meeting; `record` has the names of everybody on it."""
    people = [_parts(name) for name in record]
    known = {word for words in people for word in words}
    small = {_bare(word) for one in said for word in one.words if word.text[:1].islower()}
    firsts = [words[0] for words in people if len(words) > 1]
    shared = {name for name in firsts if len({words for words in people if words[0] == name}) > 1}
    whole = {_sound("".join(words)) for words in people if len(words) > 1}
    told: set[str] = set()
    for sentence in said:
        for at, word in enumerate(sentence.words):
            name = _bare(word)
            run_together = len(_sound(name)) > RUN_TOGETHER and _sound(name) in whole
            if not run_together and (not word.text[:1].isupper() or len(name) < 2):
                continue
            reason = NEARLY if run_together else _reason(sentence.words, at, known, shared, small)
            repeated = reason in (NEARLY, UNLISTED) and name in told
            if reason and not repeated:
                told.add(name)
                flag = {"code": "name", "reason": reason, "about": word.text.strip(".,;:?!")}
                sentence.flags.append(flag)


def settle(said: Sequence[Sentence], taken_up: Iterable[float]) -> None:
    """Of a first name that two people have, keep the first mark and those where something is taken up."""
    starts, told = set(taken_up), set[str]()
    for sentence in said:
        kept = []
        for flag in sentence.flags:
            again = flag["reason"] == SHARED and flag["about"] in told
            if not again or round(sentence.start, 3) in starts:
                kept.append(flag)
            if flag["reason"] == SHARED:
                told.add(flag["about"])
        sentence.flags[:] = kept


def _reason(words: Sequence[Word], at: int, known: set[str], shared: set[str], small: set[str]) -> str:
    """Why the name at this place is to be heard; nothing if it is not, or is no name."""
    name, probability = _bare(words[at]), words[at].probability
    if name in known:
        if probability is not None and probability < SURE:
            return UNSURE
        after = _bare(words[at + 1]) if at + 1 < len(words) else ""
        before = _bare(words[at - 1]) if at else ""
        return SHARED if name in shared and not {after, before} & (known - shared) else ""
    if name in small or name in NO_NAMES:
        return ""
    if any(is_nearly(name, other) for other in known):
        return NEARLY
    return UNLISTED if _is_somebody(words, at) else ""


def is_nearly(name: str, other: str) -> bool:
    """Whether one is likely to be heard or written for the other."""
    if min(len(name), len(other)) < 3:
        return False
    one, two = _sound(name), _sound(other)
    if one == two and len(one) > 1:
        return True
    long = min(len(name), len(other)) >= LONG
    return long and one[:1] == two[:1] and SequenceMatcher(None, name, other).ratio() >= ALIKE


def _sound(name: str) -> str:
    """The first letter and the consonants after it as they sound: Stephen and Steven are one."""
    for written, heard in SOUNDS:
        name = name.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", name[:1] + re.sub(r"[aeiouyhw-]", "", name[1:]))


def _is_somebody(words: Sequence[Word], at: int) -> bool:
    """A title, or who it is, stands before the name: "Mr Pike", "her partner Dean", "called Dean"."""
    before = " ".join(word.text for word in words[max(0, at - 4) : at])
    return bool(at) and bool(LEADS.search(before))


def _parts(name: str) -> tuple[str, ...]:
    """The words of a name on the record, without its title."""
    return tuple(_plain(word) for word in TITLES.sub("", name).replace("-", " ").split() if word.strip("."))


def _bare(word: Word) -> str:
    return _plain(word.text)


def _plain(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.strip('.,;:?!"“”‘()').lower())


def _no_names() -> Iterator[str]:
    yield from word_list("openers")
    yield from word_list("no_names")
    yield from word_list("months")
    yield from word_list("capitals")


NO_NAMES = frozenset(_no_names())
