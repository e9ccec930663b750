"""Two people in one paragraph: neither text is overwritten, both are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from access.models import User
from minutes import saving, text
from minutes.models import Minutes, Version
from minutes.saving import Newest
from minutes.sight import sight_of
from minutes.text import Line, Paragraph, Text


@dataclass(frozen=True)
class Clash:
    """What somebody else wrote meanwhile, and what was about to be stored."""

    paragraph: str
    theirs: Paragraph | None
    version: Version
    seen: int
    based_on: int
    lines: Sequence[Line]


def unlike(newest: Newest, paragraph: str, *, based_on: int, lines: Sequence[Line], by: User) -> Clash | None:
    """The clash, if the words of this paragraph are no longer those that the writer saw."""
    held = newest.version.minutes
    if newest.number == based_on:
        return None
    sight = sight_of(held, by)
    before = _in(sight.of(saving.numbered(held, based_on)), paragraph)
    now = _in(sight.of(newest), paragraph)
    if before is None or (now and now["sentences"] == before["sentences"]):
        return None
    version = _last_change(held, paragraph, newest, based_on)
    return Clash(paragraph, now, version, newest.number, based_on, lines)


def _in(texts: tuple[Text, Text], paragraph: str) -> Paragraph | None:
    return next((pair[1] for one in texts if (pair := text.find(one, paragraph))), None)


def _last_change(held: Minutes, paragraph: str, newest: Newest, based_on: int) -> Version:
    """The version in which this paragraph took its present form: whose change it was, and when."""
    now, author = _in(newest.both, paragraph), newest.version
    for number in range(newest.number - 1, based_on, -1):
        older = saving.numbered(held, number)
        if _in(older.both, paragraph) != now:
            break
        author = older.version
    return author
