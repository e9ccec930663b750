"""What can be done with versions: open the minutes, and bring an older text back as a new version."""

from __future__ import annotations

from django.db import transaction
from django.shortcuts import get_object_or_404

from access import audit
from access.models import User
from access.roles import May, require
from minutes import saving
from minutes.models import Minutes, Version
from minutes.places import begin_review


@transaction.atomic
def note_reading(minutes: Minutes, *, version: int, restricted: bool, by: User) -> None:
    """Write down that somebody opened the minutes, which version, and whether with the restricted part."""
    require(by, May.READ_MINUTES)
    audit.record(
        "minutes.read",
        by=by,
        on=minutes,
        conference=minutes.conference_id,
        version=version,
        restricted=restricted,
    )


@transaction.atomic
def restore_version(minutes: Minutes, *, number: int, by: User) -> Version:
    """Bring an older text back. It becomes the newest version; the ones in between stay."""
    require(by, May.EDIT_MINUTES)
    held = saving.locked(minutes)
    get_object_or_404(held.versions, number=number)
    older, newest = saving.numbered(held, number), saving.newest(held)
    restricted = older.restricted if by.may(May.READ_RESTRICTED) else newest.restricted
    begin_review(held, by=by)
    version = saving.store(held, texts=(older.content, restricted), by=by, based_on=number)
    audit.record(
        "minutes.restored",
        by=by,
        on=held,
        conference=held.conference_id,
        version=version.number,
        restored=number,
    )
    return version
