"""What there is to do: each area of the service adds the tasks it knows of, the home page shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.urls import reverse

from access.models import User
from access.paging import whole


@dataclass(frozen=True)
class Task:
    """One thing for one person to do. `due` None: no date presses; `url` opens where it is done.

    `behind` are the days of what one row stands for, where that is more than one thing.
    """

    what: str
    who: str
    why: str
    url: str
    button: str
    about: str
    due: date | None = None
    behind: tuple[date | None, ...] = ()

    @property
    def days(self) -> tuple[date | None, ...]:
        """The day of each thing that this row stands for."""
        return self.behind or (self.due,)


@dataclass(frozen=True)
class Box:
    """What a higher app shows beside the tasks: its template, and what that finds under the name `box`."""

    template: str
    context: dict[str, Any]


MOST = 20  # of one kind on a board, the earliest first; one row says how many more there are, and shows them
MORE_EACH_TIME = 10
Source = Callable[[User, int], list[Task]]
Row = TypeVar("Row", bound=Model)
BoxSource = Callable[[User], Box | None]
SOURCES: list[Source] = []
BOXES: list[BoxSource] = []
Lateness = Callable[[User, date, date], int]
LATENESS: list[Lateness] = []


def add_source(source: Source) -> None:
    """An app of a higher layer says, when it is ready, where its tasks come from."""
    SOURCES.append(source)


def add_box(source: BoxSource) -> None:
    """An app of a higher layer says, when it is ready, what it shows beside the tasks."""
    BOXES.append(source)


def count_lateness_by(count: Lateness) -> None:
    """The app that knows the working days says, when it is ready, how many have passed since a day."""
    LATENESS.append(count)


def lateness(user: User, due: date, today: date) -> int:
    """How many working days something is late: none on the weekend after its day."""
    return LATENESS[-1](user, due, today)


def boxes_for(user: User) -> list[Box]:
    """What stands beside the tasks of this person."""
    found = [source(user) for source in BOXES]
    return [box for box in found if box]


def tasks_for(user: User, most: int = MOST) -> list[Task]:
    """Everything this person has to do, the earliest date first and what has no date last.

    A row that stands for the rest of a kind comes after the rows that it is the rest of.
    """
    found = [task for source in SOURCES for task in source(user, most)]
    return sorted(
        found, key=lambda task: (task.due is None, task.due or date.max, bool(task.behind), task.what)
    )


def days_of(tasks: list[Task]) -> list[date]:
    """The days on which something is due, one for each thing."""
    return [day for task in tasks for day in task.days if day]


def earliest(
    found: QuerySet[Row],
    most: int,
    *,
    task: Callable[[Row], Task | None],
    days: Callable[[QuerySet[Row]], list[date | None]],
) -> list[Task]:
    """A task for each of the first rows, which come in the order of their days; one for all the others.

    Which rows there are is found first: most kinds have none, and only those shown are fetched whole.
    """
    wanted = list(found.values_list("pk", flat=True)[: most + 1])
    tasks = [made for row in whole(found, wanted[:most]) if (made := task(row))]
    if len(wanted) <= most:
        return tasks
    others = found.select_related(None).prefetch_related(None)[most:]
    return [*tasks, rest(days(others), most, of=tasks[-1].what if tasks else "")]


def undated(found: QuerySet[Any]) -> list[date | None]:
    """As many as there are, and no date presses."""
    return [None] * found.count()


def rest(days: Sequence[date | None], most: int, *, of: str) -> Task:
    """One row for what is not shown: it stands where the earliest of it would, and opens a longer board."""
    return Task(
        what=f"{len(days)} more: {of}" if of else f"{len(days)} more",
        who="",
        why=f"The board shows the {most} earliest of a kind.",
        url=f"{reverse('home')}?most={most * MORE_EACH_TIME}",
        button="Show more",
        about="of the same kind",
        due=min((day for day in days if day), default=None),
        behind=tuple(days),
    )
