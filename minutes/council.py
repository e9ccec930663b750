"""The sets of headings there are: those that come with the service, as the council has rewritten them."""

from __future__ import annotations

from access.errors import Conflict
from minutes.draft.templates import TEMPLATES, Heading, Template
from minutes.models import CouncilTemplate
from minutes.regrouping import regrouped
from minutes.text import Text

DEFAULT = "strengthening_families"


def templates() -> dict[str, Template]:
    """Every set of headings by its name."""
    return {**TEMPLATES, **{row.name: _template(row) for row in CouncilTemplate.objects.order_by("name")}}


def template_by(name: str) -> Template:
    """One set of headings by its name."""
    found = templates().get(name)
    if found is None:
        raise Conflict("Choose one of the sets of headings.")
    return found


def for_new() -> str:
    """The set by which new drafts are laid out."""
    chosen = CouncilTemplate.objects.filter(for_new=True).values_list("name", flat=True).first()
    return chosen or DEFAULT


def laid_out(content: Text, name: str) -> Text:
    """A draft under the council's own form of the headings it was drafted by."""
    if not CouncilTemplate.objects.filter(name=name).exists():
        return content
    return regrouped(content, template_by(name))


def _template(row: CouncilTemplate) -> Template:
    headings = tuple(Heading(code, title, tuple(topics)) for code, title, topics in row.headings)
    return Template(row.name, row.title, headings)
