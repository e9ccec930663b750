"""What was said of the decisions, as suggestions: each with its sentence and seconds, none taken by itself.

Those the draft made come first, with what the chair noted in the minutes marked; then sentences under the
headings of the decision, the contingency and the core group that the draft makes no suggestion of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from access.models import User
from minutes import saving
from minutes.draft import dates
from minutes.models import Minutes
from minutes.naming import Names
from minutes.showing import clock
from minutes.sight import sight_of
from minutes.text import Text, paragraphs
from recordings.models import Conference

FULL_SENTENCE = 5  # "Any time." says nothing by itself
LEADS = {
    "decision": "The decision",
    "reason": "A reason",
    "view": "A view",
    "dissent": "A different view",
    "action": "An action for the plan",
    "contingency": "If things do not get better",
    "core_group": "The first core group",
    "members": "Who is in the core group",
    "review_conference": "The next conference",
}
UNDER = {
    "decision": [("reason", re.compile(r"\breasons?\b|\bbecause\b|\bgiven weight\b", re.IGNORECASE))],
    "threshold_views": [("dissent", re.compile(r"\bdifferent view\b|\bdissent|\bdisagree", re.IGNORECASE))],
    "contingency": [("contingency", re.compile(r"\w"))],
    "core_group": [("members", re.compile(r"\bmembers\b|\bcore group (?:is|will be)\b", re.IGNORECASE))],
}


@dataclass(frozen=True)
class Found:
    """One suggestion: what it is, the sentence that says so, and where that was said."""

    id: str
    kind: str
    text: str
    name: str
    role: str
    recording: str
    start: float
    end: float
    noted: bool = False
    row: dict[str, Any] = field(default_factory=dict)

    @property
    def lead(self) -> str:
        return LEADS[self.kind]

    @property
    def clock(self) -> str:
        return clock(self.start)

    @property
    def source(self) -> dict[str, Any] | None:
        """Where it was said, for the row that it becomes."""
        where = {"recording": self.recording, "start": self.start, "end": self.end}
        return where if self.recording else None

    def day(self, held_on: date) -> date | None:
        """The calendar date that was said, where day and month are certain."""
        said = [one.day for one in dates.dates(self.text, held_on=held_on) if one.day]
        return date.fromisoformat(said[0]) if said else None


def suggestions_of(conference: Conference, user: User) -> list[Found]:
    """Every suggestion this person may see, in the order of the headings."""
    minutes = Minutes.objects.visible_to(user).filter(conference=conference).first()
    if minutes is None:
        return []
    content, _ = sight_of(minutes, user).of(saving.newest(minutes))
    names = Names(conference)
    drafted = list(_drafted(content, names))
    known = {(one.recording, one.start, one.end) for one in drafted}
    rest = [one for one in _standing(content, names) if (one.recording, one.start, one.end) not in known]
    order = list(LEADS)
    return sorted([*drafted, *rest], key=lambda one: (order.index(one.kind), one.start))


def _drafted(content: Text, names: Names) -> Iterator[Found]:
    """The draft's own suggestions that nobody left out in the minutes."""
    speakers = {
        (sentence["recording"], str(sentence["sources"])): names.of(paragraph)
        for _, paragraph in paragraphs(content)
        for sentence in paragraph["sentences"]
    }
    for row in content.get("suggestions", []):
        kind = row["what"] if row["kind"] == "date" else row["kind"]
        if row.get("taken") is False or kind not in LEADS:
            continue
        who = speakers.get((row["recording"], str(row["sources"])))
        start, end = row["sources"][0][0], row["sources"][-1][1]
        yield Found(
            id=str(row["id"]),
            kind=kind,
            text=row["text"],
            name=who.name if who else row["speaker"],
            role=who.role if who else "",
            recording=row["recording"],
            start=start,
            end=end,
            noted=row.get("taken") is True,
            row=row,
        )


def _standing(content: Text, names: Names) -> Iterator[Found]:
    """Sentences of the minutes that say a reason, a dissent, the contingency or who is in the core group."""
    for section, paragraph in paragraphs(content):
        who = names.of(paragraph)
        for sentence in paragraph["sentences"]:
            kind = _kind(section["code"], sentence["text"])
            if not kind or len(sentence["text"].split()) < FULL_SENTENCE:
                continue
            spans = sentence["sources"]
            yield Found(
                id=str(sentence["id"]),
                kind=kind,
                text=sentence["text"],
                name=who.name,
                role=who.role,
                recording=sentence["recording"] if spans else "",
                start=spans[0][0] if spans else 0.0,
                end=spans[-1][1] if spans else 0.0,
            )


def _kind(code: str, words: str) -> str:
    return next((kind for kind, pattern in UNDER.get(code, []) if pattern.search(words)), "")
