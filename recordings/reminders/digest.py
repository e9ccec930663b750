"""The daily e-mail: how much is late, due today or has moved. It names nobody and nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from access.board import days_of, tasks_for
from access.models import User
from recordings.calendar.models import MovedDate

SUBJECT = "You have work to do"
REASON = "This message holds no case details on purpose."


@dataclass(frozen=True)
class Counts:
    """What one person has on one day."""

    late: int
    today: int
    moved: int

    @property
    def any(self) -> bool:
        return bool(self.late or self.today or self.moved)

    @property
    def words(self) -> str:
        """ "1 thing is late and 2 are due today." """
        late = _things(self.late, "is late", "are late")
        today = _things(self.today, "is due today", "are due today", short=bool(late))
        moved = "1 date moved" if self.moved == 1 else f"{self.moved} dates moved" if self.moved else ""
        return " and ".join(part for part in (late, today, moved) if part) + "."


def counts_for(user: User, today: date) -> Counts:
    """What is on this person's board."""
    due = days_of(tasks_for(user))
    moved = MovedDate.objects.visible_to(user).unseen().count()
    return Counts(sum(day < today for day in due), sum(day == today for day in due), moved)


def body(counts: Counts) -> str:
    """The whole message."""
    return f"{counts.words} Sign in to see it: {settings.SITE_URL}\n\n{REASON}\n"


def _things(count: int, one: str, many: str, *, short: bool = False) -> str:
    if not count:
        return ""
    noun = "" if short else " thing" if count == 1 else " things"
    return f"{count}{noun} {one if count == 1 else many}"
