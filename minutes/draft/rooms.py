"""Who was out of the room: restricted parts, one person's absence, and breaks; pure.

All of it is suggested, for a person to confirm. In doubt it shuts away.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minutes.draft.leaving import ASKED_OUT, GONE, SHOWN_OUT, Room
from minutes.draft.patterns import pattern
from minutes.draft.people import Person, first_name
from minutes.draft.sentences import Sentence

LONGEST_PART = 45 * 60.0
SILENT_BREAK = 25.0
ENDS = pattern("part_ends")


@dataclass(frozen=True)
class Part:
    """A stretch of the recording in which somebody was not in the room."""

    kind: str
    first: int
    last: int
    start: float
    end: float
    absent: tuple[str, ...]
    because: str

    def holds(self, sentence: int) -> bool:
        return self.kind == "restricted" and self.first <= sentence <= self.last


def parts(
    said: Sequence[Sentence], people: Mapping[str, Person], *, silent: Sequence[Person] = ()
) -> list[Part]:
    """Every part that was for some people only, and silences long enough to be a break.

    `silent` are those on the attendance list whose voice was not recognised.
    """
    room, everyone = Room(said, people), [*people.values(), *silent]
    found: list[Part] = []
    position = 0
    while position < len(said):
        part = _begins(room, position, everyone)
        if part:
            found.append(part)
            position = part.last
        position += 1
    found.extend(_secrets(room, everyone, found))
    return sorted([*found, *_breaks(said)], key=lambda part: part.start)


def _begins(room: Room, position: int, everyone: Sequence[Person]) -> Part | None:
    """A part that begins here: they are asked out, have gone, or have not come in yet."""
    if room.not_in_yet(position):
        return _part(room, 0, 0, everyone)
    if room.asks_out(position):
        return _part(room, position, room.gone_from(position), everyone)
    if room.are_gone(position):
        return _part(room, position, position, everyone)
    return None


def _part(room: Room, first: int, gone: int, everyone: Sequence[Person]) -> Part | None:
    said = room.said
    last = _last(room, first, gone)
    if last <= first:
        return None
    inside = range(gone, last + 1)
    if not any(room.stays(n) for n in inside) and not GONE.search(said[gone].text):
        return None
    first = room.start_of_turn(first)
    absent = _absent(said[first : first + 3], everyone)
    stayed = any(
        room.is_familys(n) and _called(room.speaker(n)) not in absent and said[n].length > 4 for n in inside
    )
    return _made(room, "part_excluded" if stayed else "restricted", (first, last), gone, absent)


def _made(room: Room, kind: str, ends: tuple[int, int], gone: int, absent: tuple[str, ...]) -> Part:
    first, last = ends
    said = room.said
    end = said[last + 1].start if last + 1 < len(said) else said[last].end
    return Part(kind, first, last, said[gone].start, end, absent, said[gone].text)


def _last(room: Room, first: int, gone: int) -> int:
    """The last sentence before they are welcomed back; failing that, before one of them speaks again."""
    said, ended = room.said, False
    for position in range(max(gone, first + 1), len(said)):
        if said[position].start - said[first].start > LONGEST_PART or room.are_back(position):
            return position - 1
        silence = said[position].start - said[position - 1].end
        if ended and (room.is_familys(position) or silence > SILENT_BREAK):
            return position - 1
        ended = ended or (room.is_chairs(position) and bool(ENDS.search(said[position].text)))
    return _before_family(room, gone)


def _before_family(room: Room, gone: int) -> int:
    said = room.said
    for position in range(gone + 1, len(said)):
        if room.is_familys(position):
            same = said[position - 1].turn == said[gone].turn
            return position - 1 if same else room.start_of_turn(position - 1) - 1
    return gone


def _secrets(room: Room, everyone: Sequence[Person], found: Sequence[Part]) -> list[Part]:
    """What nobody would say with the family there, where no part was found and none of them speaks."""
    more: list[Part] = []
    for position in range(len(room.said)):
        held = any(part.first <= position <= part.last for part in [*found, *more])
        if held or not room.is_secret(position):
            continue
        first, last = room.alone_around(position)
        beside = [n for n in (first - 1, last + 1) if 0 <= n < len(room.said)]
        turn = room.said[position].turn
        if not any(room.is_familys(n) and abs(room.said[n].turn - turn) <= 1 for n in beside):
            more.append(_made(room, "restricted", (first, last), first, _absent([], everyone)))
    return more


def _absent(asked: Sequence[Sentence], everyone: Sequence[Person]) -> tuple[str, ...]:
    """Those of the family who are named when asked out; nobody named means all of them."""
    signs = (ASKED_OUT, SHOWN_OUT)
    words = " ".join(s.text.lower() for s in asked if any(sign.search(s.text) for sign in signs))
    family = [person for person in everyone if person.is_family]
    named = [
        p for p in family if (name := first_name(p.name)) and re.search(rf"\b{re.escape(name)}\b", words)
    ]
    return tuple(dict.fromkeys(_called(person) for person in named or family))


def _called(person: Person) -> str:
    return person.name or person.speaker


def _breaks(said: Sequence[Sentence]) -> list[Part]:
    found = []
    for position in range(1, len(said)):
        before, after = said[position - 1], said[position]
        if after.start - before.end >= SILENT_BREAK:
            found.append(Part("break", position, position - 1, before.end, after.start, (), before.text))
    return found
