"""What can be done about hearing a meeting one was not in: saying why, and ending it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings.models import Conference, ListeningReason, VaultKey

LONGEST = timedelta(days=14)


@transaction.atomic
def give_listening_reason(
    conference: Conference, *, purpose: str, note: str, by: User, ends_at: datetime | None = None
) -> ListeningReason:
    """Say why one listens: opens the sound and words of one conference for fourteen days at most."""
    require(by, May.GIVE_LISTENING_REASON)
    if not note.strip():
        raise Conflict("Say in a few words why you need to listen.")
    if conference.is_chaired_by(by):
        raise Conflict("You cannot review a conference that you chaired.")
    latest = timezone.now() + LONGEST
    reason = ListeningReason.objects.create(
        key=VaultKey.objects.fresh(),
        user=by,
        conference=conference,
        purpose=purpose,
        note=note,
        ends_at=min(ends_at or latest, latest),
    )
    audit.record("listening.reason_given", by=by, on=reason, conference=conference.pk, purpose=purpose)
    return reason


@transaction.atomic
def end_listening(reason: ListeningReason, *, by: User) -> None:
    """Close what a reason opened."""
    require(by, May.GIVE_LISTENING_REASON)
    if reason.closed_at is None:
        reason.closed_at = timezone.now()
        reason.save(update_fields=["closed_at"])
        audit.record("listening.ended", by=by, on=reason, conference=reason.conference_id)
