"""What can be done about headings: put minutes under another set of them, and write the council's own."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes import saving
from minutes.council import template_by, templates
from minutes.draft.templates import Heading
from minutes.models import CouncilTemplate, Minutes, Version
from minutes.places import begin_review
from minutes.regrouping import regrouped
from minutes.saving import Change


@dataclass(frozen=True)
class Wanted:
    """A set of headings as somebody wrote it, and whether new drafts are laid out by it."""

    title: str
    headings: tuple[Heading, ...]
    for_new: bool = False


@transaction.atomic
def change_template(minutes: Minutes, *, template: str, by: User) -> Version:
    """Put the minutes under another set of headings. Every paragraph is kept; the restricted part stays."""
    require(by, May.EDIT_MINUTES)
    held = saving.locked(minutes)
    newest = saving.newest(held)
    chosen = template_by(template)
    content = regrouped(newest.content, chosen)
    if content == newest.content:
        raise Conflict("These minutes have these headings already.")
    begin_review(held, by=by)
    change = Change("template_changed")
    version = saving.store(
        held, texts=(content, newest.restricted), by=by, based_on=newest.number, change=change
    )
    held.template = chosen.name
    held.save(update_fields=["template"])
    audit.record(
        "minutes.template_changed", by=by, on=held, conference=held.conference_id, version=version.number
    )
    return version


@transaction.atomic
def write_template(name: str, *, wanted: Wanted, by: User) -> CouncilTemplate:
    """Write the council's own form of a set of headings. Minutes laid out before keep what they have."""
    require(by, May.MANAGE_SETTINGS)
    if name not in templates():
        raise Conflict("There is no such set of headings.")
    row, _ = CouncilTemplate.objects.select_for_update().get_or_create(
        name=name, defaults={"title": wanted.title, "changed_by": by}
    )
    row.title, row.changed_by = wanted.title, by
    row.headings = [[one.code, one.title, list(one.topics)] for one in wanted.headings]
    row.for_new = wanted.for_new
    if wanted.for_new:
        CouncilTemplate.objects.exclude(pk=row.pk).update(for_new=False)
    row.save()
    audit.record("template.written", by=by, on=row, headings=len(row.headings))
    return row
