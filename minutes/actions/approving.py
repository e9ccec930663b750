"""What moves minutes on: starting to check them, and approving them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes import saving, states
from minutes.models import Minutes
from minutes.remaining import remaining


@transaction.atomic
def start_checking(minutes: Minutes, *, by: User) -> Minutes:
    """Begin to check the software's draft."""
    require(by, May.EDIT_MINUTES)
    held = saving.locked(minutes)
    states.move(held, to=Minutes.Status.IN_REVIEW, by=by)
    held.save(update_fields=["status"])
    audit.record("minutes.checking_started", by=by, on=held, conference=held.conference_id)
    return held


@transaction.atomic
def approve(minutes: Minutes, *, version: int, by: User) -> Minutes:
    """The chair of this conference says that this version is a fair and accurate record. It is frozen."""
    require(by, May.APPROVE_MINUTES)
    held = saving.locked(minutes)
    states.require_move(held, to=Minutes.Status.APPROVED, by=by)
    newest = saving.newest(held)
    if newest.number != version:
        raise Conflict(f"Version {newest.number} was saved meanwhile. Read what changed, then approve it.")
    left = remaining(held, newest.both)
    if left.total:
        raise Conflict(f"{left.words}. These minutes cannot be approved yet.")
    texts = (left.names.written_in(newest.content), left.names.written_in(newest.restricted))
    frozen = newest.version
    if texts != newest.both:
        frozen = saving.store(held, texts=texts, by=by, based_on=newest.number)
    states.move(held, to=Minutes.Status.APPROVED, by=by)
    held.approved_version = frozen
    held.approved_at, held.approved_by = timezone.now(), by
    held.save(update_fields=["status", "approved_version", "approved_at", "approved_by"])
    audit.record(
        "minutes.approved",
        by=by,
        on=held,
        conference=held.conference_id,
        version=frozen.number,
        sha256=frozen.content_sha256,
    )
    return held
