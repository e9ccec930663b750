"""Taking one change back out of a text in which others may have written since; and which change is next.

A change is what differs between a version and the one before it. It is taken back paragraph by paragraph, so
that what anybody wrote elsewhere stays. Where somebody has changed the same paragraph since, nothing is done.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from access.models import User
from minutes import text
from minutes.models import Minutes
from minutes.text import Paragraph, Text

Both = tuple[Text, Text]
WANTED = ("number", "undoes")
FOR_EVER = ["statement_attached", "approved"]


@dataclass
class Steps:
    """The versions that somebody can take back, and those taken back that can be done again; newest last."""

    done: list[int] = field(default_factory=list)
    undone: list[int] = field(default_factory=list)


def steps(minutes: Minutes, by: User) -> Steps:
    """What this person has done since they signed in, and since the last approval."""
    approved = minutes.approved_version
    rows = minutes.versions.filter(author=by, number__gt=approved.number if approved else 0)
    if by.last_login:
        rows = rows.filter(created_at__gte=by.last_login)
    found = Steps()
    for number, undoes in rows.exclude(based_on=None).exclude(what__in=FOR_EVER).values_list(*WANTED):
        if undoes is not None and found.done[-1:] == [undoes]:
            found.done.pop()
            found.undone.append(number)
        elif undoes is not None and found.undone[-1:] == [undoes]:
            found.undone.pop()
            found.done.append(number)
        else:
            found.done.append(number)
            found.undone.clear()
    return found


def taken_back(before: Both, after: Both, now: Both) -> Both | None:
    """`now` without what changed from `before` to `after`; None where the same was changed again since."""
    if now == after:
        return before
    was, made, here = _places(before), _places(after), _places(now)
    changed = [pk for pk in {**was, **made} if _alike(was, made, pk) is False]
    around = [name for name in {**before[0], **after[0]} if before[0].get(name) != after[0].get(name)]
    around = [name for name in around if name != "sections"]
    same = all(_alike(made, here, pk) for pk in changed)
    if not same or any(now[0].get(name) != after[0].get(name) for name in around):
        return None
    content = {**now[0], **{name: before[0][name] for name in around if name in before[0]}}
    found = (content, now[1])
    for pk in changed:
        found = _put_back(found, pk, was.get(pk), here.get(pk))
    return found


def first_changed(before: Both, after: Both) -> str:
    """The id of the first paragraph that differs and is still there, to show it."""
    was, made = _places(before), _places(after)
    return next((pk for pk in made if not _alike(was, made, pk)), "")


@dataclass(frozen=True)
class Place:
    """Where a paragraph stands: in which of the two texts, under which heading, after which other one."""

    restricted: int
    code: str
    title: str
    after: str
    paragraph: Paragraph

    @property
    def core(self) -> tuple[Any, ...]:
        return self.restricted, self.code, self.paragraph


def _places(both: Both) -> dict[str, Place]:
    found = {}
    for n, whole in enumerate(both):
        for section in whole["sections"]:
            above = ""
            for paragraph in section["paragraphs"]:
                found[paragraph["id"]] = Place(n, section["code"], section["title"], above, paragraph)
                above = paragraph["id"]
    return found


def _alike(one: dict[str, Place], other: dict[str, Place], pk: str) -> bool:
    if pk not in one or pk not in other:
        return pk not in one and pk not in other
    return one[pk].core == other[pk].core


def _put_back(both: Both, pk: str, was: Place | None, here: Place | None) -> Both:
    """Both texts with one paragraph as it was, at its place, or gone if it was not there."""
    texts = list(both)
    if was and here and (was.restricted, was.code) == (here.restricted, here.code):
        texts[was.restricted] = text.with_paragraph(texts[was.restricted], pk, lambda _: was.paragraph)
        return texts[0], texts[1]
    if here:
        texts[here.restricted] = text.with_paragraph(
            texts[here.restricted], pk, lambda paragraph: {**paragraph, "sentences": []}
        )
    if was:
        whole, above = texts[was.restricted], text.find(texts[was.restricted], was.after)
        beside = above is not None and above[0]["code"] == was.code
        texts[was.restricted] = (
            text.after(whole, was.after, was.paragraph)
            if beside
            else text.placed(whole, was.paragraph, (was.code, was.title))
        )
    return texts[0], texts[1]
