"""Where unusual listening shows up elsewhere: among the tasks of those who read the access log."""

from __future__ import annotations

from django.urls import reverse

from access.board import Task, earliest
from access.models import User
from recordings.calendar.council import council_for
from recordings.clocks import Council
from recordings.unusual.models import Unusual


def tasks(user: User, most: int) -> list[Task]:
    """What nobody has looked at yet."""
    waiting, calendar = Unusual.objects.visible_to(user).unsettled().with_people(), council_for(user)
    return earliest(
        waiting,
        most,
        task=lambda one: _task(one, calendar),
        days=lambda some: [one.due(calendar) for one in some],
    )


def _task(one: Unusual, calendar: Council) -> Task:
    return Task(
        what="Look at unusual listening",
        who=f"{one.user.name}, {one.day:%a %-d %b}",
        why=one.get_kind_display(),
        url=reverse("unusual:list"),
        button="Look",
        about=f"at the listening of {one.user.name} on {one.day:%-d %B}",
        due=one.due(calendar),
    )
