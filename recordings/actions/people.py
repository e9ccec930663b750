"""What can be done to the list of people invited to a conference."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings.models import Attendance, Child, Conference, ConferenceChild

PERSON_FIELDS = {
    "name",
    "role",
    "agency",
    "group",
    "came",
    "parental_responsibility",
    "parental_responsibility_checked",
    "capacity",
    "relationship",
    "sector",
    "direct_contact",
    "language",
    "interpreter",
    "needs",
    "format",
    "safe_contact",
    "safe_contact_by",
    "safe_contact_checked_on",
    "address",
    "address_withheld",
    "gets_letter",
    "gets_minutes",
    "user",
}


@transaction.atomic
def add_person(
    conference: Conference,
    *,
    name: str,
    role: str,
    by: User,
    only_about: Iterable[ConferenceChild] = (),
    **more: Any,
) -> Attendance:
    """Put somebody on the list of people invited."""
    require(by, May.MANAGE_CONFERENCES)
    _known(more)
    person = Attendance(conference=conference, name=name, role=role, order=conference.people.count(), **more)
    _may_get_papers(person)
    person.save()
    _only_about(person, only_about)
    audit.record("person.added", by=by, on=person, conference=conference.pk)
    return person


@transaction.atomic
def change_person(
    person: Attendance, *, by: User, only_about: Iterable[ConferenceChild] | None = None, **changes: Any
) -> Attendance:
    """Change what is known of somebody on the list."""
    require(by, May.MANAGE_CONFERENCES)
    _known(changes)
    for name, value in changes.items():
        setattr(person, name, value)
    _may_get_papers(person)
    person.save()
    if only_about is not None:
        _only_about(person, only_about)
    audit.record("person.changed", by=by, on=person, conference=person.conference_id, fields=sorted(changes))
    return person


@transaction.atomic
def remove_person(person: Attendance, *, by: User) -> None:
    """Take somebody off the list who was put there by mistake. Whoever is named in the record stays."""
    require(by, May.MANAGE_CONFERENCES)
    if person.absent_from.exists() or person.heard_apart.exists():
        raise Conflict("This person is named in a part of the recording. Change that part first.")
    audit.record("person.removed", by=by, on=person, conference=person.conference_id)
    try:
        person.delete()
    except ProtectedError:
        raise Conflict(
            "This person is named in the words, a request or a letter, so they stay on the list."
        ) from None


@transaction.atomic
def show_address(of: Child | Attendance, *, conference: Conference, by: User) -> str:
    """Give an address that is withheld to somebody who needs it. Each time is on the audit."""
    require(by, May.SEE_WITHHELD)
    if not conference.opens_to(by):
        raise Conflict("Only those who work on this conference can see an address that is withheld.")
    audit.record("address.shown", by=by, on=of, conference=conference.pk)
    return str(of.address)


def _may_get_papers(person: Attendance) -> None:
    if not person.may_get_papers and (person.gets_letter or person.gets_minutes):
        raise Conflict("A supporter or an observer gets no papers. Take the letter and the minutes away.")


def _only_about(person: Attendance, rows: Iterable[ConferenceChild]) -> None:
    chosen = list(rows)
    if any(row.conference_id != person.conference_id for row in chosen):
        raise Conflict("Choose children of this conference.")
    person.only_about.set(chosen)


def _known(given: dict[str, Any]) -> None:
    if unknown := given.keys() - PERSON_FIELDS:
        raise TypeError(f"There is no field {sorted(unknown)[0]}.")
