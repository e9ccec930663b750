"""What is known around each sentence before it is put under a heading; pure.

Some parts of a meeting show in who speaks and how long, whatever the words: people say who they are one
after another, each agency gives a view in a few words, dates come at the end.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from minutes.draft import dates, phrases
from minutes.draft.children import names_of_children
from minutes.draft.cues import points
from minutes.draft.people import CHAIR, Person, first_name, group_of
from minutes.draft.sentences import Sentence

SUBSTANCE = 14
FEW_WORDS, ROUND = 32, 3


@dataclass(frozen=True)
class Turn:
    """What one person says in a row."""

    number: int
    speaker: Person
    length: int
    first: bool
    asks: bool

    @property
    def chairs(self) -> bool:
        return self.speaker.group == CHAIR


@dataclass(frozen=True)
class Position:
    """Where one sentence stands in the shape of the meeting."""

    share: float
    turn_length: int
    ends_turn: bool
    last_turn: bool
    in_opening_round: bool
    in_round_of_views: bool
    opens_round: str
    follows_views: bool
    dated: int


@dataclass(frozen=True)
class Place:
    """What is known around one sentence when it is scored."""

    sentence: Sentence
    speaker: Person
    next_speaker: Person | None
    first_report: bool
    words: Mapping[str, float]
    sounds: Mapping[str, float]
    names_agency: str
    at: Position


def places(said: Sequence[Sentence], people: Mapping[str, Person]) -> list[Place]:
    """One place for each sentence."""
    shape = Shape(said, people)
    heard = [points(sentence, people) for sentence in said]
    reports = _first_reports(said, people, shape.lengths, heard)
    names = {name: "<name>" for person in people.values() if (name := first_name(person.name))}
    names |= dict.fromkeys(names_of_children(said, people), "children")
    found = []
    for n, sentence in enumerate(said):
        person = people[sentence.speaker]
        following = next((s for s in said[n + 1 : n + 30] if s.turn != sentence.turn), None)
        found.append(
            Place(
                sentence=sentence,
                speaker=person,
                next_speaker=people[following.speaker] if following else None,
                first_report=sentence.turn in reports,
                words=heard[n],
                sounds=_sounds(sentence, person, names),
                names_agency=group_of(sentence.text),
                at=shape.at(n),
            )
        )
    return found


class Shape:
    """The turns of a meeting: how long they are, and which of them belong to a round."""

    def __init__(self, said: Sequence[Sentence], people: Mapping[str, Person]) -> None:
        turns = _turns(said, people)
        self.said = said
        self.lengths = {turn.number: turn.length for turn in turns}
        self.opening, self.views = _opening_round(turns), _rounds_of_views(turns)
        self.opens = {
            **_opens(turns, self.views, "threshold_views"),
            **_opens(turns, self.opening, "introductions"),
        }
        self.concludes = _concludes(turns, self.views)
        total = sum(self.lengths.values()) or 1
        before = accumulate((sentence.length for sentence in said), initial=0)
        self.shares = [words / total for words in before]
        self.dated = self._dated(said, people)

    def at(self, n: int) -> Position:
        """Where the n-th sentence stands."""
        turn = self.said[n].turn
        ends_turn = n + 1 == len(self.said) or self.said[n + 1].turn != turn
        return Position(
            share=self.shares[n],
            turn_length=self.lengths[turn],
            ends_turn=ends_turn,
            last_turn=turn == self.said[-1].turn,
            in_opening_round=turn in self.opening,
            in_round_of_views=turn in self.views,
            opens_round=self.opens.get(turn, "") if ends_turn else "",
            follows_views=turn in self.concludes,
            dated=self.dated[n],
        )

    def _dated(self, said: Sequence[Sentence], people: Mapping[str, Person]) -> list[int]:
        """Nought, or the how manieth time it is that the chair says when to meet, in the second half."""
        found: list[int] = []
        times = 0
        for sentence, share in zip(said, self.shares, strict=False):
            meets = people[sentence.speaker].group == CHAIR and share > 0.5 and _says_when(sentence.text)
            times += meets
            found.append(times if meets else 0)
        return found


def _sounds(sentence: Sentence, person: Person, names: Mapping[str, str]) -> dict[str, float]:
    who = phrases.CHAIR_SAYS if person.group == CHAIR else phrases.OTHERS_SAY
    return phrases.model().score(sentence.text, who, names)


def _says_when(text: str) -> bool:
    return bool(dates.dates(text)) and bool(dates.times(text))


def _turns(said: Sequence[Sentence], people: Mapping[str, Person]) -> list[Turn]:
    found: list[Turn] = []
    seen: set[str] = set()
    for sentence in said:
        if not found or found[-1].number != sentence.turn:
            person = people[sentence.speaker]
            found.append(Turn(sentence.turn, person, 0, sentence.speaker not in seen, asks=False))
            seen.add(sentence.speaker)
        last = found[-1]
        found[-1] = Turn(
            last.number,
            last.speaker,
            last.length + sentence.length,
            last.first,
            asks=last.asks or sentence.text.endswith("?"),
        )
    return found


def _first_reports(
    said: Sequence[Sentence],
    people: Mapping[str, Person],
    lengths: Mapping[int, int],
    heard: Sequence[Mapping[str, float]],
) -> set[int]:
    """The first turn of substance of each professional, after saying who they are."""
    seen: set[str] = set()
    found: set[int] = set()
    for sentence, words in zip(said, heard, strict=True):
        person = people[sentence.speaker]
        long_enough = lengths[sentence.turn] > 2 * SUBSTANCE
        introduces = "introductions" in words
        if person.is_professional and long_enough and not introduces and person.speaker not in seen:
            seen.add(person.speaker)
            found.add(sentence.turn)
    return found


def _opening_round(turns: Sequence[Turn]) -> set[int]:
    """Turns in which several people in a row speak for the first time, and shortly."""
    return _rounds(turns, lambda turn: turn.first and turn.length <= FEW_WORDS, between=8)


def _rounds_of_views(turns: Sequence[Turn]) -> set[int]:
    """Turns in which professionals who have spoken before say little, each in turn, and ask nothing."""
    return _rounds(
        turns,
        lambda turn: (
            turn.speaker.is_professional and not turn.first and not turn.asks and turn.length <= FEW_WORDS
        ),
        between=12,
    )


def _rounds(turns: Sequence[Turn], belongs: Callable[[Turn], bool], *, between: int) -> set[int]:
    """Runs of at least three different people's turns that belong, with a word of somebody else between."""
    found: set[int] = set()
    run: dict[str, int] = {}
    away = 0
    for turn in turns:
        label = turn.speaker.speaker
        fits = not turn.chairs and belongs(turn)
        if fits and label not in run:
            run[label], away = turn.number, 0
        elif run and not away and turn.length <= between:
            away = 1
        else:
            found |= _long_enough(run)
            run, away = ({label: turn.number} if fits else {}), 0
    return found | _long_enough(run)


def _long_enough(run: Mapping[str, int]) -> set[int]:
    return set(run.values()) if len(run) >= ROUND else set()


def _opens(turns: Sequence[Turn], rounds: set[int], topic: str) -> dict[int, str]:
    """The chair's turn just before a round begins."""
    found = {}
    for before, turn in pairwise(turns):
        if turn.number in rounds and before.chairs and before.length > SUBSTANCE // 2:
            found[before.number] = topic
    return found


def _concludes(turns: Sequence[Turn], views: set[int]) -> set[int]:
    """The chair's turns of some length after the views: with a word of the family between, perhaps."""
    found: set[int] = set()
    after = False
    for turn in turns:
        if turn.number in views:
            after = True
        elif after and turn.chairs and not turn.asks and turn.length > SUBSTANCE:
            found.add(turn.number)
            after = False
        elif turn.speaker.is_professional:
            after = False
    return found
