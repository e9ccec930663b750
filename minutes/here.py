"""Who else is in the editor, and where: a row for each person, renewed while they are there.

Nobody is ever locked out by it; a clash is shown, not prevented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from access.models import User
from minutes.models import Here, Minutes

AWAY_AFTER = timedelta(seconds=75)  # a hidden tab tells of itself once a minute
FORGET_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Other:
    """Somebody else who has these minutes open, and the paragraph they write in, if any."""

    name: str
    paragraph: str

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split()[:2]).upper()


def note(minutes: Minutes, *, paragraph: UUID | None, by: User) -> None:
    """This person is here now. Nothing of the case is in it, so it leaves no audit line: reading did."""
    now = timezone.now()
    Here.objects.update_or_create(minutes=minutes, user=by, defaults={"paragraph": paragraph, "seen_at": now})
    Here.objects.filter(seen_at__lt=now - FORGET_AFTER).delete()


def leave(minutes: Minutes, *, by: User) -> None:
    """This person closed the editor."""
    Here.objects.filter(minutes=minutes, user=by).delete()


def others(minutes: Minutes, user: User) -> list[Other]:
    """Everybody else who is here now."""
    rows = Here.objects.filter(minutes=minutes, seen_at__gte=timezone.now() - AWAY_AFTER).exclude(user=user)
    named = rows.order_by("user__name", "pk").values_list("user__name", "paragraph")
    return [Other(name, str(paragraph or "")) for name, paragraph in named]
