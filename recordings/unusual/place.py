"""Where unusual listening shows up elsewhere: among the tasks of those who read the access log."""

from __future__ import annotations

from django.urls import reverse

from access.board import MOST, Task
from access.models import User
from recordings import clocks
from recordings.calendar.council import council
from recordings.unusual.models import Unusual


def tasks(user: User) -> list[Task]:
    """What nobody has looked at yet."""
    waiting = Unusual.objects.visible_to(user).unsettled().with_people()[:MOST]
    calendar = council() if waiting else clocks.Council()
    return [
        Task(
            what="Look at unusual listening",
            who=f"{one.user.name}, {one.day:%a %-d %b}",
            why=one.get_kind_display(),
            url=reverse("unusual:list"),
            button="Look",
            about=f"at the listening of {one.user.name} on {one.day:%-d %B}",
            due=one.due(calendar),
        )
        for one in waiting
    ]
