"""What can be done about unusual listening: noting it, and saying what it was."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings.unusual.models import Unusual
from recordings.unusual.rules import Found


@transaction.atomic
def note(found: Found, *, about: User, by: User) -> bool:
    """Keep it for somebody to look at; whether it is new. What grew during the day is kept up."""
    once = {"user": about, "kind": found.kind, "conference_id": found.conference}
    if found.conference is None:
        once["day"] = found.day
    row, new = Unusual.objects.select_for_update().get_or_create(
        **once, defaults={"amount": found.amount, "day": found.day, "found_at": timezone.now()}
    )
    if new:
        audit.record(
            "unusual.noted", by=by, on=row, conference=found.conference, user=about.pk, kind=str(found.kind)
        )
    elif found.conference is None and found.amount > row.amount:
        Unusual.objects.filter(pk=row.pk, settled_at=None).update(amount=found.amount)
    return new


@transaction.atomic
def settle(unusual: Unusual, *, outcome: str, by: User) -> Unusual:
    """Say what it was: somebody else than whom it is about."""
    require(by, May.READ_AUDIT)
    locked = Unusual.objects.select_for_update(of=("self",)).get(pk=unusual.pk)
    if locked.user_id == by.pk:
        raise Conflict("Somebody else must look at this: it is about you.")
    if locked.settled_at:
        raise Conflict("Somebody has looked at this already.")
    locked.outcome, locked.settled_at, locked.settled_by = outcome, timezone.now(), by
    locked.save(update_fields=["outcome", "settled_at", "settled_by"])
    audit.record("unusual.settled", by=by, on=locked, conference=locked.conference_id, outcome=outcome)
    return locked
