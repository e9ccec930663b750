"""What a person may take up: decisions, views, actions and dates, each with its sentence; pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from minutes.draft import dates
from minutes.draft.patterns import pattern
from minutes.draft.people import CHAIR, FAMILY, UNKNOWN, Person, first_name, group_of
from minutes.draft.sentences import Sentence
from minutes.draft.templates import RESTRICTED

CATEGORY, PLAN, DECIDES, NO_PLAN = (
    pattern("category"),
    pattern("plan"),
    pattern("decides"),
    pattern("no_plan"),
)
YES, NO, SCALE = pattern("yes"), pattern("no"), pattern("scale")
NO_SIDE, UNSURE = pattern("no_side"), pattern("unsure")
COMMITS, PROMISES, TALK = pattern("commits"), pattern("promises"), pattern("talk")
OPINION, CHILDS_WORDS = pattern("opinion"), pattern("childs_words")
GROUP, REVIEWS = pattern("next_core_group"), pattern("next_review_conference")
NEXT = {"core_group": "core_group", "review_conference": "review_date"}
FULL_SENTENCE, FEW_WORDS = 9, 4
OPENING = frozenset({"introduction", "recording_notice", "introductions"})
# Where somebody other than the chair takes something on: the plan, and what is said after it.
LATE = frozenset({"decision", "outline_plan", "contingency", "complaints", "close"})
PLANNING = frozenset({"outline_plan", "core_group", "review_date", "complaints"})


def find(said: Sequence[Sentence], topics: Sequence[str], who: Mapping[str, Person]) -> list[dict[str, Any]]:
    """Every suggestion in the recording's order; none from a restricted part, and none enters by itself."""
    found: list[dict[str, Any]] = []
    held_on = _held_on(said, topics, who)
    decided = _decided(said, topics, who)
    answers = dict(_answers(said, topics, who))
    for n, (sentence, topic) in enumerate(zip(said, topics, strict=True)):
        if topic == RESTRICTED:
            continue
        person = who[sentence.speaker]
        if n in decided:
            found.append(_decision(sentence))
        if n in answers:
            found.append(_view(sentence, answers[n]))
        if topic in PLANNING and _is_action(sentence, topic, person, who):
            found.append(_action(sentence, person, who))
        first = not any(row["kind"] == "date" for row in found)
        following = _next_date(sentence, topic, person, held_on, first=first)
        found.extend([following] if following else [])
    return found


def _held_on(said: Sequence[Sentence], topics: Sequence[str], who: Mapping[str, Person]) -> date | None:
    """The day of the conference, where the chair says it whole at the start."""
    for sentence, topic in zip(said, topics, strict=True):
        if topic in OPENING and who[sentence.speaker].group == CHAIR:
            day = next((one.day for one in dates.dates(sentence.text) if one.day), "")
            if day:
                return date.fromisoformat(day)
    return None


def kind(sentence: Sentence, topic: str, person: Person) -> str:
    """Fact, opinion or the child's own words, only where the words themselves show it."""
    if topic == "child_views" and CHILDS_WORDS.search(sentence.text):
        return "child"
    return "opinion" if OPINION.search(sentence.text) else ""


def _suggestion(sort: str, sentence: Sentence, **details: str) -> dict[str, Any]:
    return {
        "kind": sort,
        "speaker": sentence.speaker,
        "text": sentence.text,
        "sources": [[round(sentence.start, 3), round(sentence.end, 3)]],
        **details,
    }


def _decided(said: Sequence[Sentence], topics: Sequence[str], who: Mapping[str, Person]) -> set[int]:
    """Where the chair says the outcome; failing that, the first whole sentence of the decision."""
    own = [
        n
        for n, topic in enumerate(topics)
        if topic == "decision" and who[said[n].speaker].group == CHAIR and not said[n].text.endswith("?")
    ]
    told = {n for n in own if _says_outcome(said[n])}
    first = next((n for n in own if said[n].length >= FULL_SENTENCE), None)
    return told or ({first} if first is not None else set())


def _says_outcome(sentence: Sentence) -> bool:
    announced = DECIDES.search(sentence.text) and sentence.length >= FULL_SENTENCE
    return bool(announced or PLAN.search(sentence.text))


def _decision(sentence: Sentence) -> dict[str, Any]:
    text = sentence.text
    category = CATEGORY.search(text)
    outcome = "no_plan" if NO_PLAN.search(text) else ("plan" if PLAN.search(text) else "")
    return _suggestion(
        "decision", sentence, outcome=outcome, category=category.group().lower() if category else ""
    )


