"""What can be undone: each of one's own changes since signing in, one after the other, and done again."""

from __future__ import annotations

from django.db import transaction

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes import saving
from minutes.models import Minutes, Version
from minutes.saving import Change
from minutes.undoing import steps, taken_back


@transaction.atomic
def undo(minutes: Minutes, *, by: User) -> Version:
    """Take back one's own last change that still stands. What others wrote since stays."""
    require(by, May.EDIT_MINUTES)
    held = saving.locked(minutes)
    done = steps(held, by).done
    if not done:
        raise Conflict("There is nothing of yours to undo since you signed in. Older versions are all kept.")
    version = _without(held, done[-1], what="undone", by=by)
    audit.record(
        "minutes.undone", by=by, on=held, conference=held.conference_id, version=version.number,
        undone=done[-1],
    )  # fmt: skip
    return version


@transaction.atomic
def redo(minutes: Minutes, *, by: User) -> Version:
    """Do again what one undid last."""
    require(by, May.EDIT_MINUTES)
    held = saving.locked(minutes)
    undone = steps(held, by).undone
    if not undone:
        raise Conflict("There is nothing to do again.")
    version = _without(held, undone[-1], what="redone", by=by)
    audit.record(
        "minutes.redone", by=by, on=held, conference=held.conference_id, version=version.number,
        undone=undone[-1],
    )  # fmt: skip
    return version


def _without(held: Minutes, number: int, *, what: str, by: User) -> Version:
    """A new version without what one version changed."""
    newest = saving.newest(held)
    before, after = saving.numbered(held, number - 1), saving.numbered(held, number)
    texts = taken_back(before.both, after.both, newest.both)
    if texts is None:
        raise Conflict(
            "Somebody has changed the same paragraph since, so this is not undone. "
            f"Version {number - 1} still holds the older text."
        )
    change = Change(what, undoes=number)
    return saving.store(held, texts=texts, by=by, based_on=newest.number, change=change)
