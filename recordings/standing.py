"""What the page of a conference says of its standing: state, deputy, links, reports, what somebody forgot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from access.models import User
from access.roles import May
from recordings import states
from recordings.calendar.council import council_for
from recordings.dates import as_clock, report_due
from recordings.models import Attendance, Conference, ConferenceChild, Report


@dataclass(frozen=True)
class ReportRow:
    """One report beside the day by which the family should have seen it."""

    report: Report
    state: str

    @property
    def is_late(self) -> bool:
        return self.state in {"Late", "After the day"}


def standing_of(conference: Conference, user: User) -> dict[str, Any]:
    """Everything the panels about the standing show."""
    clock = as_clock("Reports seen by the family", report_due(conference, council_for(user)))
    due = clock["date"]
    before = _visible(conference.reconvenes_id, user)
    return {
        "state_words": conference.get_status_display(),
        "state_reason": conference.status_reason,
        "may_say_held": _waits_for_word(conference) and user.may(May.ADD_RECORDING),
        "may_move": user.may(May.MANAGE_CONFERENCES) and bool(states.after(conference.status)),
        "may_reconvene": user.may(May.MANAGE_CONFERENCES) and conference.status in states.RECONVENED_AFTER,
        "may_decide_quorum": user.may(May.DECIDE_QUORUM) and conference.is_chaired_by(user),
        "may_note_conflict": user.may(May.NOTE_CONFLICT),
        "discussions": conference.discussions.all(),
        "reports": [
            ReportRow(one, _seen(one, due)) for one in conference.reports.select_related("conference__key")
        ],
        "reports_clock": clock,
        "before": before,
        "after": Conference.objects.visible_to(user).filter(reconvenes=conference).latest_first(),
        "forgotten": list(forgotten(conference)),
    }


def _waits_for_word(conference: Conference) -> bool:
    """Its day has come, and nobody has said yet what became of it."""
    return conference.status == Conference.Status.PLANNED and conference.is_past


def forgotten(conference: Conference) -> Iterator[str]:
    """What a chair would want to know before anything is sent, one sentence each."""
    responsible = conference.people.filter(parental_responsibility=Attendance.Responsibility.YES)
    for one in responsible.select_related("conference__key"):
        if not one.gets_letter:
            yield f"{one.name} has parental responsibility and is not down for the decision letter."
        if not one.parental_responsibility_checked:
            yield f"Nobody has noted how the parental responsibility of {one.name} was checked."
    if conference.type == Conference.Type.COMBINED:
        for row in ConferenceChild.objects.filter(conference=conference, type="").select_related(
            "child__key"
        ):
            yield f"Say what the meeting is for {row.child.name}: initial or review."


def _seen(report: Report, due: date) -> str:
    """How a report stands against the day by which the family should have seen it."""
    if report.seen_by_family == Report.Seen.NOT_SHARED:
        return "May not be shared"
    if report.seen_on:
        return "In time" if report.seen_on <= due else "After the day"
    return "Late" if timezone.localdate() > due else ""


def _visible(pk: Any, user: User) -> Conference | None:
    return Conference.objects.visible_to(user).filter(pk=pk).first() if pk else None
