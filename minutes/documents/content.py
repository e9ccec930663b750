"""What a typed copy holds, in plain values. A removed passage is only a letter here."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Removed:
    """A passage that was taken out. Only the letter that the key explains is left of it."""

    removed: str


Words = tuple[str | Removed, ...]


@dataclass(frozen=True)
class Key:
    """What a letter in the text means."""

    letter: str
    reason: str


@dataclass(frozen=True)
class Person:
    """One row of the attendance list, as this recipient may read it."""

    name: Words
    role: Words
    agency: Words = ()
    came: str = "Came"


@dataclass(frozen=True)
class Child:
    """One child whom the recipient may read about."""

    name: str
    born: str = ""


@dataclass(frozen=True)
class Conference:
    """When and where the conference was held, and how the minutes were made."""

    kind: str
    held_on: date
    chair: str
    times: str = ""
    place: str = ""
    minute_taker: str = ""
    recorded: bool = True
    machine_draft: bool = False
    gaps: str = ""


@dataclass(frozen=True)
class Paragraph:
    """What one person said. Without a speaker it is the minute taker's own sentence."""

    text: Words
    speaker: Words = ()


@dataclass(frozen=True)
class Section:
    """One heading of the minutes."""

    title: Words
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Copy:
    """Everything that is printed in one numbered copy for one named person."""

    council: str
    recipient: str
    register_number: str
    copy_number: int
    copies: int
    version: int
    approved_by: str
    approved_on: date
    made_at: datetime
    corrections_to: str
    corrections_by: date
    complaints_to: str
    phone: str
    conference: Conference
    children: tuple[Child, ...]
    attendance: tuple[Person, ...]
    sections: tuple[Section, ...]
    key: tuple[Key, ...] = ()
    distribution: tuple[str, ...] = ()
    statements: tuple[Paragraph, ...] = field(default=())

    @property
    def title(self) -> str:
        """The name of the file and of its window. Nobody reading over a shoulder learns whose it is."""
        return f"Minutes of the conference of {long_date(self.conference.held_on)}"

    @property
    def footer(self) -> str:
        """What stands at the foot of each page: the copy and the person it was made for."""
        return f"Copy {self.copy_number} of {self.copies} for {self.recipient} ({self.register_number})"


def long_date(day: date) -> str:
    """A day as letters write it, without the weekday: 5 November 2026."""
    return f"{day.day} {day:%B %Y}"


def full_date(day: date) -> str:
    """A day as letters write it: Thursday 5 November 2026."""
    return f"{day:%A} {long_date(day)}"


def unbroken_date(copy: Copy) -> str:
    """The title with a date that stays on one line."""
    day = long_date(copy.conference.held_on)
    return copy.title.replace(day, day.replace(" ", "\u00a0"))


def facts(copy: Copy) -> list[tuple[str, str]]:
    """The particulars of the conference, in the order in which they are printed."""
    held = copy.conference
    rows = [
        ("Conference", held.kind),
        ("Date", full_date(held.held_on)),
        ("Time", held.times),
        ("Place", held.place),
        ("Chair", held.chair),
        ("Minute taker", held.minute_taker),
        ("Sound recording", "Yes, kept by the council" if held.recorded else "No"),
        ("How these minutes were made", _how_made(held)),
        ("Gaps in the recording", held.gaps),
    ]
    return [(label, value) for label, value in rows if value]


def _how_made(held: Conference) -> str:
    """Says plainly whether software helped, and that a person answers for the text."""
    if held.machine_draft:
        return "First draft by software from the recording; every word then checked by a person"
    return "Typed by a person"


def wording(words: Words) -> list[Any]:
    """Words as JSON: strings, and {"removed": letter} for what was taken out."""
    return [{"removed": part.removed} if isinstance(part, Removed) else part for part in words]
