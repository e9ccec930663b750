"""What a person may take up: decisions, views, actions and dates, each with its sentence; pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from minutes.draft import dates
from minutes.draft.patterns import pattern
from minutes.draft.people import CHAIR, FAMILY, Person, first_name
from minutes.draft.sentences import Sentence
from minutes.draft.templates import RESTRICTED

CATEGORY, PLAN, DECIDES, NO_PLAN = (
    pattern("category"),
    pattern("plan"),
    pattern("decides"),
    pattern("no_plan"),
)
YES, NO, SCALE = pattern("yes"), pattern("no"), pattern("scale")
COMMITS, PROMISES, TALK = pattern("commits"), pattern("promises"), pattern("talk")
OPINION, CHILDS_WORDS = pattern("opinion"), pattern("childs_words")
NEXT = {"core_group": "core_group", "review_conference": "review_date"}
FULL_SENTENCE = 9
PLANNING = frozenset({"outline_plan", "contingency", "discussion", "decision"})


def find(said: Sequence[Sentence], topics: Sequence[str], who: Mapping[str, Person]) -> list[dict[str, Any]]:
    """Every suggestion in the recording's order; none from a restricted part, and none enters by itself."""
    found: list[dict[str, Any]] = []
    answered: set[int] = set()
    for sentence, topic in zip(said, topics, strict=True):
        if topic == RESTRICTED:
            continue
        person = who[sentence.speaker]
        found.extend(_decisions(sentence, topic, person))
        found.extend(_views(sentence, topic, person, answered))
        found.extend(_actions(sentence, topic, person, who))
        found.extend(_next_dates(sentence, topic, person))
    return found


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


def _decisions(sentence: Sentence, topic: str, person: Person) -> Iterator[dict[str, Any]]:
    text = sentence.text
    if topic != "decision" or person.group != CHAIR:
        return
    announced = DECIDES.search(text) and sentence.length >= FULL_SENTENCE
    if not (announced or PLAN.search(text)):
        return
    category = CATEGORY.search(text)
    outcome = "no_plan" if NO_PLAN.search(text) else ("plan" if PLAN.search(text) else "")
    yield _suggestion(
        "decision", sentence, outcome=outcome, category=category.group().lower() if category else ""
    )


def _views(sentence: Sentence, topic: str, person: Person, answered: set[int]) -> Iterator[dict[str, Any]]:
    """One view for each turn of each person: the first sentence that takes a side."""
    if (
        topic != "threshold_views"
        or person.group == CHAIR
        or sentence.turn in answered
        or sentence.text.endswith("?")
    ):
        return
    against, for_ = NO.search(sentence.text), YES.search(sentence.text)
    scale = SCALE.search(sentence.text)
    if not (against or for_ or scale):
        return
    answered.add(sentence.turn)
    view = "no" if against else ("yes" if for_ else "")
    category = CATEGORY.search(sentence.text)
    yield _suggestion(
        "view",
        sentence,
        view=view,
        scale=scale.group(1).lower() if scale else "",
        category=category.group().lower() if category else "",
    )


def _actions(
    sentence: Sentence, topic: str, person: Person, who: Mapping[str, Person]
) -> Iterator[dict[str, Any]]:
    text = sentence.text
    if topic not in PLANNING or TALK.search(text):
        return
    planned = topic == "outline_plan" and person.group == CHAIR and COMMITS.search(text)
    promised = (
        topic != "decision"
        and person.group != CHAIR
        and PROMISES.search(text)
        and (dates.loose(text) or person.is_professional)
    )
    if planned or promised:
        said_on = dates.dates(text)
        when = said_on[-1].words if said_on else dates.loose(text)
        yield _suggestion("action", sentence, person=_doer(text, person, who), when=when)


def _doer(text: str, speaker: Person, who: Mapping[str, Person]) -> str:
    """Who is to do it: the first name before the verb, or the speaker who says "I will"."""
    if speaker.group != CHAIR and re.search(r"\bi(?:'ll| will|'m)\b", text, re.IGNORECASE):
        return speaker.name or speaker.speaker
    verb = COMMITS.search(text)
    head = text[: verb.start()] if verb else text
    for person in who.values():
        name = first_name(person.name)
        if name and re.search(rf"\b{re.escape(name)}\b", head, re.IGNORECASE):
            return person.name
    named = re.search(r"\b([A-Z][a-z]+(?: and [A-Z][a-z]+)?)\s*$", head.strip())
    return named.group(1) if named else ""


def _next_dates(sentence: Sentence, topic: str, person: Person) -> Iterator[dict[str, Any]]:
    when = dates.dates(sentence.text)
    if not when or person.group not in (CHAIR, FAMILY, "social_care"):
        return
    for name, expected in NEXT.items():
        if topic == expected:
            clock = dates.times(sentence.text)
            yield _suggestion("date", sentence, what=name, when=when[0].words, time=clock[0] if clock else "")
