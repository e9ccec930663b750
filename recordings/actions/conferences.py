"""What can be done to a conference, its children and the list of people."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.db import transaction

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, Role, require
from recordings.drafting import FACTS
from recordings.models import Attendance, Child, Conference, ConferenceChild, VaultKey
from recordings.vault.lookup import lookup_digest

CONFERENCE_FIELDS = {
    "type",
    "held_on",
    "starts_at",
    "place",
    "strategy_discussion_on",
    "chair",
    "deputy",
    "administrator",
    "status",
    *FACTS,
}
PERSON_FIELDS = {"name", "role", "agency", "group", "came", "parental_responsibility", "user"}


@transaction.atomic
def add_conference(
    *, type: str, held_on: date, chair: User, by: User, starts_at: time | None = None, **more: Any
) -> Conference:
    """Add a conference. A chair adds their own; an administrator adds anybody's and looks after it."""
    require(by, May.MANAGE_CONFERENCES)
    _known(more, CONFERENCE_FIELDS)
    _may_chair(chair)
    if by.role == Role.CHAIR and chair != by:
        raise Conflict(
            "A chair can add only conferences that they chair. Ask an administrator to add this one."
        )
    if by.role == Role.ADMINISTRATOR:
        more.setdefault("administrator", by)
    conference = Conference.objects.create(
        key=VaultKey.objects.fresh(), type=type, held_on=held_on, starts_at=starts_at, chair=chair, **more
    )
    audit.record("conference.added", by=by, on=conference, conference=conference.pk, type=type)
    return conference


@transaction.atomic
def change_conference(conference: Conference, *, by: User, **changes: Any) -> Conference:
    """Change what is known of a conference. A status that was set is kept in the audit."""
    require(by, May.MANAGE_CONFERENCES)
    _known(changes, CONFERENCE_FIELDS)
    if "chair" in changes:
        _may_chair(changes["chair"])
    locked = Conference.objects.select_for_update().get(pk=conference.pk)
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.save()
    audit.record("conference.changed", by=by, on=locked, conference=locked.pk, fields=sorted(changes))
    return locked


@transaction.atomic
def mark_held(conference: Conference, *, by: User) -> Conference:
    """Note that a planned conference took place."""
    require(by, May.ADD_RECORDING)
    if conference.status == Conference.Status.PLANNED:
        conference.status = Conference.Status.HELD
        conference.save(update_fields=["status"])
        audit.record("conference.held", by=by, on=conference, conference=conference.pk)
    return conference


@transaction.atomic
def add_child(
    conference: Conference,
    *,
    name: str,
    by: User,
    born_on: date | None = None,
    case_reference: str = "",
    **more: Any,
) -> ConferenceChild:
    """Put a child on a conference. A case reference that is known already means the same child."""
    require(by, May.MANAGE_CONFERENCES)
    child = _child_with(case_reference, name) or _new_child(name, born_on, case_reference, more)
    if conference.children.filter(child=child).exists():
        raise Conflict("This child is on the conference already.")
    row = ConferenceChild.objects.create(
        conference=conference, child=child, order=conference.children.count()
    )
    audit.record("child.added", by=by, on=child, conference=conference.pk)
    return row


@transaction.atomic
def add_person(conference: Conference, *, name: str, role: str, by: User, **more: Any) -> Attendance:
    """Put somebody on the list of people invited."""
    require(by, May.MANAGE_CONFERENCES)
    _known(more, PERSON_FIELDS)
    person = Attendance.objects.create(
        conference=conference, name=name, role=role, order=conference.people.count(), **more
    )
    audit.record("person.added", by=by, on=person, conference=conference.pk)
    return person


@transaction.atomic
def change_person(person: Attendance, *, by: User, **changes: Any) -> Attendance:
    """Change what is known of somebody on the list."""
    require(by, May.MANAGE_CONFERENCES)
    _known(changes, PERSON_FIELDS)
    for name, value in changes.items():
        setattr(person, name, value)
    person.save()
    audit.record("person.changed", by=by, on=person, conference=person.conference_id, fields=sorted(changes))
    return person


@transaction.atomic
def remove_person(person: Attendance, *, by: User) -> None:
    """Take somebody off the list who was put there by mistake. Whoever is named in a part stays."""
    require(by, May.MANAGE_CONFERENCES)
    if person.absent_from.exists():
        raise Conflict("This person is named in a part of the recording. Change that part first.")
    audit.record("person.removed", by=by, on=person, conference=person.conference_id)
    person.delete()


def _known(given: dict[str, Any], fields: set[str]) -> None:
    if unknown := given.keys() - fields:
        raise TypeError(f"There is no field {sorted(unknown)[0]}.")


def _may_chair(user: User) -> None:
    if user.role != Role.CHAIR or not user.is_active:
        raise Conflict("Choose a person who chairs conferences.")


def _child_with(reference: str, name: str) -> Child | None:
    """The child who has this case reference already; a different name is a mistake to be looked at."""
    found = (
        Child.objects.filter(case_reference_digest=lookup_digest(reference)).first() if reference else None
    )
    if found and found.name.casefold() != name.strip().casefold():
        raise Conflict("This case reference belongs to a child with another name. Check the reference.")
    return found


def _new_child(name: str, born_on: date | None, case_reference: str, more: dict[str, Any]) -> Child:
    child = Child(key=VaultKey.objects.fresh(), name=name, **more)
    child.born_on_text = born_on.isoformat() if born_on else ""
    child.set_case_reference(case_reference)
    child.save()
    return child
