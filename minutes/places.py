"""Where a paragraph stands: in the open text or, for those who may read it, in the restricted one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes import statements, states, text
from minutes.draft.templates import RESTRICTED, TEMPLATES, title_of_report
from minutes.drafting import RESTRICTED_TITLE
from minutes.models import Minutes
from minutes.regrouping import template_in
from minutes.saving import Newest
from minutes.sight import sight_of
from minutes.text import Paragraph, Text

GONE = "This paragraph is no longer there. Load the page again; the older version still holds it."


@dataclass(frozen=True)
class Place:
    """A paragraph, the heading it stands under, and the version it was found in."""

    newest: Newest
    code: str
    paragraph: Paragraph
    restricted: bool

    @property
    def id(self) -> str:
        return str(self.paragraph["id"])

    def crosses(self, to: str) -> bool:
        """True for a move into the restricted part or out of it."""
        return (to == RESTRICTED) != self.restricted

    def moved(self, to: str, *, reason: str, by: User) -> tuple[Text, Text]:
        """Both texts with this paragraph under another heading."""
        section = (to, title_of(to, self.newest.content))
        if self.crosses(to):
            require(by, May.READ_RESTRICTED)
            if not reason.strip():
                raise Conflict("Say why this goes into the restricted part or comes out of it.")
        whole = self.newest.restricted if self.restricted else self.newest.content
        said = statements.following(whole, self.id)
        gone = [self.id, *(one["id"] for one in said)]
        emptied = with_place(self, lambda whole: _without(whole, gone))
        there = int(to == RESTRICTED)
        placed = text.placed(emptied[there], self.paragraph, section)
        placed = statements.put_under(placed, self.id, said)
        return (emptied[0], placed) if there else (placed, emptied[1])


def place_of(newest: Newest, paragraph_id: str, *, by: User) -> Place:
    """Find a paragraph that this person may see; what is restricted is not there for others."""
    seen = sight_of(newest.version.minutes, by).of(newest)
    for whole, visible, restricted in zip(newest.both, seen, (False, True), strict=True):
        found = text.find(whole, paragraph_id) if text.find(visible, paragraph_id) else None
        if found:
            return Place(newest, found[0]["code"], found[1], restricted=restricted)
    raise Conflict(GONE)


def to_change(newest: Newest, paragraph_id: str, *, by: User) -> Place:
    """Find a paragraph in order to change it; a statement of somebody's is not changed."""
    place = place_of(newest, paragraph_id, by=by)
    statements.require_words(place.paragraph)
    return place


def with_place(place: Place, change: Callable[[Text], Text]) -> tuple[Text, Text]:
    """Both texts, with the one that holds this paragraph changed."""
    content, restricted = place.newest.both
    return (content, change(restricted)) if place.restricted else (change(content), restricted)


def headings(content: Text, *, restricted: bool) -> list[tuple[str, str]]:
    """Every heading a paragraph can go under: those of the template, in order, with the agencies found."""
    template = template_in(content) or TEMPLATES[content.get("template", "strengthening_families")]
    titles = {section["code"]: section["title"] for section in content["sections"]}
    reports = [code for code in titles if code.startswith("agency_report_")]
    found: list[tuple[str, str]] = []
    for heading in template.headings:
        if heading.code == "agency_report":
            found.extend((code, titles[code]) for code in reports)
        elif heading.code != RESTRICTED:
            found.append((heading.code, heading.title))
    return [*found, (RESTRICTED, RESTRICTED_TITLE)] if restricted else found


def title_of(code: str, content: Text) -> str:
    """The title of a heading by its code; a code no template knows is refused."""
    known = dict(headings(content, restricted=True))
    if code in known:
        return known[code]
    if code.startswith("agency_report_"):
        return title_of_report(code)
    raise Conflict("Choose one of the headings of these minutes.")


def begin_review(held: Minutes, *, by: User) -> None:
    """The first change by a person makes the software's draft a text that is being checked."""
    if held.status == Minutes.Status.DRAFT:
        states.move(held, to=Minutes.Status.IN_REVIEW, by=by)
        held.save(update_fields=["status"])


def _without(whole: Text, gone: Sequence[str]) -> Text:
    for pk in gone:
        whole = text.with_paragraph(whole, pk, lambda paragraph: {**paragraph, "sentences": []})
    return whole
