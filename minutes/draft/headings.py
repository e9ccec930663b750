"""Which heading each sentence belongs under: the likeliest path through the agenda; pure.

The path weighs the chair's steering, who is speaking, what is said, and the usual order as a hint.
"""

import re
from collections.abc import Mapping, Sequence

from minutes.draft.around import SUBSTANCE, Place, places
from minutes.draft.parts import Part
from minutes.draft.people import ADVOCATE, CHAIR, CHILD, FAMILY, UNKNOWN, Person, first_name
from minutes.draft.sentences import Sentence
from minutes.draft.templates import REPORT, RESTRICTED, STAGES, stage

# The price of changing the heading, by where in the talk it happens. Chairs steer: their turns are cheapest.
AT_A_CHAIRS_TURN, AT_ANOTHERS_TURN, AFTER_A_PAUSE, IN_ONE_BREATH, AFTER_THANKS = 1.0, 2.6, 1.5, 3.6, 6.0
PAUSE = 0.65
# How much the sound of a sentence counts beside its cues, and what the shape of the meeting adds.
SOUND = 0.5
IN_OPENING_ROUND, OPENS_ROUND, IN_ROUND_OF_VIEWS, AFTER_VIEWS, SAYS_WHEN, LAST_WORD = (
    2.0,
    1.0,
    1.0,
    1.2,
    1.2,
    1.5,
)
# What the chair asks for; without being asked it is an aside.
UNASKED = 1.8
NEEDS_ASKING = frozenset({"child_views", "parent_views", "threshold_views"})
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
STEER = re.compile(
    r"\?\s*$|\bplease\b|\bover to\b|\bgo next\b|\bhear from\b|\bwould you\b|\bcould you\b|\bcan you\b",
    re.IGNORECASE,
)


def topics(said: Sequence[Sentence], people: Mapping[str, Person], parts: Sequence[Part]) -> list[str]:
    """One topic for each sentence. Restricted parts are known before; the rest is one path around them."""
    found = [RESTRICTED if any(part.holds(n) for part in parts) else "" for n in range(len(said))]
    open_ = [n for n, topic in enumerate(found) if not topic]
    spoken = [said[n] for n in open_]
    for n, topic in zip(open_, _path(spoken, people), strict=True):
        found[n] = topic
    return found


def _states(people: Mapping[str, Person]) -> list[str]:
    present = dict.fromkeys(agency_of(person) for person in people.values() if agency_of(person))
    reports = [REPORT + agency for agency in {**present, "social_care": None}]
    named = [topic for topic in STAGES if topic != "agency_report"]
    return named[:4] + reports + named[4:]


def _path(said: Sequence[Sentence], people: Mapping[str, Person]) -> list[str]:
    """Viterbi: the best sum of what each sentence says, less the price of each change."""
    if not said:
        return []
    states = _states(people)
    known = places(said, people)
    best = {state: _score(state, known[0]) - 0.5 * stage(state) for state in states}
    way = {new: {old: _way(old, new) for old in states} for new in states}
    back: list[dict[str, str]] = []
    for now in range(1, len(said)):
        price = _price(said[now - 1], said[now], people)
        asked = CHAIR in (people[said[now].speaker].group, people[said[now - 1].speaker].group)
        step: dict[str, tuple[float, str]] = {}
        for state in states:
            dear = price + (UNASKED if state in NEEDS_ASKING and not asked else 0.0)
            step[state] = max(
                (best[old] - (dear + far if old != state else 0.0), old) for old, far in way[state].items()
            )
        back.append({state: old for state, (_, old) in step.items()})
        best = {state: step[state][0] + _score(state, known[now]) for state in states}
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


def _way(old: str, new: str) -> float:
    """How far it is from one heading to another: going back is dear, leaving some out a little."""
    distance = stage(new) - stage(old)
    return BACKWARDS * -distance if distance < 0 else LONG_WAY_FORWARD * max(0, distance - 1)


def _score(state: str, place: Place) -> float:
    """What is said and by whom, what it sounds like, and the shape of the meeting around it."""
    kind = "agency_report" if state.startswith(REPORT) else state
    return _told(state, place) + SOUND * place.sounds.get(kind, 0.0) + _shape(kind, place)


