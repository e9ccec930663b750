"""Who may see a conference, as conditions on it and on every row that belongs to one.

Conditions on the row's own conference, never a list of all that may be seen: so the database looks at no more
of them than a page shows. `way` leads from the row to its conference, "conference" or "row__conference".
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from access.models import User
from access.roles import May, Role


def seen_by(user: User, way: str = "") -> Q:
    """A chair's own, as chair or deputy; every one for the roles that plan, check and answer."""
    if not user.may(May.VIEW_CONFERENCES):
        return Q(pk__in=[])
    free = free_for(user, way)
    if user.role != Role.CHAIR:
        return _kept(way) & free
    return _of(way, erased_at=None) & free & (_of(way, chair=user) | _of(way, deputy=user))


def opened_by(user: User, way: str = "") -> Q:
    """Those whose sound, words and minutes this person may open: narrower than the list."""
    seen = seen_by(user, way)
    if user.role == Role.ADMINISTRATOR:
        return seen & _of(way, administrator=user)
    if user.may(May.GIVE_LISTENING_REASON):
        reasons = rows_of("listening_reasons").open_now().filter(user=user)  # type: ignore[attr-defined]
        return seen & _of(way, pk__in=reasons.values("conference"))
    return seen


def among(rows: QuerySet, way: str) -> Exists:
    """Whose own row, under the name `way`, is one of these: asked of each, no list of them all is made."""
    return Exists(rows.filter(pk=OuterRef(way)))


def _kept(way: str) -> Q:
    """Those whose record is not destroyed. Few are: a row is held against those, its conference not read."""
    if not way:
        return Q(erased_at=None)
    conferences: Any = apps.get_model("recordings", "Conference")._default_manager
    return ~_of(way, pk__in=conferences.exclude(erased_at=None).values("pk"))


def free_for(user: User, way: str = "") -> Q:
    """Not of a family this person is close to. Maybe no condition at all: never a side of an or."""
    if not user.ask_once("is_close_to_somebody", lambda: _noted(user).exists()):
        return Q()
    noted, theirs = closed_conferences(user)
    return ~_of(way, pk__in=noted) & ~_of(way, pk__in=theirs)


def closed_conferences(user: User) -> tuple[QuerySet, QuerySet]:
    """The conferences a conflict of interest was noted for, and those of the same children."""
    noted, rows = _noted(user).values("conference"), rows_of("children")
    theirs = rows.filter(child__in=rows.filter(conference__in=noted).values("child"))
    return noted, theirs.values("conference")


def rows_of(name: str) -> QuerySet:
    """The rows that point to conferences under this name."""
    field: Any = apps.get_model("recordings", "Conference")._meta.get_field(name)
    rows: QuerySet = field.related_model._default_manager.all()
    return rows


def children_named(way: str = "children") -> Prefetch:
    """The children of a conference, or of a row of one, with what opens their names: one question for all."""
    return Prefetch(way, rows_of("children").select_related("child__key"))


def _noted(user: User) -> QuerySet:
    return rows_of("conflicts").filter(user=user, lifted_at=None)


def _of(way: str, **condition: object) -> Q:
    return Q(**{f"{way}__{name}" if way else name: value for name, value in condition.items()})
