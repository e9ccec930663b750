"""What moves minutes on: starting to check them, approving them, and reopening them for an amendment."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import SecondFactor, User
from access.roles import May, require
from minutes import saving, states
from minutes.heard import coverage
from minutes.models import Amendment, Minutes, Version
from minutes.remaining import remaining
from minutes.saving import Change
from minutes.text import Text, is_blank


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
    if not SecondFactor.objects.spend_proof(by):
        raise Conflict("Type the code that your authenticator shows, then approve.")
    if is_blank(newest.both):
        raise Conflict("Nothing is written in these minutes. Type what was said, then approve them.")
    texts = (left.names.written_in(newest.content), left.names.written_in(newest.restricted))
    frozen = newest.version
    if texts != newest.both:
        frozen = saving.store(held, texts=texts, by=by, based_on=newest.number, change=Change("approved"))
    _freeze(held, frozen, by=by)
    return held


@transaction.atomic
def reopen(minutes: Minutes, *, reason: str, by: User) -> Amendment:
    """The chair of this conference reopens approved minutes. What was approved stays as it was, to read."""
    require(by, May.APPROVE_MINUTES)
    held = saving.locked(minutes)
    states.require_move(held, to=Minutes.Status.AMENDING, by=by)
    if not reason.strip():
        raise Conflict("Say why these minutes are reopened.")
    amendment = Amendment.objects.create(
        minutes=held,
        number=held.amendments.count() + 1,
        reason=reason.strip(),
        opened_by=by,
        replaces=cast(Version, held.approved_version),
        replaces_approved_at=cast(datetime, held.approved_at),
        replaces_approved_by=cast(User, held.approved_by),
    )
    states.move(held, to=Minutes.Status.AMENDING, by=by)
    held.save(update_fields=["status"])
    audit.record(
        "minutes.reopened",
        by=by,
        on=held,
        conference=held.conference_id,
        version=amendment.replaces.number,
        amendment=amendment.number,
    )
    return amendment


@transaction.atomic
def replace_approved(
    minutes: Minutes, *, texts: tuple[Text, Text], reason: str, change: Change, by: User
) -> Amendment:
    """Approve another text in place of an approved one at once, as a numbered amendment of its own."""
    amendment = reopen(minutes, reason=reason, by=by)
    held = saving.locked(minutes)
    version = saving.store(held, texts=texts, by=by, based_on=amendment.replaces.number, change=change)
    number = _freeze(held, version, by=by)
    return held.amendments.get(number=number)


def _freeze(held: Minutes, frozen: Version, *, by: User) -> int:
    """Write the approval on the minutes and on the amendment it ends: that one's number, or 0."""
    now = timezone.now()
    states.move(held, to=Minutes.Status.APPROVED, by=by)
    held.approved_version, held.approved_at, held.approved_by = frozen, now, by
    held.save(update_fields=["status", "approved_version", "approved_at", "approved_by"])
    amendment = held.amendments.open().first()
    if amendment:
        amendment.version, amendment.approved_at, amendment.approved_by = frozen, now, by
        amendment.save(update_fields=["version", "approved_at", "approved_by"])
    number = amendment.number if amendment else 0
    audit.record(
        "minutes.approved",
        by=by,
        on=held,
        conference=held.conference_id,
        version=frozen.number,
        sha256=frozen.content_sha256,
        amendment=number,
        **coverage(held),
    )
    return number
