"""The list of versions as a person looks for one: the milestones, and how many saves lie between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from minutes.models import Minutes, Version

# What every such change is called in the list. A plain edit has no name: it is one of the saves between.
NAMED = {
    "drafted": "First draft",
    "begun": "Begun by hand",
    "restored": "An older version brought back",
    "template_changed": "Headings changed",
    "words_replaced": "Words replaced",
    "heard_again": "Heard once more",
    "restricted_changed": "Restricted text changed",
    "statement_attached": "A statement attached",
}


@dataclass
class Row:
    """One version in the list, and the saves after the milestone below it."""

    version: Version
    name: str
    state: str
    saves: list[Version] = field(default_factory=list)

    @property
    def since(self) -> datetime:
        return self.saves[-1].created_at

    @property
    def until(self) -> datetime:
        return self.saves[0].created_at

    @property
    def authors(self) -> list[str]:
        return list(dict.fromkeys(save.author.name for save in self.saves))


def versions_of(minutes: Minutes) -> list[Version]:
    """Every version without its text, newest first."""
    related = minutes.versions.select_related("author", "milestone__version__minutes__key")
    closed = ("content", "restricted", "milestone__version__content", "milestone__version__restricted")
    return list(related.defer(*closed).order_by("-number"))


def rows(versions: Iterable[Version], states: Mapping[int, str], *, every: bool) -> list[Row]:
    """The milestones, newest first, each with the plain saves that led to it; or every version."""
    found: list[Row] = []
    for version in versions:
        state = states.get(version.number, "")
        name = name_of(version)
        if every or name or state or not found or version.based_on is None:
            found.append(Row(version, name, state))
        else:
            found[-1].saves.append(version)
    return found


def name_of(version: Version) -> str:
    """What a person called this version, or what it is called by what was done."""
    milestone = getattr(version, "milestone", None)
    return milestone.name if milestone else NAMED.get(version.what, "")
