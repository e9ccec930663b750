"""When a letter is due: by what was decided for its children, the earliest of them."""

from __future__ import annotations

from collections.abc import Iterable

from minutes.letters.models import ChildDecision, Letter
from recordings import clocks
from recordings.clocks import Answer, Council
from recordings.dates import due_of

Outcome = ChildDecision.Outcome
CLOCKS = {
    Outcome.PLAN_MADE: clocks.plan_letter_cpp,
    Outcome.PLAN_CONTINUES: clocks.plan_letter_cpp,
    Outcome.PLAN_ENDS: clocks.plan_letter_cin,
    Outcome.NO_PLAN: clocks.plan_letter_no_plan,
}


def due_for(letter: Letter, calendar: Council) -> Answer | None:
    """The answer of one letter: by the decisions for its own children, or for all while none is chosen."""
    decided = ChildDecision.objects.of(letter.conference).decided().select_related("row__conference")
    return letter_due(decided.filter(row__in=letter.children.all()) or decided, calendar)


def letter_due(decisions: Iterable[ChildDecision], calendar: Council) -> Answer | None:
    """The answer that counts, with its working; none while nothing is decided."""
    answers = [
        CLOCKS[Outcome(one.outcome)](one.row.conference.held_on, extra_holidays=calendar)
        for one in decisions
        if one.outcome
    ]
    return min(answers, key=due_of, default=None)