def _shape(kind: str, place: Place) -> float:
    """Who speaks after whom, and where in the meeting, whatever the words."""
    later = place.at.share > 0.5
    fits = {
        "introductions": IN_OPENING_ROUND if place.at.in_opening_round and not later else 0.0,
        "threshold_views": IN_ROUND_OF_VIEWS if place.at.in_round_of_views and later else 0.0,
        "core_group": SAYS_WHEN if place.at.dated == 1 else 0.0,
        "review_date": SAYS_WHEN if place.at.dated > 1 else 0.0,
        "decision": AFTER_VIEWS if place.at.follows_views and later else 0.0,
        "close": LAST_WORD if place.at.last_turn and place.speaker.group == CHAIR else 0.0,
    }
    return fits.get(kind, 0.0) + (OPENS_ROUND if place.at.opens_round == kind else 0.0)


def _told(state: str, place: Place) -> float:
    if state.startswith(REPORT):
        return _score_report(state.removeprefix(REPORT), place)
    words = place.words.get(state, 0.0)
    if state == "parent_views" and _hands_to_professional(place):
        words *= 0.25
    return words + _role_points(state, place) + _early_or_late(state, place.at.share)


def _hands_to_professional(place: Place) -> bool:
    return place.speaker.group == CHAIR and bool(place.next_speaker and place.next_speaker.is_professional)


def _score_report(agency: str, place: Place) -> float:
    person, text = place.speaker, place.sentence.text
    if person.group == CHAIR:
        return _steered_to(agency, place)
    if agency_of(person) == agency:
        score = 1.0 if place.at.turn_length > SUBSTANCE else 0.3
        first = place.first_report and agency != "social_care"
        return score + (1.4 if first else 0.0) + min(1.2, place.words.get("agency_report", 0.0))
    if person.is_professional:
        return -2.2 if place.at.turn_length > 2 * SUBSTANCE else -0.8
    return -0.9 if place.at.turn_length > 3 * SUBSTANCE else (0.2 if text.endswith("?") else 0.0)


def _steered_to(agency: str, place: Place) -> float:
    """The chair hands over to somebody of this agency, or names the agency."""
    score = 0.0
    hands_over = (
        place.at.ends_turn and place.next_speaker is not None and agency_of(place.next_speaker) == agency
    )
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
    person, long = place.speaker, place.at.turn_length > 2 * SUBSTANCE
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
        return -1.0 if place.at.turn_length > 6 * SUBSTANCE and not chair else 0.0
    return -0.5 if long else 0.1


def _reason_points(place: Place, *, long: bool) -> float:
    """The social worker opens with what led to the conference; other professionals give reports."""
    if place.speaker.group == "social_care":
        return 1.8 if place.first_report else 0.4
    if place.speaker.group == CHAIR and place.at.ends_turn and place.next_speaker:
        return 0.5 if place.next_speaker.group == "social_care" else 0.0
    return -0.6 if place.speaker.is_professional and long else 0.0


def _child_points(place: Place) -> float:
    """A young person or an advocate speaks for the child; a chair who turns to them asks for it."""
    long = place.at.turn_length > SUBSTANCE
    if place.speaker.group in (CHILD, ADVOCATE):
        return 1.8 if long else 0.5
    if place.speaker.group == CHAIR and place.at.ends_turn and place.next_speaker:
        return 1.8 if place.next_speaker.group in (CHILD, ADVOCATE) else 0.0
    return -0.4 if place.speaker.group == FAMILY and place.at.turn_length > 2 * SUBSTANCE else 0.0


def _parent_points(place: Place, *, family: bool, long: bool) -> float:
    if family:
        return 1.4 if place.at.turn_length > SUBSTANCE else 0.4
    if place.speaker.group == CHAIR and place.at.ends_turn and place.next_speaker:
        return 0.9 if place.next_speaker.group == FAMILY else -0.4
    return -1.6 if place.speaker.is_professional and long else -0.3


def _early_or_late(state: str, share: float) -> float:
    """A light hand: some things are said in the first part of a meeting and some in the last."""
    if share > SAID_BEFORE.get(state, 1.0):
        return -1.2
    return -0.8 if share < SAID_AFTER.get(state, 0.0) else 0.0


def agency_of(person: Person) -> str:
    """The agency a person reports for; a voice that nothing is known of may be of any other."""
    if person.is_professional:
        return person.group
    return "other" if person.group == UNKNOWN else ""
