"""Who and what else stands on the record, in every way in which it may be written in somebody's copy."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from minutes.requests.addresses import EMAIL, PHONE, POSTCODE, lines_of
from minutes.requests.models import MinuteRequest
from minutes.requests.searched import spoken_of
from minutes.requests.sources import children_of, words_never_shown
from minutes.requests.spellings import SHORTENED, day_pattern, day_spellings, number_pattern, plain
from minutes.requests.suggestions import Name, bare_name, parts_of_name
from minutes.requests.withheld import SENSITIVE_ROLE, withheld_from
from recordings.models import Attendance, Child

STREET_WORDS = frozenset(SHORTENED) | {"way", "walk", "mews", "row", "hill", "park", "view", "rise", "yard"}
KIND_OF_SCHOOL = frozenset((
    "school", "primary", "infant", "infants", "junior", "juniors", "nursery", "academy", "college", "high",
    "secondary", "community", "preschool", "pre-school", "playgroup", "first", "middle", "grammar",
    "special", "the", "of", "c", "e", "church", "england", "catholic", "rc"
))  # fmt: skip
NOT_INITIALS = frozenset((
    "DC", "DS", "DI", "PC", "GP", "CP", "SW", "HV", "PR", "LA", "DV", "DA", "IT", "QA", "AM", "PM", "TV",
    "OK", "UK", "EU", "US", "SO", "IS", "AS", "AN", "AT", "BE", "DO", "GO", "HE", "IF", "IN", "ME", "MY",
    "NO", "OF", "ON", "OR", "TO", "UP", "WE", "CIN", "ICO", "SEN", "PNC", "EHC", "LAC", "NHS"
))  # fmt: skip


@dataclass(frozen=True)
class Own:
    """What the reader shares with others on the record, and therefore may read.

    Only the record says so: an address that somebody gave with a request opens nothing, for they may have
    guessed it. And where an address is withheld, no other entry with the same address opens it.
    """

    names: frozenset[str]
    places: frozenset[str]
    contacts: frozenset[str] = frozenset()

    @classmethod
    def of(cls, request: MinuteRequest) -> "Own":
        children, me = children_of(request), request.attendance
        names = [request.name, *(child.name for child in children), *([me.name] if me else [])]
        places = [*(child.school for child in children), (me.address if me else "") or ""]
        places += [child.address for child in children if not child.address_withheld]
        return cls(
            frozenset(word for name in names for word in name.split()),
            _plain_lines(places) - _plain_lines(withheld_from(request)),
            frozenset(plain(one) for one in EMAIL.findall((me.safe_contact if me else "") or "")),
        )


def _plain_lines(places: Iterable[str]) -> frozenset[str]:
    return frozenset(plain(line) for place in places if place for line in lines_of(place))


def names_to_find(request: MinuteRequest) -> list[Name]:
    """Everyone and everywhere else on this record: other adults, other children, places not theirs."""
    own = Own.of(request)
    found = [*_adults(request, own), *_children(request, own), *_who_else_asks(request, own)]
    found += _spoken_of_while_away(request, own)
    found.sort(key=lambda one: one.searched is None)  # of two alike, the one that a file is searched for
    return list({(one.words, one.found): one for one in found}.values())


def other_people(request: MinuteRequest) -> Iterator[Attendance]:
    """Family and private people on the list but the reader; not professionals in their role."""
    children = {child.name for child in request.children.select_related("key")}
    for person in request.conference.people.select_related("conference__key"):
        private = person.group != Attendance.Group.PROFESSIONAL or SENSITIVE_ROLE.search(person.role)
        if private and person.pk != request.attendance_id and person.name not in children:
            yield person


def _adults(request: MinuteRequest, own: Own) -> Iterator[Name]:
    for person in other_people(request):
        yield from names_of(person.name, "person", own.names)
        yield from places_of(person.address or "", own.places)
        yield from contacts_of(person.safe_contact or "", own.contacts)


def _children(request: MinuteRequest, own: Own) -> Iterator[Name]:
    theirs = {child.pk: child.born_on for child in children_of(request)}
    for row in request.conference.children.select_related("child__key"):
        if row.child_id not in theirs:
            yield from _of_other_child(row.child, own)
            if row.child.born_on and row.child.born_on not in theirs.values():
                yield birthday(row.child.born_on)
        elif row.child.address_withheld:
            yield from places_of(row.child.address, own.places)


def _of_other_child(child: Child, own: Own) -> Iterator[Name]:
    yield from names_of(child.name, "child", own.names)
    yield from names_of(child.known_as, "child", own.names)
    yield from school_of(child.school, own.places)
    yield from places_of(child.address, own.places)


def _who_else_asks(request: MinuteRequest, own: Own) -> Iterator[Name]:
    """Where copies for others of this conference go: nobody told that to the meeting."""
    others = MinuteRequest.objects.filter(conference=request.conference_id).exclude(pk=request.pk)
    for other in others.select_related("key"):
        same = request.attendance_id and other.attendance_id == request.attendance_id
        if not same and plain(other.name) != plain(request.name):
            yield from places_of(other.address, own.places)
            reached = [other.address, other.code_to or "", other.safe_email or ""]
            yield from contacts_of(" \n".join(reached), own.contacts)


def names_of(name: str, found: str, shared: Iterable[str]) -> Iterator[Name]:
    """A person's name whole and in parts, with an initial, by their short names and by their initials."""
    if not name.strip():
        return
    words, theirs = bare_name(name).split(), {plain(word) for word in shared}
    yield from (Name(part, found) for part in parts_of_name(name, shared=shared))
    pieces = [*words, *(half for word in words if "-" in word for half in word.split("-") if len(half) > 2)]
    own = {*theirs, *(half for word in theirs for half in word.split("-"))}
    yield from (Name(one, found) for one in pieces if _is_piece(one) and plain(one) not in own)
    for short in sorted(short_names().get(plain(words[0]), set()) - theirs):
        yield Name(short.title(), found, searched=())
    if len(words) > 1:
        yield Name(f"{words[0][0]} {words[-1]}", found, searched=())
        yield from _initials(words, found)


