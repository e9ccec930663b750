"""What must never be in somebody's letter: other people's addresses and contacts, children not theirs, and
what was said in restricted parts. Each with what it is, so that a refusal need not repeat it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutes import saving
from minutes.letters.models import Letter
from minutes.models import Minutes
from minutes.requests.searched import ENOUGH_WORDS, telling
from minutes.requests.suggestions import parts_of_name
from minutes.text import sentences
from recordings.models import Attendance, Child

ADDRESS = "the address or contact of somebody else, or one that is withheld"
CHILD = "the name or reference of a child whom this letter is not about"
RESTRICTED = "words from a restricted part"
SHORTEST = 3


def printable_address(letter: Letter) -> tuple[str, ...]:
    """The lines under the name. None where it is withheld: the envelope has it, the letter does not."""
    if letter.recipient.address_withheld or _stands(letter.address, withheld_words(letter)):
        return ()
    return tuple(line.strip() for line in letter.address.splitlines() if line.strip())


def secrets_of(letter: Letter) -> dict[str, str]:
    """Every word to look for in the finished files, and what it is."""
    own = _plain("\n".join([*printable_address(letter), letter.name]))
    found = dict.fromkeys(withheld_words(letter), ADDRESS)
    for words in _contacts(letter):
        if _plain(words) not in own:
            found[words] = ADDRESS
    for words in _other_children(letter):
        found[words] = CHILD
    for words in _restricted(letter):
        found[words] = RESTRICTED
    return {words: what for words, what in found.items() if len(words.strip()) >= SHORTEST}


def withheld_words(letter: Letter) -> set[str]:
    """The words of every address of this conference that is withheld, whosever it is."""
    addresses = [one.address for one in _people(letter) if one.address_withheld]
    addresses += [one.address for one in _children(letter) if one.address_withheld]
    return {words for address in addresses for words in address_words(address)}


def address_words(address: str) -> set[str]:
    """What gives an address away by itself: the whole, its first line, lines with a figure, the postcode."""
    lines = [line.strip() for line in re.split(r"[\n,]", address) if line.strip()]
    with_figures = {line for line in lines if any(letter.isdigit() for letter in line)}
    whole = {" ".join(lines), ", ".join(lines)} if lines else set()
    return whole | with_figures | set(lines[:1]) | set(telling(address))


def _contacts(letter: Letter) -> Iterator[str]:
    """Where everybody else lives and how they are reached."""
    for person in _people(letter):
        if person.pk != letter.recipient_id:
            yield from address_words(person.address)
            contact = str(person.safe_contact).strip()
            yield from ([contact, *telling(contact)] if contact else [])
    for child in _children(letter):
        yield from address_words(child.address)


def _other_children(letter: Letter) -> Iterator[str]:
    theirs = [row.child for row in letter.children.select_related("child__key")]
    known = " ".join([letter.name, *(child.name for child in theirs), *_adults(letter)])
    shared = {word.casefold() for word in known.split()}
    for child in _children(letter):
        if child in theirs:
            continue
        for name in (child.name, child.known_as):
            yield from parts_of_name(name, shared=shared) if name else ()
        yield from [child.case_reference] if child.case_reference else []


def _restricted(letter: Letter) -> Iterator[str]:
    """Whole sentences of the restricted text, and what in them gives it away and is said nowhere else."""
    minutes = Minutes.objects.filter(conference=letter.conference).first()
    if minutes is None:
        return
    newest = saving.newest(minutes)
    children = [child.name for child in _children(letter)]
    open_text = [one["text"] for one in sentences(newest.content)]
    standing = _plain("\n".join([*open_text, *children, *_adults(letter), letter.name]))
    for sentence in sentences(newest.restricted):
        words = sentence["text"]
        if len(words.split()) >= ENOUGH_WORDS and _plain(words) not in standing:
            yield words
        yield from (word for word in telling(words) if _plain(word) not in standing)


def _people(letter: Letter) -> list[Attendance]:
    return list(letter.conference.people.select_related("conference__key"))


def _adults(letter: Letter) -> list[str]:
    return [f"{one.name} {one.role}" for one in _people(letter)]


def _children(letter: Letter) -> list[Child]:
    return [row.child for row in letter.conference.children.select_related("child__key")]


def _stands(address: str, words: set[str]) -> bool:
    plain = _plain(address)
    return any(_plain(one) in plain for one in words if one.strip())


def _plain(text: str) -> str:
    return " ".join(text.replace(",", " ").split()).casefold()
