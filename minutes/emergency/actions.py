"""What can be done about a record in an emergency: look it up, open it, read it, close it, review it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import SecondFactor, User
from access.roles import May, require
from minutes.emergency.looking import Found, found_by, out_of_reach
from minutes.emergency.models import Opening
from recordings.models import Conference, VaultKey

SET_UP_FIRST = "Set up your second step first: nothing is opened in an emergency without its code."


@transaction.atomic
def look_up(reference: str, *, by: User) -> list[Found]:
    """Find records by an exact reference; that somebody looked is kept, never for what."""
    require(by, May.OPEN_IN_EMERGENCY)
    found = found_by(reference, by)
    audit.record("emergency.looked_up", by=by, on=by, found=len(found))
    return found


@transaction.atomic
def open_in_emergency(conference: Conference, *, reason: str, note: str, by: User) -> Opening:
    """Open one record for an hour, with a reason and a code typed a moment ago. Others are told at once."""
    require(by, May.OPEN_IN_EMERGENCY)
    User.objects.select_for_update().get(pk=by.pk)  # one at a time, however often it is sent
    if not out_of_reach(by).filter(pk=conference.pk).exists():
        raise Conflict("This is not a record to open in an emergency: you may open it already, or never.")
    if not note.strip():
        raise Conflict("Say in your own words why this cannot wait.")
    if Opening.objects.of(by).open_now().exists():
        raise Conflict("You have a record open in an emergency already. Close that one first.")
    if SecondFactor.objects.confirmed(by) is None:
        raise Conflict(SET_UP_FIRST)
    if not SecondFactor.objects.spend_proof(by):
        raise Conflict("Type the code that your authenticator shows, then open the record.")
    now = timezone.now()
    opening = Opening.objects.create(
        key=VaultKey.objects.fresh(),
        user=by,
        conference=conference,
        reason=reason,
        note=note.strip(),
        opened_at=now,
        ends_at=now + Opening.LASTS,
    )
    audit.record("emergency.opened", by=by, on=opening, conference=conference.pk, reason=reason)
    return opening


@transaction.atomic
def note_reading(opening: Opening, *, version: int, by: User) -> None:
    """Keep that the open record was read, and which version of its minutes; 0 where there are none."""
    require(by, May.OPEN_IN_EMERGENCY)
    if not Opening.objects.of(by).open_now().filter(pk=opening.pk).exists():
        raise Conflict("The hour is over, so this record is closed again.")
    audit.record(
        "emergency.read", by=by, on=opening, conference=opening.conference_id, version=version,
        reason=opening.reason,
    )  # fmt: skip


@transaction.atomic
def close(opening: Opening, *, by: User) -> Opening:
    """Give the access back before the hour is over."""
    require(by, May.OPEN_IN_EMERGENCY)
    locked = Opening.objects.of(by).select_for_update().get(pk=opening.pk)
    if not locked.is_open:
        raise Conflict("This is closed already.")
    locked.closed_at = timezone.now()
    locked.save(update_fields=["closed_at"])
    audit.record("emergency.closed", by=by, on=locked, conference=locked.conference_id)
    return locked


@transaction.atomic
def review(opening: Opening, *, finding: str, note: str, by: User) -> Opening:
    """Say whether it was needed: somebody else than who opened it, once it is over."""
    require(by, May.REVIEW_EMERGENCY)
    locked = Opening.objects.visible_to(by).select_for_update(of=("self",)).get(pk=opening.pk)
    if locked.user_id == by.pk:
        raise Conflict("Somebody else must review this: you opened it.")
    if locked.is_open:
        raise Conflict("This record is still open. Review it once the hour is over.")
    if locked.reviewed_at:
        raise Conflict("This was reviewed already.")
    if not note.strip():
        raise Conflict("Say in a few words what you found.")
    locked.finding, locked.finding_note = finding, note.strip()
    locked.reviewed_at, locked.reviewed_by = timezone.now(), by
    locked.save(update_fields=["finding", "finding_note", "reviewed_at", "reviewed_by"])
    audit.record("emergency.reviewed", by=by, on=locked, conference=locked.conference_id, finding=finding)
    return locked


@transaction.atomic
def note_told(opening: Opening, *, people: int, by: User) -> None:
    """Keep that those who review were told by e-mail, and how many they are."""
    if Opening.objects.untold().filter(pk=opening.pk).update(told_at=timezone.now()):
        audit.record("emergency.told", by=by, on=opening, conference=opening.conference_id, people=people)
