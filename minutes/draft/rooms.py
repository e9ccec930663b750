"""Who was out of the room: restricted parts, one person's absence, and breaks; pure.

All of it is suggested, for a person to confirm. In doubt it shuts away.
"""

from collections.abc import Mapping, Sequence

from minutes.draft import moving
from minutes.draft.called import all_but, asked, called
from minutes.draft.leaving import ASKED_OUT, GONE, SHOWN_OUT, Room
from minutes.draft.parts import LONGEST_PART, SILENT_BREAK, Part
from minutes.draft.patterns import pattern
from minutes.draft.people import CHAIR, CHILD, Person
from minutes.draft.sentences import Sentence

ENDS = pattern("part_ends")
ALONE = pattern("childs_own_time")
CHILD_SPEAKS_NEAR = 3


def parts(
    said: Sequence[Sentence], people: Mapping[str, Person], *, silent: Sequence[Person] = ()
) -> list[Part]:
    """Every part that was for some people only, who came and went by themselves, and the breaks.

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
    found.extend(moving.comings(room, everyone, found))
    return sorted([*found, *moving.breaks(room)], key=lambda part: part.start)


def _begins(room: Room, position: int, everyone: Sequence[Person]) -> Part | None:
    """A part that begins here: they are asked out, have gone, or have not come in yet."""
    if room.not_in_yet(position):
        return _part(room, 0, 0, _absent(room.said[:3], everyone), everyone)
    if alone := _childs_own(room, position, everyone):
        return alone
    if room.asks_out(position):
        absent = _absent(room.said[position : position + 3], everyone)
        return _part(room, position, room.gone_from(position, absent), absent, everyone)
    if room.are_gone(position):
        absent = _absent(room.said[position : position + 1], everyone)
        return _part(room, position, position, absent, everyone)
    return None


def _childs_own(room: Room, position: int, everyone: Sequence[Person]) -> Part | None:
    """All are asked out but the child, who wants to be heard alone, perhaps with the advocate."""
    text = room.said[position].text
    stay = all_but(text, everyone) if room.asks_out(position) else None
    if stay is None:
        return None
    children = [person for person in stay if person.group == CHILD]
    if not children and ALONE.search(_around(room, position)):
        children = [person for person in everyone if person.group == CHILD]
    if not children:
        return None
    kept = {called(person) for person in [*children, *stay]}
    absent = tuple(dict.fromkeys(called(p) for p in everyone if p.group != CHAIR and called(p) not in kept))
    last = _until_back(room, position, absent)
    return _made(room, "child_only", (position, last), position + 1, absent) if last > position else None


def _around(room: Room, position: int) -> str:
    near = room.said[max(0, position - CHILD_SPEAKS_NEAR) : position + CHILD_SPEAKS_NEAR]
    return " ".join(sentence.text for sentence in near)


def _until_back(room: Room, first: int, absent: Sequence[str]) -> int:
    """The last sentence before all are back, or before one of those asked out speaks."""
    for position in range(first + 1, len(room.said)):
        late = room.said[position].start - room.said[first].start > LONGEST_PART
        back = room.are_back(position) or called(room.speaker(position)) in absent
        if late or (back and room.said[position].length > 2):
            return position - 1
    return len(room.said) - 1


def _part(
    room: Room, first: int, gone: int, absent: tuple[str, ...], everyone: Sequence[Person]
) -> Part | None:
    said = room.said
    last = _last(room, first, gone, absent)
    if last <= first:
        return None
    inside = range(gone, last + 1)
    stayed = any(
        room.is_familys(n) and called(room.speaker(n)) not in absent and said[n].length > 4 for n in inside
    )
    alone = stayed and _some_only(absent, everyone)
    if not alone and not any(room.stays(n) for n in inside) and not GONE.search(said[gone].text):
        return None
    first = room.start_of_turn(first)
    return _made(room, "part_excluded" if stayed else "restricted", (first, last), gone, absent)


def _some_only(absent: Sequence[str], everyone: Sequence[Person]) -> bool:
    """Whether some of the family were asked out and others not."""
    return any(person.is_family and called(person) not in absent for person in everyone)


def _made(room: Room, kind: str, ends: tuple[int, int], gone: int, absent: tuple[str, ...]) -> Part:
    first, last = ends
    said = room.said
    end = said[last + 1].start if last + 1 < len(said) else said[last].end
    return Part(kind, first, last, said[gone].start, end, absent, said[gone].text)


def _last(room: Room, first: int, gone: int, absent: Sequence[str]) -> int:
    """The last sentence before they are welcomed back; failing that, before one of them speaks again."""
    said, ended = room.said, False
    for position in range(max(gone, first + 1), len(said)):
        if said[position].start - said[first].start > LONGEST_PART or room.are_back(position):
            return position - 1
        silence = said[position].start - said[position - 1].end
        if ended and (room.is_familys(position) or silence > SILENT_BREAK):
            return position - 1
        ended = ended or (room.is_chairs(position) and bool(ENDS.search(said[position].text)))
    return _before_family(room, gone, absent)


def _before_family(room: Room, gone: int, absent: Sequence[str]) -> int:
    said = room.said
    for position in range(gone + 1, len(said)):
        if room.is_familys(position) and called(room.speaker(position)) in absent:
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


def _absent(said: Sequence[Sentence], everyone: Sequence[Person]) -> tuple[str, ...]:
    """Those of the family who are meant when somebody is asked out; nobody meant is all of them."""
    family = [person for person in everyone if person.is_family]
    found: list[Person] = []
    for n, sentence in enumerate(said):
        signs = (ASKED_OUT, SHOWN_OUT) if n else (ASKED_OUT, SHOWN_OUT, GONE)
        if any(sign.search(sentence.text) for sign in signs):
            found += asked(sentence.text, family)
    return tuple(dict.fromkeys(called(person) for person in family if not found or person in found))
