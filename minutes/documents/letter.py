"""What a decision letter holds, and how it reads: one wording for every format. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from minutes.documents.content import full_date, long_date


@dataclass(frozen=True)
class PlanLine:
    """One line of the outline plan."""

    outcome: str
    action: str
    person: str
    by_when: str
    measure: str


@dataclass(frozen=True)
class Decided:
    """What was decided for one child whom this reader may read about."""

    name: str
    born: str
    decision: str
    category: str
    reasons: str
    plan: tuple[PlanLine, ...] = ()
    contingency: str = ""
    core_group: tuple[str, ...] = ()
    core_group_when: str = ""
    next_when: str = ""
    worker: str = ""
    worker_phone: str = ""


@dataclass(frozen=True)
class Letter:
    """Everything that is printed in one decision letter for one named person."""

    council: str
    recipient: str
    address: tuple[str, ...]
    number: str
    kind: str
    held_on: date
    chair: str
    made_at: datetime
    corrections_by: date
    corrections_to: str
    complaints_to: str
    phone: str
    children: tuple[Decided, ...]
    leaflet_title: str
    leaflet: str
    asked_for: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name of the file and of its window. Nobody reading over a shoulder learns whose it is."""
        return f"Letter after the conference of {long_date(self.held_on)}"

    @property
    def footer(self) -> str:
        """What stands at the foot of each page."""
        return f"Letter {self.number} for {self.recipient}"


@dataclass(frozen=True)
class Head:
    """A heading. `apart`: it begins a page of its own."""

    words: str
    level: int = 1
    apart: bool = False


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    words: str


@dataclass(frozen=True)
class Points:
    """A list of short points."""

    points: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """A table: its titles, and its rows."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Head | Words | Points | Rows
PLAN_TITLES = ("What should change", "What will be done", "Who", "By when", "How we will know")


def blocks(letter: Letter) -> Iterator[Block]:
    """The letter from its first line to the last of the leaflet, in order."""
    yield Words(f"Dear {letter.recipient}")
    names = _joined(letter.children)
    day = full_date(letter.held_on)
    yield Words(
        f"This letter tells you what was decided for {names} at the {letter.kind.lower()} on {day}. "
        f"{letter.chair} chaired it."
    )
    if letter.asked_for:
        asked = " and ".join(letter.asked_for)
        yield Words(f"You asked for this letter {asked}. Phone {letter.phone} if it is not with this letter.")
    for child in letter.children:
        yield from _child(child)
    yield from _closing(letter)
    yield Head(letter.leaflet_title, apart=True)
    yield from _leaflet(letter.leaflet)


def _child(child: Decided) -> Iterator[Block]:
    yield Head(f"{child.name}, {child.born}" if child.born else child.name)
    category = f", because of {child.category.lower()}" if child.category else ""
    yield Words(f"{child.decision}{category}.")
    if child.reasons:
        yield Head("Why", level=2)
        yield from (Words(line) for line in _lines(child.reasons))
    if child.plan:
        yield Head("The outline plan", level=2)
        rows = ((one.outcome, one.action, one.person, one.by_when, one.measure) for one in child.plan)
        yield Rows(PLAN_TITLES, tuple(rows))
    if child.contingency:
        yield Head("If things do not get better", level=2)
        yield from (Words(line) for line in _lines(child.contingency))
    yield from _people_and_dates(child)


def _people_and_dates(child: Decided) -> Iterator[Block]:
    if not (child.core_group or child.core_group_when or child.next_when or child.worker):
        return
    yield Head("Who meets, and when", level=2)
    if child.core_group:
        yield Words("The core group makes the plan work. In it are:")
        yield Points(child.core_group)
    if child.core_group_when:
        yield Words(f"The core group first meets on {child.core_group_when}.")
    if child.next_when:
        yield Words(f"The next conference is on {child.next_when}.")
    if child.worker:
        phone = f", phone {child.worker_phone}" if child.worker_phone else ""
        yield Words(f"The social worker is {child.worker}{phone}.")


def _closing(letter: Letter) -> Iterator[Block]:
    yield Head("If you would like the minutes")
    yield Words(
        f"Minutes of the conference are typed when somebody asks. Write to {letter.corrections_to} or phone "
        f"{letter.phone}. It costs nothing. You get the parts that you were there for."
    )
    yield Head("If something in this letter is wrong")
    yield Words(
        f"Tell the chair at {letter.corrections_to} by {full_date(letter.corrections_by)}. We will write "
        "down what you say, even where the chair does not agree."
    )
    yield Head("If you are unhappy with what was decided")
    yield Words(
        f"The leaflet at the end of this letter says how to complain: write to {letter.complaints_to}. "
        "A complaint does not change the decision while we look at it."
    )
    yield Head("Help, and other formats")
    yield Words(
        "You may show this letter to a solicitor, to an advocate or to somebody who is helping you. "
        "Please do not copy it or post it online: that could harm a child and may break the law."
    )
    yield Words(
        "Do you need it in another language, in large print, as easy read or read aloud? "
        f"Phone {letter.phone}."
    )
    yield Words(
        f"If this reached you by mistake, please do not read on. Phone {letter.phone}; we will collect it."
    )


def _leaflet(text: str) -> Iterator[Block]:
    """The leaflet as it was typed: a line that begins with # is a heading, with * a point of a list."""
    points: list[str] = []
    for line in [*_lines(text), ""]:
        if line.startswith("* "):
            points.append(line[2:].strip())
            continue
        if points:
            yield Points(tuple(points))
            points = []
        if line.startswith("#"):
            yield Head(line.lstrip("# ").strip(), level=2)
        elif line:
            yield Words(line)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _joined(children: tuple[Decided, ...]) -> str:
    names = [child.name for child in children]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
