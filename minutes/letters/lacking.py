"""Who has no letter yet about what is decided now."""

from __future__ import annotations

from collections.abc import Iterable

from minutes.letters.models import ChildDecision, Letter
from recordings.models import Attendance

Status = Letter.Status


def without_letter(people: Iterable[Attendance], decisions: list[ChildDecision]) -> list[Attendance]:
    """Of the people who get one, those for whom one is still to be made."""
    return [one for one in people if one.gets_letter and not _has_one(one, decisions)]


def _has_one(person: Attendance, decisions: list[ChildDecision]) -> bool:
    """Whether a letter is on its way to them, or one went about what is decided now."""
    decided = max(one.decided_at for one in decisions if one.decided_at)
    return any(
        one.is_open or one.status == Status.NOT_SENT or (one.signed_at and one.signed_at >= decided)
        for one in person.letters.all()
    )
