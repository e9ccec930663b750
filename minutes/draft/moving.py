"""Who came later, who went before the end, and the breaks that were called; pure.

The whole room's parts are in `rooms`; here are the comings and goings of single people, from what the chair
says of them and what they say themselves.
"""

import re
from collections.abc import Iterator, Sequence

from minutes.draft.called import called, meant
from minutes.draft.leaving import NOT_NOW, OPENING, SHORT, Room
from minutes.draft.parts import LONGEST_PART, SILENT_BREAK, Part
from minutes.draft.patterns import pattern
from minutes.draft.people import Person

ARRIVES, JOINED_BY, COMES_LATE = pattern("arrives"), pattern("joined_by"), pattern("comes_late")
LEAVES, LOST, GOES = pattern("leaves"), pattern("lost"), pattern("goes")
RETURNS = pattern("returns")
BREAK_CALLED, ON_AGAIN = pattern("break_called"), pattern("on_again")
CLAUSE = re.compile(r"[.;:?!]|,? \b(?:so|but|because|while|until|that|as|when)\b")
WITHIN, PAUSED, GOODBYE = 4, 4.0, 60.0


def comings(room: Room, everyone: Sequence[Person], found: Sequence[Part]) -> list[Part]:
    """One part for each stretch in which somebody was not there yet, or had gone, of their own accord."""
    made: list[Part] = []
    for place in range(len(room.said)):
        if any(part.first < place <= part.last for part in found):
            continue
        come = (_not_there_yet(room, place, person) for person in _arrive(room, place, everyone))
        gone = (_gone(room, place, person) for person in _leave(room, place, everyone))
        made += [part for part in (*come, *gone) if part]
    return _once(made, found)


def breaks(room: Room) -> list[Part]:
    """The breaks that the chair called, and silences long enough to be one that nobody called."""
    said, found = room.said, list[Part]()
    for place in range(len(said) - 1):
        if found and place <= found[-1].last:
            continue
        if room.is_chairs(place) and _is_said_now(BREAK_CALLED, said[place].text):
            found += _break_after(room, place)
    silent = [
        Part("break", n, n - 1, said[n - 1].end, said[n].start, (), said[n - 1].text)
        for n in range(1, len(said))
        if said[n].start - said[n - 1].end >= SILENT_BREAK
    ]
    return [*found, *(one for one in silent if not any(_touch(one, other) for other in found))]


def _break_after(room: Room, place: int) -> Iterator[Part]:
    """Until the chair says that it goes on; failing that, the first stop in the talk after it was called."""
    said = room.said
    start = said[place].end
    near = range(place + 1, len(said))
    on = next((n for n in near if room.is_chairs(n) and ON_AGAIN.search(said[n].text)), None)
    if on is None or said[on].start - start > LONGEST_PART:
        stops = (n for n in near[:WITHIN] if said[n].start - said[n - 1].end >= PAUSED)
        on = next(stops, None)
        start = said[on - 1].end if on else start
    if on is not None and said[on].start - start >= PAUSED:
        yield Part("break", place + 1, on - 1, start, said[on].start, (), said[place].text)


def _arrive(room: Room, place: int, everyone: Sequence[Person]) -> list[Person]:
    """Those of whom somebody says that they have come, or who excuse themselves for being late."""
    text = room.said[place].text.replace("’", "'")
    if by := JOINED_BY.search(text):
        return meant(text[by.end() :], everyone)
    if _is_said_now(ARRIVES, text) and not text.endswith("?"):
        return meant(_subject(ARRIVES, text), everyone)
    return [room.speaker(place)] if COMES_LATE.search(text) else []


def _leave(room: Room, place: int, everyone: Sequence[Person]) -> list[Person]:
    """Those of whom the chair says that they go or have gone, or who say it themselves."""
    text = room.said[place].text.replace("’", "'")
    if not room.is_chairs(place):
        return [room.speaker(place)] if _is_said_now(GOES, text) else []
    if text.endswith("?"):
        return []
    if lost := LOST.search(text):
        return meant(re.split(r"[,.;]", text[lost.end() :])[0], everyone)
    return meant(_subject(LEAVES, text), everyone) if _is_said_now(LEAVES, text) else []


def _subject(sign: re.Pattern[str], text: str) -> str:
    """The words before what is said of somebody, as far back as their clause goes: "Val, you have to go"."""
    match = sign.search(text)
    before = text[: match.start()] if match else ""
    clause = CLAUSE.split(before)[-1]
    return before if re.fullmatch(r"[\s,]*(?:you)?[\s,]*", clause) else clause


def _not_there_yet(room: Room, place: int, person: Person) -> Part | None:
    """From the start until they come; whoever spoke before had been there, and the opening is no coming."""
    own = called(person)
    if place < OPENING or any(called(room.speaker(n)) == own for n in range(place)):
        return None
    return Part("away", 0, place - 1, 0.0, room.said[place].start, (own,), room.said[place].text)


def _gone(room: Room, place: int, person: Person) -> Part | None:
    """From the word of it until they are said to be back or speak again; a word of goodbye is no return."""
    said, own = room.said, called(person)
    start, end, last = said[place].end, said[-1].end, len(said) - 1
    for n in range(place + 1, len(said)):
        speaks = called(room.speaker(n)) == own
        if speaks and said[n].start - said[place].end < GOODBYE and said[n].length <= SHORT:
            start = said[n].end
        elif speaks or _is_back(said[n].text, person, n, room):
            end, last = said[n].start, n - 1
            break
    if end - start < PAUSED:
        return None
    return Part("away", place, last, start, end, (own,), said[place].text)


def _is_back(text: str, person: Person, place: int, room: Room) -> bool:
    return room.is_chairs(place) and bool(RETURNS.search(text)) and person in meant(text, [person])


def _once(made: Sequence[Part], found: Sequence[Part]) -> list[Part]:
    """The first that tells of it: "she has to leave" and "she has left" are one leaving."""
    kept: list[Part] = []
    for one in made:
        others = [part for part in [*kept, *found] if set(part.absent) & set(one.absent)]
        if not any(_touch(one, part) for part in others):
            kept.append(one)
    return kept


def _is_said_now(sign: re.Pattern[str], text: str) -> bool:
    match = sign.search(text.replace("’", "'"))
    return match is not None and not NOT_NOW.search(text[max(0, match.start() - 70) : match.end() + 25])


def _touch(one: Part, other: Part) -> bool:
    return one.start < other.end and one.end > other.start
