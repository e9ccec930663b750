"""What stands on the page of one child, as plain values, and its rows in the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from access.errors import Conflict
from minutes.letters.models import AgencyView, ChildDecision, CoreMember, PlanAction
from recordings.models import Attendance


@dataclass(frozen=True)
class ViewLine:
    """What one agency thought."""

    agency: str
    view: str = ""
    words: str = ""
    source: Any = None


@dataclass(frozen=True)
class ActionLine:
    """One line of the plan."""

    action: str
    outcome: str = ""
    person: str = ""
    by_when: str = ""
    measure: str = ""
    source: Any = None


@dataclass(frozen=True)
class Written:
    """Everything on the page of one child, as it was typed."""

    outcome: str = ""
    category: str = ""
    reasons: str = ""
    dissent: str = ""
    contingency: str = ""
    core_group_on: date | None = None
    core_group_where: str = ""
    next_on: date | None = None
    next_where: str = ""
    views: tuple[ViewLine, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    members: tuple[Attendance, ...] = ()


OWN = [one.name for one in fields(Written) if one.name not in {"views", "actions", "members"}]


def missing_of(decision: ChildDecision) -> list[str]:
    """What has to be said before the decision can be recorded."""
    found = [] if decision.outcome else ["choose what was decided"]
    if decision.has_plan and not decision.category:
        found.append("choose the category of the plan")
    if not str(decision.reasons).strip():
        found.append("write the reasons for the decision")
    if decision.has_plan and not decision.actions.exists():
        found.append("write at least one action of the outline plan")
    return found


def written_of(decision: ChildDecision) -> Written:
    """What stands on the page of one child now."""
    own = {name: getattr(decision, name) for name in OWN}
    return Written(
        **own,
        views=tuple(ViewLine(one.agency, one.view, one.words, one.source) for one in decision.views.all()),
        actions=tuple(
            ActionLine(one.action, one.outcome, one.person, one.by_when, one.measure, one.source)
            for one in decision.actions.all()
        ),
        members=tuple(one.attendance for one in decision.members.select_related("attendance")),
    )


def replace_rows(decision: ChildDecision, written: Written) -> None:
    """The rows as they were typed. Whoever is not on the list of this conference cannot be a member."""
    decision.views.all().delete()
    decision.actions.all().delete()
    decision.members.all().delete()
    for order, view in enumerate(written.views):
        AgencyView.objects.create(decision=decision, order=order, **vars(view))
    for order, line in enumerate(written.actions):
        PlanAction.objects.create(decision=decision, order=order, **vars(line))
    add_members(decision, written.members)


def add_members(decision: ChildDecision, people: Iterable[Attendance]) -> None:
    """Put people of the conference's list into the core group, each once."""
    for person in people:
        if person.conference_id != decision.row.conference_id:
            raise Conflict("Choose people who are on the list of this conference.")
        CoreMember.objects.get_or_create(decision=decision, attendance=person)
