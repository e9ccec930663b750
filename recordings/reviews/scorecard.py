"""The questions a reviewer answers about practice, and what their answers add up to; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

APPLIES_NOT = "n"
CHOICES = [("4", "4 Fully"), ("3", "3 Mostly"), ("2", "2 Partly"), ("1", "1 Not")]
NOT_APPLICABLE = (APPLIES_NOT, "Does not apply")
LEARNING = "learning"
LONGEST_NOTE = 2000

Scores = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """One thing a reviewer listens for. `may_not_apply`: it does not come up at every conference."""

    code: str
    title: str
    hint: str
    may_not_apply: bool = False

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [*CHOICES, NOT_APPLICABLE] if self.may_not_apply else list(CHOICES)


QUESTIONS = (
    Question("voice", "Was the child’s voice heard?", "Their own words, or what was seen, for each child"),
    Question("facts", "Were facts kept apart from opinion?", "Who said it, and how they know"),
    Question(
        "reasons", "Were the reasons for the decision given?", "A listener could say why, for each child"
    ),
    Question("dissent", "Were different views recorded?", "Who differed, and why", may_not_apply=True),
    Question("plan", "Is the plan specific and measurable?", "Who does what, by when, and how it shows"),
    Question(
        "respect", "Was the language plain and respectful?", "No jargon, no blame; parents could follow"
    ),
    Question(
        "exclusion",
        "Was an exclusion handled fairly?",
        "Reason, length, and what was said afterwards",
        may_not_apply=True,
    ),
    Question("minutes", "Do the minutes say what was said?", "Nothing added, nothing that matters left out"),
)


def unanswered(scores: Scores) -> list[Question]:
    """The questions that still need a score."""
    return [question for question in QUESTIONS if not scores.get(question.code, {}).get("score")]


def answers(scores: Scores) -> list[dict[str, str]]:
    """The card as it is read once it is finished."""
    labels = dict([*CHOICES, NOT_APPLICABLE])
    given = [(question.title, scores.get(question.code, {})) for question in QUESTIONS]
    return [
        {
            "title": title,
            "score": labels.get(answer.get("score"), "No score"),
            "evidence": answer.get("evidence", ""),
        }
        for title, answer in given
    ]


def totals(cards: Iterable[Scores]) -> list[dict[str, Any]]:
    """For each question, how often each score was given."""
    kept = list(cards)
    rows = []
    for question in QUESTIONS:
        given = Counter(card.get(question.code, {}).get("score", "") for card in kept)
        rows.append(
            {
                "title": question.title,
                "counts": [given[score] for score, _ in CHOICES],
                "applies_not": given[APPLIES_NOT],
            }
        )
    return rows
