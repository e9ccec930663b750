"""Taking up what was said: a suggestion becomes a row or a line of the decision, by one press."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from django.db import transaction

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.letters.found import Found, suggestions_of
from minutes.letters.locking import open_decision
from minutes.letters.models import AgencyView, ChildDecision, PlanAction
from minutes.letters.writing import add_members
from recordings.models import Conference, ConferenceChild

CATEGORIES = {
    "neglect": ChildDecision.Category.NEGLECT,
    "physical": ChildDecision.Category.PHYSICAL,
    "sexual": ChildDecision.Category.SEXUAL,
    "emotional": ChildDecision.Category.EMOTIONAL,
}
Outcome = ChildDecision.Outcome


@transaction.atomic
def take_suggestion(
    conference: Conference, *, suggestion: str, rows: Sequence[ConferenceChild], by: User
) -> list[ChildDecision]:
    """Take one suggestion up for the children who were chosen. It can be changed afterwards like all else."""
    require(by, May.RECORD_DECISIONS)
    found = _find(conference, suggestion, by)
    if not rows:
        raise Conflict("Choose for which child.")
    taken = [_take(found, row, by) for row in rows]
    for decision in taken:
        audit.record(
            "decision.suggestion_taken", by=by, on=decision, conference=conference.pk, suggestion=suggestion
        )
    return taken


@transaction.atomic
def take_noted(conference: Conference, *, by: User) -> int:
    """Everything that was noted in the minutes, for every child whose decision is open; how much it was."""
    require(by, May.RECORD_DECISIONS)
    noted = [found for found in suggestions_of(conference, by) if found.noted]
    count = 0
    for row in conference.children.select_related("child__key", "conference__key"):
        decision = open_decision(row, by=by)
        fresh = [found for found in noted if found.id not in decision.taken]
        for found in fresh:
            _take(found, row, by)
        count += len(fresh)
    if not count:
        raise Conflict("There is nothing noted in the minutes that is not here already.")
    audit.record("decision.noted_taken", by=by, on=conference, conference=conference.pk, taken=count)
    return count


@transaction.atomic
def leave_suggestion(conference: Conference, *, suggestion: str, by: User) -> None:
    """Leave one suggestion out for every child: it is not shown again."""
    require(by, May.RECORD_DECISIONS)
    found = _find(conference, suggestion, by)
    for row in conference.children.select_related("child__key", "conference__key"):
        decision = open_decision(row, by=by)
        decision.taken = sorted({*decision.taken, found.id})
        decision.save(update_fields=["taken"])
    audit.record(
        "decision.suggestion_left", by=by, on=conference, conference=conference.pk, suggestion=suggestion
    )


def _find(conference: Conference, suggestion: str, by: User) -> Found:
    found = next((one for one in suggestions_of(conference, by) if one.id == suggestion), None)
    if found is None:
        raise Conflict("This suggestion is not there any more. Load the page again.")
    return found


def _take(found: Found, row: ConferenceChild, by: User) -> ChildDecision:
    decision = open_decision(row, by=by)
    if found.id in decision.taken:
        raise Conflict("This suggestion was settled already.")
    TAKERS[found.kind](decision, found)
    decision.taken = sorted({*decision.taken, found.id})
    decision.save()
    return decision


def _decision(decision: ChildDecision, found: Found) -> None:
    review = decision.row.own_type == Conference.Type.REVIEW
    plan, none = (
        (Outcome.PLAN_CONTINUES, Outcome.PLAN_ENDS) if review else (Outcome.PLAN_MADE, Outcome.NO_PLAN)
    )
    said = str(found.row.get("outcome", ""))
    if said:
        decision.outcome = plan if said == "plan" else none
    words = str(found.row.get("category", ""))
    category = next((code for word, code in CATEGORIES.items() if word in words), "")
    if category and decision.outcome != none:
        decision.category = category


def _reason(decision: ChildDecision, found: Found) -> None:
    decision.reasons = _added(decision.reasons, found.text)


def _dissent(decision: ChildDecision, found: Found) -> None:
    decision.dissent = _added(decision.dissent, f"{_who(found)}: {found.text}")


def _contingency(decision: ChildDecision, found: Found) -> None:
    decision.contingency = _added(decision.contingency, found.text)


def _view(decision: ChildDecision, found: Found) -> None:
    AgencyView.objects.create(
        decision=decision,
        agency=_who(found),
        view=found.row.get("view", ""),
        words=found.text,
        source=found.source,
        order=decision.views.count(),
    )


def _action(decision: ChildDecision, found: Found) -> None:
    PlanAction.objects.create(
        decision=decision,
        action=found.text,
        person=found.row.get("person", ""),
        by_when=found.row.get("when", ""),
        source=found.source,
        order=decision.actions.count(),
    )


def _core_group(decision: ChildDecision, found: Found) -> None:
    decision.core_group_on = found.day(decision.row.conference.held_on) or decision.core_group_on
    decision.core_group_where = str(found.row.get("time", "")) or decision.core_group_where


def _next(decision: ChildDecision, found: Found) -> None:
    decision.next_on = found.day(decision.row.conference.held_on) or decision.next_on
    decision.next_where = str(found.row.get("time", "")) or decision.next_where


def _members(decision: ChildDecision, found: Found) -> None:
    """Whoever of the list is named by first or full name in the sentence."""
    people = decision.row.conference.people.select_related("conference__key")
    add_members(decision, [one for one in people if _is_named(one.name, found.text)])


def _is_named(name: str, text: str) -> bool:
    words: Iterable[str] = [
        word for word in name.split() if word.rstrip(".") not in {"Dr", "Mr", "Mrs", "Ms"}
    ]
    first = next(iter(words), name)
    return re.search(rf"\b{re.escape(first)}\b", text) is not None


def _who(found: Found) -> str:
    return ", ".join(part for part in (found.name, found.role) if part)


def _added(before: str, more: str) -> str:
    return f"{before}\n{more}".strip()


TAKERS: dict[str, Callable[[ChildDecision, Found], None]] = {
    "decision": _decision,
    "reason": _reason,
    "dissent": _dissent,
    "view": _view,
    "action": _action,
    "contingency": _contingency,
    "core_group": _core_group,
    "members": _members,
    "review_conference": _next,
}
