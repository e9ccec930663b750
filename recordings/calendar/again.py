"""Working out open dates again when the calendar changes, and telling whoever is affected.

Each app adds the open dates it knows of. A date is known by its key before and after; one that is stored
in a row brings `keep`, which stores the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recordings.calendar.models import MovedDate
from recordings.clocks import Council


@dataclass(frozen=True)
class OpenDate:
    """A date that is still ahead, or late: what is due, by when, and who has to know."""

    key: str
    what: str
    conference: UUID
    due: date
    people: tuple[UUID, ...]
    keep: Callable[[date], None] | None = None


Source = Callable[[Council], Iterable[OpenDate]]
SOURCES: list[Source] = []


def add_dates(source: Source) -> None:
    """An app says, when it is ready, which open dates it knows of."""
    SOURCES.append(source)


def open_dates(calendar: Council) -> dict[str, OpenDate]:
    """Every open date by its key, worked out with this calendar."""
    return {one.key: one for source in SOURCES for one in source(calendar)}


def tell(before: dict[str, OpenDate], after: dict[str, OpenDate], *, because: str) -> int:
    """Store what moved and leave a note for each person it concerns; how many dates moved."""
    moved = [(before[key], one) for key, one in after.items() if key in before and before[key].due != one.due]
    notes = []
    for was, now in moved:
        if now.keep:
            now.keep(now.due)
        notes += [
            MovedDate(
                person_id=person,
                conference_id=now.conference,
                what=now.what,
                was=was.due,
                now=now.due,
                because=because,
            )
            for person in dict.fromkeys(now.people)
        ]
    MovedDate.objects.bulk_create(notes, batch_size=500)
    return len(moved)