def _answers(
    said: Sequence[Sentence], topics: Sequence[str], who: Mapping[str, Person]
) -> Iterator[tuple[int, str]]:
    """One view for each turn of an agency, or number of the family: its sentence, and the whole turn."""
    turns: dict[int, list[int]] = {}
    for n, topic in enumerate(topics):
        person = who[said[n].speaker]
        agency = person.is_professional or person.group == UNKNOWN
        if topic == "threshold_views" and (agency or (person.is_family and SCALE.search(said[n].text))):
            turns.setdefault(said[n].turn, []).append(n)
    for own in turns.values():
        whole = " ".join(said[n].text for n in own)
        sided = (n for n in own if any(side.search(said[n].text) for side in (YES, NO, SCALE, NO_SIDE)))
        chosen = next(sided, own[0])
        if not whole.endswith("?"):
            yield chosen, whole


def _view(sentence: Sentence, whole: str) -> dict[str, Any]:
    scale = SCALE.search(whole)
    category = CATEGORY.search(whole)
    return _suggestion(
        "view",
        sentence,
        view=_side(whole.replace("’", "'")),
        scale=next(filter(None, scale.groups()), "").lower() if scale else "",
        category=category.group().lower() if category else "",
    )


def _side(whole: str) -> str:
    """Yes, no or unsure. Whoever is not sure and then says yes or no has said it; who abstains has not."""
    if NO_SIDE.search(whole):
        return "unsure"
    if NO.search(whole):
        return "no"
    if YES.search(whole):
        return "yes"
    return "unsure" if UNSURE.search(whole) else ""


def _is_action(sentence: Sentence, topic: str, person: Person, who: Mapping[str, Person]) -> bool:
    """The chair gives somebody something to do; or somebody takes it on, or says by when."""
    text = sentence.text
    if TALK.search(text) or sentence.length < FEW_WORDS:
        return False
    when = bool(_when(text))
    if person.group == CHAIR:
        given = bool(COMMITS.search(text)) or (when and bool(_named(text, who)))
        return topic == "outline_plan" and given
    return bool(PROMISES.search(text)) and (when or topic == "outline_plan")


def _action(sentence: Sentence, person: Person, who: Mapping[str, Person]) -> dict[str, Any]:
    text = sentence.text
    return _suggestion("action", sentence, person=_doer(text, person, who), when=_when(text))


def _when(text: str) -> str:
    said_on = dates.dates(text)
    return said_on[-1].words if said_on else dates.loose(text)


def _doer(text: str, speaker: Person, who: Mapping[str, Person]) -> str:
    """Who is to do it: the speaker who says "I will", else the first person named."""
    if speaker.group != CHAIR and PROMISES.search(text):
        return speaker.name or speaker.speaker
    verb = COMMITS.search(text)
    head = text[: verb.start()] if verb else text
    named = _named(head, who) or _named(text, who)
    if named:
        return named
    unknown = re.search(r"\b([A-Z][a-z]+(?: and [A-Z][a-z]+)?)\s*$", head.strip())
    return unknown.group(1) if unknown else _of_the_group(head, who)


def _named(text: str, who: Mapping[str, Person]) -> str:
    """The person of the meeting whose name comes first in a text."""
    places = []
    for person in who.values():
        name = first_name(person.name)
        match = re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) if name else None
        if match and person.group != CHAIR:
            places.append((match.start(), person.name))
    return min(places)[1] if places else ""


def _of_the_group(text: str, who: Mapping[str, Person]) -> str:
    """ "School to have him from Monday": the one person here from there."""
    group = group_of(text)
    same = [person for person in who.values() if person.group == group and group != UNKNOWN]
    return (same[0].name or same[0].speaker) if len(same) == 1 else ""


def _next_date(
    sentence: Sentence, topic: str, person: Person, held_on: date | None, *, first: bool
) -> dict[str, Any] | None:
    """The next core group or conference; near the end a date with a time is one, wherever it stands."""
    when = dates.dates(sentence.text, held_on=held_on)
    if not when or person.group not in (CHAIR, FAMILY, "social_care"):
        return None
    clock = dates.times(sentence.text)
    what = {expected: name for name, expected in NEXT.items()}.get(topic, "")
    if not what and topic in LATE and clock and person.group == CHAIR:
        reviews = bool(REVIEWS.search(sentence.text)) and not GROUP.search(sentence.text)
        what = "core_group" if first and not reviews else "review_conference"
    if not what:
        return None
    return _suggestion(
        "date", sentence, what=what, when=when[0].words, day=when[0].day, time=clock[0] if clock else ""
    )
