"""The whole record of a conference: what of it has a key of its own, and its destruction.

Whatever hangs from the conference, in any app, is found by the database's own relations, so that nothing
added later can be forgotten. Only the proof of an ending outlives it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from django.db import models
from django.utils import timezone

from access.models import User
from recordings.models import Child, Conference, Destruction, Recording, VaultKey
from recordings.vault import store

OUTLIVES: set[type[models.Model]] = {Destruction}


def keys_of(conference: Conference) -> dict[UUID, str]:
    """Every key of the record that is not destroyed yet, and the name of what it seals."""
    named: dict[UUID, str] = {}
    for model, pks in rows_of(conference).items():
        for field in _key_fields(model):
            found = model._base_manager.filter(pk__in=pks, **{f"{field.name}__destroyed_at": None})
            ids = found.exclude(**{field.name: None}).values_list(f"{field.name}_id", flat=True)
            named |= dict.fromkeys(ids, str(model._meta.verbose_name))
    return named


def rows_of(conference: Conference) -> dict[type[models.Model], set[object]]:
    """Every row that belongs to this conference and to no other."""
    found: dict[type[models.Model], set[object]] = {Conference: {conference.pk}}
    todo: list[type[models.Model]] = [Conference]
    while todo:
        parent = todo.pop()
        for field in _pointing_at(parent):
            rows = field.model._base_manager.filter(**{f"{field.name}__in": list(found[parent])})
            if _names_a_conference(field.model):
                rows = rows.filter(conference=conference)
            new = set(rows.values_list("pk", flat=True)) - found.get(field.model, set())
            if new:
                found[field.model] = found.get(field.model, set()) | new
                todo.append(field.model)
    return found


def contents(named: dict[UUID, str]) -> str:
    """What is destroyed, in words that name nobody: 1 conference, 2 minute requests."""
    return ", ".join(f"{count} {name}" for name, count in sorted(Counter(named.values()).items()))


def children_ending_with(conference: Conference) -> list[Child]:
    """The children who are in no other record that is kept, and records that were joined with theirs."""
    kept = Conference.objects.filter(erased_at=None).exclude(pk=conference.pk)
    here = Child.objects.filter(conferences__conference=conference, key__destroyed_at=None)
    ending = here.exclude(conferences__conference__in=kept)
    doubled = Child.objects.filter(merged_into__in=ending, key__destroyed_at=None)
    return list(ending.union(doubled.exclude(conferences__conference__in=kept)))


def destroy(conference: Conference, *, by: User) -> tuple[str, int]:
    """Every key first, then what it sealed; what there was, and how many children ended with it."""
    children = children_ending_with(conference)
    named = keys_of(conference)
    for key in VaultKey.objects.filter(pk__in=named):
        _destroy_key(key)
    for child in Child.objects.filter(pk__in=[child.pk for child in children]).select_related("key"):
        _forget(child)
    now = timezone.now()
    Recording.objects.filter(conference=conference, erased_at=None).update(erased_at=now, erased_by=by)
    Conference.objects.filter(pk=conference.pk).update(erased_at=now, erased_by=by, reference_digest="")
    return contents(named), len(children)


def _forget(child: Child) -> None:
    """Nothing finds this child any more, by name or by reference."""
    _destroy_key(child.key)
    child.name_marks.all().delete()
    Child.objects.filter(pk=child.pk).update(case_reference_digest="")


def _destroy_key(key: VaultKey) -> None:
    names = list(key.blobs.values_list("name", flat=True))
    key.destroy()
    for name in names:
        store.delete(name)


def _pointing_at(parent: type[models.Model]) -> Iterator[models.ForeignKey]:
    for relation in parent._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and isinstance(relation.field, models.ForeignKey):
            model = relation.field.model
            if model not in OUTLIVES and model is not Conference and not model._meta.auto_created:
                yield relation.field


def _names_a_conference(model: type[models.Model]) -> bool:
    return any(
        field.name == "conference" and field.related_model is Conference for field in model._meta.fields
    )


def _key_fields(model: type[models.Model]) -> list[models.ForeignKey]:
    fields = model._meta.concrete_fields
    return [one for one in fields if isinstance(one, models.ForeignKey) and one.related_model is VaultKey]
