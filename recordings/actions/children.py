"""What can be done to the children of a conference, and to the record of one child."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings.closeness import refuse_close
from recordings.models import Child, Conference, ConferenceChild, VaultKey

CHILD_FIELDS = {
    "name",
    "known_as",
    "school",
    "address",
    "address_withheld",
    "language",
    "ethnicity",
    "religion",
    "disability",
    "format_needs",
    "legal_status",
    "allocated_worker",
    "allocated_worker_phone",
}
DATES = {"born_on": "born_on_text", "expected_on": "expected_on_text"}


@transaction.atomic
def add_child(
    conference: Conference, *, name: str, by: User, case_reference: str = "", type: str = "", **more: Any
) -> ConferenceChild:
    """Put a child on a conference. A case reference that is known already means the same child."""
    require(by, May.MANAGE_CONFERENCES)
    _one_kind(type)
    child = _child_with(case_reference, name) or _new_child(name, case_reference, more)
    if conference.children.filter(child=child).exists():
        raise Conflict("This child is on the conference already.")
    row = ConferenceChild.objects.create(
        conference=conference, child=child, order=conference.children.count(), type=type
    )
    refuse_close(conference, by=by)
    audit.record("child.added", by=by, on=child, conference=conference.pk)
    return row


@transaction.atomic
def register_child(*, name: str, case_reference: str, by: User, **facts: Any) -> Child:
    """Make the record of a child, whom conferences then name by the case reference."""
    require(by, May.IMPORT_RECORDS)
    if Child.objects.with_reference(case_reference).exists():
        raise Conflict("A child with this case reference is here already.")
    child = _new_child(name, case_reference, facts)
    audit.record("child.registered", by=by, on=child)
    return child


@transaction.atomic
def change_child(child: Child, *, by: User, case_reference: str | None = None, **changes: Any) -> Child:
    """Change what is known of a child. One who was expected keeps the whole history under the new name.

    The name before stays as what the child is known as, so that older minutes are found and checked by it.
    """
    require(by, May.MANAGE_CONFERENCES)
    if child.merged_into_id:
        raise Conflict("This record was put together with another one. Change that one.")
    born = not child.born_on_text and changes.get("born_on")
    before = child.name
    _set(child, changes)
    if child.name != before and not changes.get("known_as") and not child.known_as:
        child.known_as = before
    if case_reference is not None:
        _set_reference(child, case_reference)
    child.save()
    child.mark_names()
    audit.record("child.born" if born else "child.changed", by=by, on=child, fields=sorted(changes))
    return child


@transaction.atomic
def set_child_type(row: ConferenceChild, *, type: str, by: User) -> ConferenceChild:
    """Say what the meeting is for this child: a sibling's review, joined to another's initial conference."""
    require(by, May.MANAGE_CONFERENCES)
    _one_kind(type)
    row.type = "" if type == row.conference.type else type
    row.save(update_fields=["type"])
    audit.record("child.type_set", by=by, on=row.child, conference=row.conference_id, type=row.type)
    return row


@transaction.atomic
def remove_child(row: ConferenceChild, *, by: User) -> None:
    """Take a child off a conference who was put there by mistake. The child's record stays."""
    require(by, May.MANAGE_CONFERENCES)
    audit.record("child.removed", by=by, on=row.child, conference=row.conference_id)
    try:
        row.delete()
    except ProtectedError:
        raise Conflict("A decision or a letter about this child hangs on this conference.") from None


def _one_kind(type: str) -> None:
    """For one child a meeting is of one kind, whatever was joined to it."""
    if type in {Conference.Type.COMBINED, Conference.Type.RECONVENED}:
        raise Conflict("For one child it is an initial, a review, a pre-birth or a transfer-in conference.")


def _set(child: Child, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        if name in DATES:
            setattr(child, DATES[name], value.isoformat() if isinstance(value, date) else "")
        elif name in CHILD_FIELDS:
            setattr(child, name, value)
        else:
            raise TypeError(f"There is no field {name}.")


def _set_reference(child: Child, reference: str) -> None:
    """A case reference belongs to one child only."""
    taken = Child.objects.with_reference(reference).exclude(pk=child.pk) if reference else None
    if taken and taken.exists():
        raise Conflict(
            "This case reference belongs to another record. If it is the same child, put the two together."
        )
    child.set_case_reference(reference)


def _child_with(reference: str, name: str) -> Child | None:
    """The child who has this case reference already; a different name is a mistake to be looked at."""
    found = Child.objects.with_reference(reference).first() if reference else None
    if found and name.strip().casefold() not in {found.name.casefold(), found.known_as.casefold()}:
        raise Conflict("This case reference belongs to a child with another name. Check the reference.")
    return found.merged_into or found if found else None


def _new_child(name: str, case_reference: str, facts: dict[str, Any]) -> Child:
    child = Child(key=VaultKey.objects.fresh(), name=name)
    _set(child, facts)
    child.set_case_reference(case_reference)
    child.save()
    child.mark_names()
    return child
