"""One line of a table brought in: added, changed where it says something else, or left as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from access.errors import Conflict
from access.models import User
from access.roles import Role
from recordings import actions
from recordings.importing.columns import CHILDREN, CONFERENCES, PEOPLE
from recordings.models import Attendance, Child, Conference
from recordings.vault.lookup import conference_digest

ADDED, CHANGED, SAME = "added", "changed", "same"
Said = dict[str, Any]


def bring_child(said: Said, by: User) -> str:
    """A child who is known by the case reference already is brought up to date."""
    found = Child.objects.with_reference(said["case_reference"]).first()
    if found is None:
        actions.register_child(by=by, **said)
        return ADDED
    _same_child(found, said)
    child = found.merged_into or found
    changes = _differing(child, {name: value for name, value in said.items() if name != "case_reference"})
    if changes:
        actions.change_child(child, by=by, **changes)
    return CHANGED if changes else SAME


def bring_conference(said: Said, by: User) -> str:
    """A conference that is here already is brought up to date; children are added, never taken away."""
    references, status = said.pop("children"), said.pop("status", "")
    reason, first = said.pop("status_reason", ""), said.pop("reconvenes", "")
    for name in ("chair", "deputy", "administrator"):
        if name in said:
            said[name] = _account(said[name], name)
    found = _conference(said["reference"], by)
    changes = _differing(found, said) if found else {}
    if found and changes:
        found = actions.change_conference(found, by=by, **changes)
    conference = found or actions.add_conference(by=by, **said)
    more = _add_children(conference, references, by) + _take_up(conference, first, by)
    more += _move(conference, status, reason, by)
    return ADDED if found is None else CHANGED if changes or more else SAME


def bring_person(said: Said, by: User) -> str:
    """Somebody who is on the list under this name and role already is brought up to date."""
    conference = _conference(said.pop("conference"), by)
    if conference is None:
        raise Conflict("There is no conference with this reference that you may see.")
    if "only_about" in said:
        said["only_about"] = _rows(conference, said["only_about"])
    found = _invited(conference, said["name"], said["role"])
    if found is None:
        actions.add_person(conference, by=by, **said)
        return ADDED
    about = said.pop("only_about", None)
    moved = about is not None and {row.pk for row in about} != {row.pk for row in found.only_about.all()}
    changes = _differing(found, said)
    if changes or moved:
        actions.change_person(found, by=by, only_about=about if moved else None, **changes)
    return CHANGED if changes or moved else SAME


BRING: dict[str, Callable[[Said, User], str]] = {
    CHILDREN: bring_child,
    CONFERENCES: bring_conference,
    PEOPLE: bring_person,
}


def _differing(row: Any, said: Said) -> Said:
    """What the line says differently. An empty cell is not in it, so it never takes anything away."""
    return {name: value for name, value in said.items() if getattr(row, name) != value}


def _same_child(found: Child, said: Said) -> None:
    """Another name under the same reference is a mistake, but for a child who was not born yet."""
    known = {found.name.casefold(), found.known_as.casefold()}
    if found.born_on_text and said["name"].casefold() not in known:
        raise Conflict("This case reference belongs to a child with another name.")


def _account(email: str, name: str) -> User:
    role = Role.ADMINISTRATOR if name == "administrator" else Role.CHAIR
    user = User.objects.filter(email=email.lower(), is_active=True, role=role).first()
    if user is None:
        raise Conflict(f"Nobody who can be the {name} signs in with this e-mail address.")
    return user


def _conference(reference: str, by: User) -> Conference | None:
    """The conference with this reference. One that may not be seen is refused when it is added."""
    found = Conference.objects.visible_to(by).select_related("key", "chair", "deputy", "administrator")
    return found.filter(reference_digest=conference_digest(reference)).first()


def _add_children(conference: Conference, children: list[tuple[str, str]], by: User) -> int:
    """How many were added, or are here for something else than before."""
    there = {row.child_id: row for row in conference.children.all()}
    changed = 0
    for reference, kind in children:
        child = Child.objects.with_reference(reference).first()
        if child is None:
            raise Conflict("A child with one of these case references is neither in the table nor here.")
        child = child.merged_into or child
        row = there.get(child.pk)
        if row is None:
            named = {"name": child.name, "case_reference": child.case_reference}
            there[child.pk] = actions.add_child(conference, type=kind, **named, by=by)
        elif kind and kind != row.own_type:
            there[child.pk] = actions.set_child_type(row, type=kind, by=by)
        else:
            continue
        changed += 1
    return changed


def _take_up(conference: Conference, reference: str, by: User) -> int:
    """The conference that could not finish stands above in the table, or is here."""
    if not reference:
        return 0
    first = _conference(reference, by)
    if first is None:
        raise Conflict("The conference that this one takes up is neither above in the table nor here.")
    if conference.reconvenes_id == first.pk:
        return 0
    actions.take_up(conference, first, by=by)
    return 1


def _move(conference: Conference, status: str, reason: str, by: User) -> int:
    if not status or status == conference.status:
        return 0
    actions.move_conference(conference, to=status, reason=reason, by=by)
    return 1


def _rows(conference: Conference, references: list[str]) -> list[Any]:
    rows = {row.child.case_reference: row for row in conference.children.select_related("child__key")}
    if unknown := [one for one in references if one not in rows]:
        raise Conflict(f"{len(unknown)} of these children are not on the conference.")
    return [rows[one] for one in references]


def _invited(conference: Conference, name: str, role: str) -> Attendance | None:
    wanted = (name.casefold(), role.casefold())
    people = conference.people.select_related("conference__key")
    return next((one for one in people if (one.name.casefold(), one.role.casefold()) == wanted), None)
