"""Reading the newest text of minutes, and storing the next version of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils import timezone

from access.errors import Conflict
from access.models import User
from minutes import states
from minutes.models import Minutes, Version
from minutes.text import Hand, Text, digest

EMPTY: Text = {"sections": []}


@dataclass(frozen=True)
class Change:
    """What makes a version: a word for it, why where a reason is asked for, which version it takes back."""

    what: str = "edited"
    note: str = ""
    undoes: int | None = None


EDITED = Change()


@dataclass(frozen=True)
class Newest:
    """The newest version with both of its texts opened, once."""

    version: Version
    content: Text
    restricted: Text

    @property
    def number(self) -> int:
        return self.version.number

    @property
    def both(self) -> tuple[Text, Text]:
        return self.content, self.restricted


def locked(minutes: Minutes) -> Minutes:
    """The minutes as they are now, held until the transaction ends."""
    related = Minutes.objects.select_related("conference", "key", "restricted_key")
    return related.select_for_update(of=("self",)).get(pk=minutes.pk)


def opened(version: Version) -> Newest:
    """A version with its texts."""
    return Newest(version, version.content or EMPTY, version.restricted or EMPTY)


def newest(minutes: Minutes) -> Newest:
    """The newest version of these minutes."""
    return opened(_versions(minutes).latest("number"))


def numbered(minutes: Minutes, number: int) -> Newest:
    """One version by its number."""
    found = _versions(minutes).filter(number=number).first()
    if found is None:
        raise Conflict(f"There is no version {number} of these minutes. Load the page again.")
    return opened(found)


def store(
    minutes: Minutes, *, texts: tuple[Text, Text], by: User, based_on: int | None, change: Change = EDITED
) -> Version:
    """The next version of locked minutes. The caller writes the audit."""
    if minutes.is_approved:
        raise Conflict(states.REFUSED[Minutes.Status.APPROVED])
    content, restricted = texts
    last = _versions(minutes).aggregate(number=models.Max("number"))["number"] or 0
    return Version.objects.create(
        minutes=minutes,
        number=last + 1,
        content=content,
        restricted=restricted,
        content_sha256=digest(content, restricted),
        author=by,
        based_on=based_on,
        note=change.note,
        what=change.what,
        undoes=change.undoes,
    )


def hand(by: User) -> Hand:
    """The person as a change is signed with."""
    return Hand(user=str(by.pk), at=timezone.now().isoformat(timespec="seconds"))


def _versions(minutes: Minutes) -> models.QuerySet[Version]:
    return minutes.versions.select_related("minutes__key", "minutes__restricted_key", "author")
