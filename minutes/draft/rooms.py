"""Who was out of the room: restricted parts, one person's absence, and breaks; pure.

All of it is suggested from the chair's words, for a person to confirm.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minutes.draft.patterns import pattern
from minutes.draft.people import CHAIR, Person, first_name
from minutes.draft.sentences import Sentence

LONGEST_PART = 45 * 60.0
SILENT_BREAK = 25.0

ASKED_OUT, TALKS_ALONE, NOT_NOW = pattern("asked_out"), pattern("talks_alone"), pattern("not_now")
GONE, BACK, STILL_TO_COME, ENDS = (
    pattern("gone"),
    pattern("back"),
    pattern("still_to_come"),
    pattern("part_ends"),
)


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
    """Every part that the chair's words tell of, and silences long enough to be a break.

    `silent` are those on the attendance list whose voice was not recognised.
    """
    found: list[Part] = []
    position = 0
    while position < len(said):
        if _asks_out(said, position, people):
            part = _part(said, position, people, silent)
            if part:
                found.append(part)
                position = part.last
        position += 1
    return sorted([*found, *_breaks(said)], key=lambda part: part.start)


def _asks_out(said: Sequence[Sentence], position: int, people: Mapping[str, Person]) -> bool:
    """The chair asks somebody out; talk of the professionals alone counts only if that follows."""
    sentence = said[position]
    if people[sentence.speaker].group != CHAIR or NOT_NOW.search(sentence.text):
        return False
    if TALKS_ALONE.search(sentence.text):
        near = [s for s in said[position + 1 : position + 7] if people[s.speaker].group == CHAIR]
        return any(ASKED_OUT.search(s.text) or GONE.search(s.text) for s in near) or bool(
            ASKED_OUT.search(sentence.text)
        )
    return bool(ASKED_OUT.search(sentence.text))


def _part(
    said: Sequence[Sentence], first: int, people: Mapping[str, Person], silent: Sequence[Person]
) -> Part | None:
    gone = _gone(said, first, people)
    last = _last(said, first, gone, people)
    if last <= first:
        return None
    inside = said[gone : last + 1]
    if not any(_stays(people[sentence.speaker]) for sentence in inside) and not GONE.search(said[gone].text):
        return None
    first = _start_of_turn(said, first)
    absent = _absent(said[first : first + 3], [*people.values(), *silent])
    stayed = any(
        people[s.speaker].is_family and _called(people[s.speaker]) not in absent and s.length > 4
        for s in inside
    )
    kind = "part_excluded" if stayed else "restricted"
    end = said[last + 1].start if last + 1 < len(said) else said[last].end
    return Part(kind, first, last, said[gone].start, end, absent, said[gone].text)


def _gone(said: Sequence[Sentence], first: int, people: Mapping[str, Person]) -> int:
    """The sentence at which the family has left: the chair says so, or others speak after their last word."""
    limit = min(len(said), first + 14)
    for position in range(first, limit):
        if people[said[position].speaker].group == CHAIR and GONE.search(said[position].text):
            return position
    position = first + 1
    for place in range(first + 1, limit):
        if _stays(people[said[place].speaker]):
            break
        if people[said[place].speaker].is_family:
            position = place + 1
    return min(position, len(said) - 1)


def _last(said: Sequence[Sentence], first: int, gone: int, people: Mapping[str, Person]) -> int:
    """The last sentence before they are welcomed back; failing that, before one of them speaks again."""
    ended = False
    for position in range(max(gone, first + 1), len(said)):
        sentence = said[position]
        person = people[sentence.speaker]
        if sentence.start - said[first].start > LONGEST_PART:
            return position - 1
        if BACK.search(sentence.text) and not STILL_TO_COME.search(sentence.text):
            return position - 1
        if ended and (person.is_family or sentence.start - said[position - 1].end > SILENT_BREAK):
            return position - 1
        ended = ended or (person.group == CHAIR and bool(ENDS.search(sentence.text)))
    return _before_family(said, gone, people)


def _before_family(said: Sequence[Sentence], gone: int, people: Mapping[str, Person]) -> int:
    for position in range(gone + 1, len(said)):
        if people[said[position].speaker].is_family:
            return (
                _start_of_turn(said, position - 1) - 1
                if said[position - 1].turn != said[gone].turn
                else position - 1
            )
    return gone


def _start_of_turn(said: Sequence[Sentence], position: int) -> int:
    """Back over what the same person said just before in the same breath, but only polite words."""
    while (
        position > 0
        and said[position - 1].turn == said[position].turn
        and said[position - 1].is_acknowledgement
    ):
        position -= 1
    return position


def _absent(asked: Sequence[Sentence], everyone: Sequence[Person]) -> tuple[str, ...]:
    """Those of the family who are named when asked out; nobody named means all of them."""
    words = " ".join(sentence.text.lower() for sentence in asked if ASKED_OUT.search(sentence.text))
    family = [person for person in everyone if person.is_family]
    named = [
        p for p in family if (name := first_name(p.name)) and re.search(rf"\b{re.escape(name)}\b", words)
    ]
    return tuple(dict.fromkeys(_called(person) for person in named or family))


def _stays(person: Person) -> bool:
    """A professional, or a voice not recognised: better shut away than shown."""
    return person.group != CHAIR and not person.is_family


def _called(person: Person) -> str:
    return person.name or person.speaker


def _breaks(said: Sequence[Sentence]) -> list[Part]:
    found = []
    for position in range(1, len(said)):
        before, after = said[position - 1], said[position]
        if after.start - before.end >= SILENT_BREAK:
            found.append(Part("break", position, position - 1, before.end, after.start, (), before.text))
    return found
