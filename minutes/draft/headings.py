"""Which heading each sentence belongs under: the likeliest path through the agenda; pure.

The path weighs the chair's steering, who is speaking, what is said, and the usual order as a hint.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minutes.draft.cues import points
from minutes.draft.people import ADVOCATE, CHAIR, CHILD, FAMILY, Person, first_name, group_of
from minutes.draft.rooms import Part
from minutes.draft.sentences import Sentence
from minutes.draft.templates import REPORT, RESTRICTED, STAGES, stage

# The price of changing the heading, by where in the talk it happens. Chairs steer: their turns are cheapest.
AT_A_CHAIRS_TURN, AT_ANOTHERS_TURN, AFTER_A_PAUSE, IN_ONE_BREATH, AFTER_THANKS = 1.0, 2.6, 1.5, 3.6, 6.0
PAUSE = 0.65
SAID_BEFORE = {
    "introduction": 0.25,
    "recording_notice": 0.3,
    "introductions": 0.35,
    "reason_for_conference": 0.5,
}
SAID_AFTER = {
    "threshold_views": 0.35,
    "decision": 0.4,
    "outline_plan": 0.45,
    "contingency": 0.45,
    "core_group": 0.5,
    "review_date": 0.5,
    "complaints": 0.5,
    "close": 0.6,
}
BACKWARDS, LONG_WAY_FORWARD = 1.5, 0.35
SUBSTANCE = 14
STEER = re.compile(
    r"\?\s*$|\bplease\b|\bover to\b|\bgo next\b|\bhear from\b|\bwould you\b|\bcould you\b|\bcan you\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Place:
    """What is known around one sentence when it is scored."""

    sentence: Sentence
    speaker: Person
    next_speaker: Person | None
    ends_turn: bool
    turn_length: int
    first_report: bool
    share: float
    words: Mapping[str, float]
    names_agency: str


def topics(said: Sequence[Sentence], people: Mapping[str, Person], parts: Sequence[Part]) -> list[str]:
    """One topic for each sentence. Restricted parts are known before; the rest is one path around them."""
    found = [RESTRICTED if any(part.holds(n) for part in parts) else "" for n in range(len(said))]
    open_ = [n for n, topic in enumerate(found) if not topic]
    spoken = [said[n] for n in open_]
    for n, topic in zip(open_, _path(spoken, people), strict=True):
        found[n] = topic
    return found


def _states(people: Mapping[str, Person]) -> list[str]:
    present = dict.fromkeys(person.group for person in people.values() if person.is_professional)
    reports = [REPORT + agency for agency in {**present, "social_care": None}]
    named = [topic for topic in STAGES if topic != "agency_report"]
    return named[:4] + reports + named[4:]


def _path(said: Sequence[Sentence], people: Mapping[str, Person]) -> list[str]:
    """Viterbi: the best sum of what each sentence says, less the price of each change."""
    if not said:
        return []
    states = _states(people)
    places = _places(said, people)
    best = {state: _score(state, places[0]) - 0.5 * stage(state) for state in states}
    back: list[dict[str, str]] = []
    for place in range(1, len(said)):
        price = _price(said[place - 1], said[place], people)
        step: dict[str, tuple[float, str]] = {}
        for state in states:
            step[state] = max((best[old] - _move(old, state, price), old) for old in states)
        back.append({state: old for state, (_, old) in step.items()})
        best = {state: step[state][0] + _score(state, places[place]) for state in states}
    path = [max(best, key=lambda state: best[state])]
    for pointers in reversed(back):
        path.append(pointers[path[-1]])
    return path[::-1]


def _price(before: Sentence, now: Sentence, people: Mapping[str, Person]) -> float:
    if before.turn == now.turn:
        if before.is_acknowledgement:
            return AFTER_THANKS
        return AFTER_A_PAUSE if now.start - before.end >= PAUSE else IN_ONE_BREATH
    return AT_A_CHAIRS_TURN if people[now.speaker].group == CHAIR else AT_ANOTHERS_TURN


def _move(old: str, new: str, price: float) -> float:
    if old == new:
        return 0.0
    distance = stage(new) - stage(old)
    return price + (BACKWARDS * -distance if distance < 0 else LONG_WAY_FORWARD * max(0, distance - 1))


def _places(said: Sequence[Sentence], people: Mapping[str, Person]) -> list[Place]:
    lengths: dict[int, int] = {}
    for sentence in said:
        lengths[sentence.turn] = lengths.get(sentence.turn, 0) + sentence.length
    heard = [points(sentence, people) for sentence in said]
    reports = _first_reports(said, people, lengths, heard)
    total, before = sum(lengths.values()) or 1, 0
    found = []
    for n, sentence in enumerate(said):
        following = next((s for s in said[n + 1 : n + 30] if s.turn != sentence.turn), None)
        found.append(
            Place(
                sentence=sentence,
                speaker=people[sentence.speaker],
                next_speaker=people[following.speaker] if following else None,
                ends_turn=n + 1 == len(said) or said[n + 1].turn != sentence.turn,
                turn_length=lengths[sentence.turn],
                first_report=sentence.turn in reports,
                share=before / total,
                words=heard[n],
                names_agency=group_of(sentence.text),
            )
        )
        before += sentence.length
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


def _score(state: str, place: Place) -> float:
    if state.startswith(REPORT):
        return _score_report(state.removeprefix(REPORT), place)
    words = place.words.get(state, 0.0)
    if state == "parent_views" and _hands_to_professional(place):
        words *= 0.25
    return words + _role_points(state, place) + _early_or_late(state, place.share)


def _hands_to_professional(place: Place) -> bool:
    return place.speaker.group == CHAIR and bool(place.next_speaker and place.next_speaker.is_professional)


def _score_report(agency: str, place: Place) -> float:
    person, text = place.speaker, place.sentence.text
    if person.group == CHAIR:
        return _steered_to(agency, place)
    if person.group == agency:
        score = 1.0 if place.turn_length > SUBSTANCE else 0.3
        first = place.first_report and agency != "social_care"
        return score + (1.4 if first else 0.0) + min(1.2, place.words.get("agency_report", 0.0))
    if person.is_professional:
        return -2.2 if place.turn_length > 2 * SUBSTANCE else -0.8
    return -0.9 if place.turn_length > 3 * SUBSTANCE else (0.2 if text.endswith("?") else 0.0)


def _steered_to(agency: str, place: Place) -> float:
    """The chair hands over to somebody of this agency, or names the agency."""
    score = 0.0
    hands_over = place.ends_turn and place.next_speaker is not None and place.next_speaker.group == agency
    if hands_over:
        short_call = place.sentence.length <= 4
        score += 1.0 + (0.8 if short_call or STEER.search(place.sentence.text) else 0.0)
        score += min(2.4, place.words.get("agency_report", 0.0))
        name = first_name(place.next_speaker.name) if place.next_speaker else ""
        score += 0.5 if name and name in place.sentence.text.lower() else 0.0
    if place.names_agency == agency and place.sentence.text.endswith("?"):
        score += 0.8
    return score


def _role_points(state: str, place: Place) -> float:
    """Who usually speaks, and how long, under each heading."""
    person, long = place.speaker, place.turn_length > 2 * SUBSTANCE
    chair, family = person.group == CHAIR, person.group == FAMILY
    if state in (
        "introduction",
        "recording_notice",
        "decision",
        "contingency",
        "core_group",
        "review_date",
        "complaints",
    ):
        return 0.3 if chair else (-1.2 if long else -0.4)
    if state == "parent_views":
        return _parent_points(place, family=family, long=long)
    if state == "child_views":
        return _child_points(place)
    if state == "introductions":
        return -1.5 if long and not chair else 0.2
    if state == "outline_plan":
        return 0.4 if chair else (-0.8 if long else 0.0)
    if state == "reason_for_conference":
        return _reason_points(place, long=long)
    if state == "threshold_views":
        return -1.0 if place.turn_length > 6 * SUBSTANCE and not chair else 0.0
    return -0.5 if long else 0.1


def _reason_points(place: Place, *, long: bool) -> float:
    """The social worker opens with what led to the conference; other professionals give reports."""
    if place.speaker.group == "social_care":
        return 1.8 if place.first_report else 0.4
    if place.speaker.group == CHAIR and place.ends_turn and place.next_speaker:
        return 0.5 if place.next_speaker.group == "social_care" else 0.0
    return -0.6 if place.speaker.is_professional and long else 0.0


def _child_points(place: Place) -> float:
    """A young person or an advocate speaks for the child; a chair who turns to them asks for it."""
    long = place.turn_length > SUBSTANCE
    if place.speaker.group in (CHILD, ADVOCATE):
        return 1.8 if long else 0.5
    if place.speaker.group == CHAIR and place.ends_turn and place.next_speaker:
        return 1.8 if place.next_speaker.group in (CHILD, ADVOCATE) else 0.0
    return -0.4 if place.speaker.group == FAMILY and place.turn_length > 2 * SUBSTANCE else 0.0


def _parent_points(place: Place, *, family: bool, long: bool) -> float:
    if family:
        return 1.4 if place.turn_length > SUBSTANCE else 0.4
    if place.speaker.group == CHAIR and place.ends_turn and place.next_speaker:
        return 0.9 if place.next_speaker.group == FAMILY else -0.4
    return -1.6 if place.speaker.is_professional and long else -0.3


def _early_or_late(state: str, share: float) -> float:
    """A light hand: some things are said in the first part of a meeting and some in the last."""
    if share > SAID_BEFORE.get(state, 1.0):
        return -1.2
    return -0.8 if share < SAID_AFTER.get(state, 0.0) else 0.0
