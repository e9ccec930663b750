"""What can be done with versions: open the minutes, name one, bring an older text back as a new one."""

from __future__ import annotations

from django.db import transaction
from django.shortcuts import get_object_or_404

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes import saving
from minutes.models import Milestone, Minutes, Version
from minutes.places import begin_review
from minutes.restoring import brought_back
from minutes.saving import Change


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
    texts = brought_back(older.both, newest.both, may_read_restricted=by.may(May.READ_RESTRICTED))
    begin_review(held, by=by)
    change = Change("restored")
    version = saving.store(held, texts=texts, by=by, based_on=number, change=change)
    audit.record(
        "minutes.restored",
        by=by,
        on=held,
        conference=held.conference_id,
        version=version.number,
        restored=number,
    )
    return version


@transaction.atomic
def name_version(minutes: Minutes, *, number: int, name: str, by: User) -> Milestone:
    """Give a version a name, to find it again. The version itself never changes."""
    require(by, May.EDIT_MINUTES)
    version = get_object_or_404(minutes.versions.select_related("minutes__key"), number=number)
    if not name.strip():
        raise Conflict("Write a name for this version.")
    milestone = Milestone.objects.filter(version=version).first() or Milestone(version=version)
    milestone.name, milestone.named_by = name.strip(), by
    milestone.save()
    audit.record("version.named", by=by, on=minutes, conference=minutes.conference_id, version=number)
    return milestone