def _is_piece(word: str) -> bool:
    """A name of two letters, or one half of a double name."""
    return "-" not in word and len(word) > 1 and word[0].isupper()


def _initials(words: list[str], found: str) -> Iterator[Name]:
    initials = "".join(word[0].upper() for word in words)
    if initials.isalpha() and initials not in NOT_INITIALS:
        shape = r"(?<!\w)" + r"\.?\s?".join(plain(initials)) + r"(?!\w)"
        yield Name(initials, found, searched=(), shape=re.compile(shape))


@cache
def short_names() -> dict[str, set[str]]:
    """By each given name the others that the same person may go by."""
    found: dict[str, set[str]] = {}
    for line in Path(__file__).with_name("nicknames.txt").read_text().splitlines():
        names = line.split()
        for name in names:
            found.setdefault(name, set()).update(one for one in names if one != name)
    return found


def places_of(address: str, own: Iterable[str]) -> Iterator[Name]:
    """An address whole, its lines that tell where it is, its street alone and its postcode."""
    if not address.strip():
        return
    for line in lines_of(address):
        if plain(line) in set(own):
            continue
        if POSTCODE.fullmatch(line):
            yield Name(line, "place", shape=number_pattern(line))
        elif _tells(line):
            yield Name(line, "place")
            street = re.sub(r"^(?:\S*\d\S*\s+)+", "", line)
            if street != line and len(street.split()) > 1:
                yield Name(street, "place")


def _tells(line: str) -> bool:
    """Whether a line of an address says more than a town does."""
    words = plain(line).replace(".", "").split()
    return bool(re.search(r"\d", line)) or (len(words) > 1 and words[-1] in STREET_WORDS)


def contacts_of(text: str, own: Iterable[str]) -> Iterator[Name]:
    """Telephone numbers and e-mail addresses in a note of how to reach somebody."""
    theirs = set(own)
    yield from (Name(one, "email") for one in EMAIL.findall(text) if plain(one) not in theirs)
    yield from (Name(one, "phone", shape=number_pattern(one)) for one in PHONE.findall(text))


def school_of(school: str, own: Iterable[str]) -> Iterator[Name]:
    """A school's name, and what is left of it without the words that every school has."""
    if not school.strip() or plain(school).strip() in set(own):
        return
    yield Name(school.strip(), "place")
    words = school.split()
    while words and plain(words[-1]).strip(".()") in KIND_OF_SCHOOL:
        words.pop()
    short = " ".join(words)
    if short and words != school.split() and len(short) > 4:
        yield Name(short, "place")


def birthday(born_on: date) -> Name:
    """A day of birth, however it is written."""
    spellings = tuple(day_spellings(born_on))
    return Name(spellings[0], "birth", searched=spellings, shape=day_pattern(born_on))


def _spoken_of_while_away(request: MinuteRequest, own: Own) -> Iterator[Name]:
    """Names that fell in a part which was not for this reader: where else do they stand?"""
    professionals = [
        f"{person.name} {person.role} {person.agency}"
        for person in request.conference.people.select_related("conference__key")
        if person.group == Attendance.Group.PROFESSIONAL and not SENSITIVE_ROLE.search(person.role)
    ]
    staff = [request.conference.chair, request.conference.administrator]
    known = [*own.names, *own.places, *professionals, settings.COUNCIL_NAME, request.conference.place or ""]
    known += [person.name for person in staff if person]
    words = {word.strip(".,'") for text in known for word in plain(text).split()}
    for spoken in sorted({one for text in words_never_shown(request) for one in spoken_of(text)}):
        if not all(part in words for part in plain(spoken).split()):
            yield Name(spoken, "person", searched=())
