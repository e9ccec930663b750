"""What can be done about somebody who works here and is close to a family."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings.models import Conference, ConflictOfInterest


@transaction.atomic
def note_conflict(conference: Conference, *, user: User, reason: str, by: User) -> ConflictOfInterest:
    """Shut somebody who is close to the family out of a conference and every other one of its children."""
    require(by, May.NOTE_CONFLICT)
    if conference.conflicts.standing().filter(user=user).exists():
        raise Conflict("This is noted already: they see nothing of this conference.")
    by.asked = None  # it may be about themselves
    noted = ConflictOfInterest.objects.create(conference=conference, user=user, reason=reason, noted_by=by)
    audit.record("conflict.noted", by=by, on=noted, conference=conference.pk, user=user.pk)
    return noted


@transaction.atomic
def lift_conflict(conflict: ConflictOfInterest, *, reason: str, by: User) -> ConflictOfInterest:
    """Let somebody in again. Neither they themselves nor whoever noted it can do that."""
    require(by, May.LIFT_CONFLICT)
    locked = ConflictOfInterest.objects.select_for_update().get(pk=conflict.pk)
    if locked.lifted_at:
        raise Conflict("This was lifted already.")
    if by.pk in {locked.user_id, locked.noted_by_id}:
        raise Conflict("Somebody else must lift this: not who noted it, and not whom it is about.")
    locked.lifted_at, locked.lifted_by, locked.lifted_reason = timezone.now(), by, reason
    locked.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
    audit.record("conflict.lifted", by=by, on=locked, conference=locked.conference_id, user=locked.user_id)
    return locked
