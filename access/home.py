"""The first page: what this person has to do, late first."""

from __future__ import annotations

from calendar import SUNDAY
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from access.board import MOST, Task, boxes_for, lateness, tasks_for
from access.http import Request
from access.roles import Role

WEEK = timedelta(days=7)
GROUPS = {
    "late": "Late",
    "today": "Today",
    "week": "This week",
    "next": "Next week",
    "later": "When you can",
}
LONGEST = 5000  # of one kind, whatever the address asks for


def home(request: Request) -> HttpResponse:
    """The board of the person who signed in; IT begins with the health of the service."""
    if request.user.role == Role.IT:
        return redirect("access:health")
    today = timezone.localdate()
    tasks = tasks_for(request.user, _most(request.GET.get("most", "")))
    groups = grouped(tasks, today, late_by=lambda due: lateness(request.user, due, today))
    shown = [group for group in groups if group["tasks"]]
    context = {
        "today": today,
        "groups": shown,
        "sums": summary(groups),
        "boxes": boxes_for(request.user),
    }
    return render(request, "home.html", context)


def grouped(tasks: list[Task], today: date, *, late_by: Callable[[date], int]) -> list[dict[str, Any]]:
    """Late, Today, This week, Next week and Later, each with its rows as components/task.html shows them.

    `late_by` says how many working days have passed since a day.
    """
    counts = Counter(_group(day, today) for task in tasks for day in task.days)
    first = tasks[0] if tasks else None
    return [
        {
            "code": code,
            "name": name,
            "count": counts[code],
            "tasks": [
                row(one, today, first=one is first, late_by=late_by)
                for one in tasks
                if _group(one.due, today) == code
            ],
        }
        for code, name in GROUPS.items()
    ]


def _group(day: date | None, today: date) -> str:
    """In which group something stands that is due on this day."""
    sunday = today + timedelta(days=SUNDAY - today.weekday())
    if day is None or day > sunday + WEEK:
        return "later"
    if day <= today:
        return "late" if day < today else "today"
    return "week" if day <= sunday else "next"


def _most(asked: str) -> int:
    """How many of one kind: what a link on the board asks for, within reason."""
    return min(max(int(asked), MOST), LONGEST) if asked.isascii() and asked.isdecimal() else MOST


def row(task: Task, today: date, *, first: bool, late_by: Callable[[date], int]) -> dict[str, Any]:
    """One task as the board shows it."""
    days = (task.due - today).days if task.due else None
    if days is None or task.due is None:
        when, note = "No date", ""
    elif days < 0:
        when, note = _late(late_by(task.due)), f"was due {task.due:%a %-d %b}"
    else:
        when, note = (
            f"{task.due:%a %-d %b}",
            "today" if days == 0 else f"in {days} day{'s' if days > 1 else ''}",
        )
    return {
        "when": when,
        "note": note,
        "late": days is not None and days < 0,
        "what": task.what,
        "url": task.url,
        "who": task.who,
        "why": task.why,
        "button": task.button,
        "about": task.about,
        "first": first,
    }


def _late(days: int) -> str:
    return f"{days} working day{'s' if days > 1 else ''} late" if days else "Late"


def summary(groups: list[dict[str, Any]]) -> str:
    """One sentence over the board: "1 late, 2 to do today, 3 more"."""
    late, today, *others = (group["count"] for group in groups)
    more = sum(others)
    if not late + today + more:
        return "Nothing needs you now."
    parts = [f"{late} late"] if late else []
    parts += [f"{today} to do today"] if today else []
    rest = "more" if parts else "to do"
    parts += [f"{more} {rest}"] if more else []
    return f"{', '.join(parts)}. Nothing else needs you."
