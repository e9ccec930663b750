"""Putting two records of one child together, and taking that back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings.models import Child, ConferenceChild, Merge, NameMark

NEVER_MOVED = {NameMark, Merge, Child}


@transaction.atomic
def merge_children(doubled: Child, *, into: Child, reason: str, by: User) -> Merge:
    """Let everything that hangs on one record hang on the other, and keep which rows moved."""
    require(by, May.MERGE_CHILDREN)
    kept, doubled = _locked(into, doubled)
    if kept.pk == doubled.pk:
        raise Conflict("These are one record already. Choose the other one.")
    if kept.merged_into_id or doubled.merged_into_id:
        raise Conflict("One of these was put together with another record already.")
    _never_in_one_conference(kept, doubled)
    merge = Merge.objects.create(
        kept=kept,
        doubled=doubled,
        reason=reason,
        moved=[moved for field in _fields_to_child() for moved in _move(field, doubled, kept)],
        merged_by=by,
    )
    doubled.merged_into = kept
    doubled.save(update_fields=["merged_into"])
    # An address that one of the two withholds is withheld: the safe side of a difference.
    kept.address_withheld = kept.address_withheld or doubled.address_withheld
    kept.save(update_fields=["address_withheld"])
    audit.record("child.merged", by=by, on=kept, doubled=doubled.pk, moved=len(merge.moved))
    return merge


@transaction.atomic
def undo_merge(merge: Merge, *, by: User) -> Merge:
    """Give each record back what it had. What came to the kept one since then stays there."""
    require(by, May.MERGE_CHILDREN)
    kept, doubled = _locked(merge.kept, merge.doubled)
    locked = Merge.objects.select_for_update().get(pk=merge.pk)
    if locked.undone_at:
        raise Conflict("This was taken back already.")
    for label, name, pk in locked.moved:
        apps.get_model(label)._base_manager.filter(pk=pk, **{name: kept}).update(**{name: doubled})
    doubled.merged_into = None
    doubled.save(update_fields=["merged_into"])
    locked.undone_at, locked.undone_by = timezone.now(), by
    locked.save(update_fields=["undone_at", "undone_by"])
    # An address that was withheld because of the merge stays so until somebody changes it.
    audit.record("child.merge_undone", by=by, on=kept, doubled=doubled.pk)
    return locked


def _fields_to_child() -> Iterator[models.ForeignKey[Any, Any]]:
    """Every column of every table that names a child, of apps above this one too."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if model in NEVER_MOVED or field.related_model is not Child:
                continue
            if isinstance(field, models.ForeignKey):
                yield field


def _locked(*children: Child) -> list[Child]:
    """The rows, locked in one order whichever comes first."""
    found = {one.pk: one for one in Child.objects.select_for_update().filter(pk__in=[c.pk for c in children])}
    return [found[one.pk] for one in children]


def _never_in_one_conference(kept: Child, doubled: Child) -> None:
    theirs = ConferenceChild.objects.filter(child=doubled).values("conference")
    if ConferenceChild.objects.filter(child=kept, conference__in=theirs).exists():
        raise Conflict(
            "Both records are on one conference. If they are one child, take one of them off it first."
        )


def _move(field: models.ForeignKey[Any, Any], doubled: Child, kept: Child) -> list[list[str]]:
    """Let rows name the kept record, apart from those that would then stand there twice."""
    rows = field.model._base_manager.filter(**{field.name: doubled})
    pks = [row.pk for row in rows if not _would_double(field, row, kept)]
    field.model._base_manager.filter(pk__in=pks).update(**{field.name: kept})
    return [[field.model._meta.label, field.name, str(pk)] for pk in pks]


def _would_double(field: models.ForeignKey[Any, Any], row: models.Model, kept: Child) -> bool:
    """A many-to-many row that exists for the kept record as well: a request about both records."""
    if not field.model._meta.auto_created:
        return False
    other = next(one for one in row._meta.concrete_fields if one.is_relation and one is not field)
    same = {other.attname: getattr(row, other.attname), field.attname: kept.pk}
    return field.model._base_manager.filter(**same).exists()
