"""What there is to do: each area of the service adds the tasks it knows of, the home page shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from access.models import User


@dataclass(frozen=True)
class Task:
    """One thing for one person to do. `due` None: no date presses; `url` opens where it is done."""

    what: str
    who: str
    why: str
    url: str
    button: str
    about: str
    due: date | None = None


@dataclass(frozen=True)
class Box:
    """What a higher app shows beside the tasks: its template, and what that finds under the name `box`."""

    template: str
    context: dict[str, Any]


MOST = 50  # of one kind on a board: the earliest come first, and the rest move up as they are done
Source = Callable[[User], list[Task]]
BoxSource = Callable[[User], Box | None]
SOURCES: list[Source] = []
BOXES: list[BoxSource] = []


def add_source(source: Source) -> None:
    """An app of a higher layer says, when it is ready, where its tasks come from."""
    SOURCES.append(source)


def add_box(source: BoxSource) -> None:
    """An app of a higher layer says, when it is ready, what it shows beside the tasks."""
    BOXES.append(source)


def boxes_for(user: User) -> list[Box]:
    """What stands beside the tasks of this person."""
    found = [source(user) for source in BOXES]
    return [box for box in found if box]


def tasks_for(user: User) -> list[Task]:
    """Everything this person has to do, the earliest date first and what has no date last."""
    found = [task for source in SOURCES for task in source(user)]
    return sorted(found, key=lambda task: (task.due is None, task.due or date.max, task.what))
