"""What there is to do: each area of the service adds the tasks it knows of, the home page shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

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


Source = Callable[[User], list[Task]]
SOURCES: list[Source] = []


def add_source(source: Source) -> None:
    """An app of a higher layer says, when it is ready, where its tasks come from."""
    SOURCES.append(source)


def tasks_for(user: User) -> list[Task]:
    """Everything this person has to do, the earliest date first and what has no date last."""
    found = [task for source in SOURCES for task in source(user)]
    return sorted(found, key=lambda task: (task.due is None, task.due or date.max, task.what))
