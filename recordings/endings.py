"""What pages show of the ending of recordings: on a conference's page, among tasks, in the list of all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone

from access.board import Task, earliest, undated
from access.models import User
from access.roles import May
from recordings.keeping import Ending, ending_of_record, endings_of
from recordings.models import Conference, Destruction, Hold, Recording
from recordings.steps import Panel


@dataclass(frozen=True)
class Row:
    """One recording in the list of what ends when."""

    recording: Recording
    ending: Ending


def rows_of(recordings: list[Recording]) -> list[Row]:
    """Recordings with their endings."""
    return [Row(*pair) for pair in zip(recordings, endings_of(recordings), strict=True)]


def panel(conference: Conference, user: User) -> Panel | None:
    """On the conference's page: until when its recordings are kept, or when they were destroyed."""
    recordings = list(Recording.objects.filter(conference=conference).in_order())
    for one in recordings:
        one.conference = conference  # with its children, which the page has opened already
    rows = rows_of([one for one in recordings if not one.erased_at])
    record = _record(conference, user, [row.ending for row in rows])
    if not recordings and not record["record"]:
        return None
    done = Destruction.objects.done().filter(recording__conference=conference).with_people()
    ended = done if any(one.erased_at for one in recordings) else []
    context = {
        "conference": conference,
        "sentences": [will_end(row) for row in rows],
        "ended": [has_ended(one) for one in ended],
        **record,
        "held": Hold.objects.open_now().filter(conference=conference).exists(),
        "may_hold": user.may(May.MANAGE_KEEPING),
        "sees_keeping": user.may(May.VIEW_KEEPING),
    }
    return Panel("recordings/_keeping_panel.html", context)


def _record(conference: Conference, user: User, known: list[Ending]) -> dict[str, Any]:
    """When everything else of the record ends, and whether this person may begin that now."""
    ending = ending_of_record(conference, known) if user.may(May.VIEW_KEEPING) else None
    if ending is None or ending.on is None:
        return {"record": "", "may_end": False}
    stopped = f" Not while this is open: {'; '.join(ending.stopped_by)}." if ending.stopped_by else ""
    verb = "ended" if ending.is_over else "ends"
    words = f"The time of the whole record {verb} on {short(ending.on)}, {ending.why}.{stopped}"
    return {"record": words, "may_end": ending.is_due and user.may(May.MANAGE_KEEPING)}


def will_end(row: Row) -> str:
    """When and why a recording ends, in one sentence."""
    number, ending = row.recording.order + 1, row.ending
    if ending.on is None:
        return f"Recording {number} is kept. {ending.why}."
    stopped = f" Not while this is open: {'; '.join(ending.stopped_by)}." if ending.stopped_by else ""
    if ending.is_over:
        return f"The time of recording {number} ended on {short(ending.on)}, {ending.why}.{stopped}"
    return f"Recording {number} will be destroyed on {short(ending.on)}, {ending.why}.{stopped}"


def has_ended(done: Destruction) -> str:
    """When a recording was destroyed, and until when a backup could open it."""
    at = timezone.localtime(done.approved_at)
    return (
        f"{done.title} was destroyed on {short(at.date())} at {at:%H:%M},"
        f" approved by two people. The last backup that could open it ends on {short(done.backups_end_on)}."
    )


def short(day: date | None) -> str:
    """Thu 18 Feb 2027."""
    return f"{day:%a %-d %b %Y}" if day else ""


def tasks(user: User, most: int) -> list[Task]:
    """What is due waits for a first person, what is proposed for a second one."""
    waiting = Destruction.objects.visible_to(user).waiting().with_people()
    if user.may(May.APPROVE_DESTRUCTION):
        proposed = waiting.filter(state=Destruction.State.PROPOSED).exclude(proposed_by=user)
        return earliest(proposed, most, task=partial(_task, "Approve a destruction", "Approve"), days=undated)
    due = waiting.filter(state=Destruction.State.DUE)
    return earliest(due, most, task=partial(_task, "Propose a destruction", "Look at it"), days=undated)


def _task(what: str, button: str, one: Destruction) -> Task:
    conference = one.about
    when = f"{conference.get_type_display()} conference on {conference.held_on:%a %-d %b %Y}"
    return Task(
        what=what,
        who=f"{when}, chaired by {conference.chair.name}",
        why=one.rule.words,
        url=reverse("recordings:destruction", args=[one.pk]),
        button=button,
        about=f"the destruction of {one.title.lower()} of {conference.held_on:%-d %B %Y}",
    )
