"""How far a conference has got: each app adds the step it knows of, its page shows the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from access.models import User
from recordings.models import Conference


@dataclass(frozen=True)
class Next:
    """The one thing to do now: why, where, and the words on the button."""

    title: str
    reason: str
    url: str
    button: str
    post: bool = False


@dataclass(frozen=True)
class Step:
    """One step of the way. `state` is "done", "now" or "" (not yet); `next` only for whoever can take it."""

    name: str
    note: str = ""
    state: str = ""
    next: Next | None = None


@dataclass(frozen=True)
class Panel:
    """A part of the conference's page that a higher app draws: its template and what the template needs.

    The template finds `context` under the name `panel`.
    """

    template: str
    context: dict[str, Any]


StepSource = Callable[[Conference, User], Step]
PanelSource = Callable[[Conference, User], Panel | None]
STEPS: list[tuple[int, StepSource]] = []
PANELS: list[tuple[int, PanelSource]] = []


def add_step(place: int, source: StepSource) -> None:
    """An app says, when it is ready, which step it knows and where on the way it stands."""
    STEPS.append((place, source))


def add_panel(place: int, source: PanelSource) -> None:
    """An app says, when it is ready, what it shows on the conference's page."""
    PANELS.append((place, source))


def way(conference: Conference, user: User) -> list[Step]:
    """The steps of a conference in their order."""
    return [source(conference, user) for _, source in sorted(STEPS, key=lambda entry: entry[0])]


def next_of(steps: list[Step]) -> Next | None:
    """The first thing that this person can do now."""
    return next((step.next for step in steps if step.next), None)


def panels(conference: Conference, user: User) -> list[Panel]:
    """What the other apps show on the conference's page, in their order."""
    found = [source(conference, user) for _, source in sorted(PANELS, key=lambda entry: entry[0])]
    return [panel for panel in found if panel]
