"""Adding a conference, and changing what is known of it."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.db import transaction

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, Role, require
from recordings.closeness import refuse_close
from recordings.drafting import FACTS
from recordings.models import Conference, StrategyDiscussion, VaultKey
from recordings.vault.lookup import conference_digest

CONFERENCE_FIELDS = {
    "type",
    "held_on",
    "starts_at",
    "place",
    "strategy_discussion_on",
    "chair",
    "deputy",
    "deputy_reason",
    "administrator",
    "notified_on",
    "reference",
    *FACTS,
}


@transaction.atomic
def add_conference(
    *,
    type: str,
    held_on: date,
    chair: User,
    by: User,
    starts_at: time | None = None,
    **more: Any,
) -> Conference:
    """Add a conference. A chair adds their own; an administrator adds anybody's and looks after it."""
    require(by, May.MANAGE_CONFERENCES)
    _known(more, CONFERENCE_FIELDS)
    _may_run(chair, more.get("deputy"))
    if by.role == Role.CHAIR and chair != by:
        raise Conflict(
            "A chair can add only conferences that they chair. Ask an administrator to add this one."
        )
    if by.role == Role.ADMINISTRATOR:
        more.setdefault("administrator", by)
    facts = {"type": type, "held_on": held_on, "starts_at": starts_at, "chair": chair, **more}
    conference = Conference(key=VaultKey.objects.fresh(), **facts)
    _mark_reference(conference)
    conference.save()
    StrategyDiscussion.follow(conference)
    audit.record("conference.added", by=by, on=conference, conference=conference.pk, type=type)
    return conference


@transaction.atomic
def change_conference(conference: Conference, *, by: User, **changes: Any) -> Conference:
    """Change what is known of a conference. What becomes of it is said by moving it."""
    require(by, May.MANAGE_CONFERENCES)
    _known(changes, CONFERENCE_FIELDS)
    locked = Conference.objects.select_for_update().get(pk=conference.pk)
    _only_their_own(locked, changes, by)
    for name, value in changes.items():
        setattr(locked, name, value)
    _may_run(locked.chair, locked.deputy)
    _mark_reference(locked)
    locked.save()
    StrategyDiscussion.follow(locked)
    refuse_close(locked, by=by)
    audit.record("conference.changed", by=by, on=locked, conference=locked.pk, fields=sorted(changes))
    return locked


def _known(given: dict[str, Any], fields: set[str]) -> None:
    if unknown := given.keys() - fields:
        raise TypeError(f"There is no field {sorted(unknown)[0]}.")


def _may_run(chair: User, deputy: User | None) -> None:
    """A conference has a chair, and perhaps a named deputy who is somebody else."""
    for user in (chair, deputy):
        if user and (user.role != Role.CHAIR or not user.is_active):
            raise Conflict("Choose a person who chairs conferences.")
    if chair == deputy:
        raise Conflict("The deputy is somebody else than the chair.")


def _only_their_own(conference: Conference, changes: dict[str, Any], by: User) -> None:
    """A chair does not give a conference away; an administrator finds another chair."""
    if by.role == Role.CHAIR and changes.get("chair", conference.chair) != conference.chair:
        raise Conflict("Ask an administrator to give this conference to another chair.")


def _mark_reference(conference: Conference) -> None:
    """What the case system calls a conference belongs to one of them only."""
    reference = conference.reference
    conference.reference_digest = conference_digest(reference) if reference else ""
    same = Conference.objects.filter(reference_digest=conference.reference_digest).exclude(pk=conference.pk)
    if reference and same.exists():
        raise Conflict("A conference with this reference is here already.")
