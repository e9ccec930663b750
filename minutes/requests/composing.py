"""Lays out one copy in plain values: what stands, letters for what was taken out, and the key to them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from access.roles import Role
from minutes import documents
from minutes.documents import Removed, Words
from minutes.documents.content import long_date
from minutes.models import Version
from minutes.requests.marks import OUT, REASONS, SUGGESTED, Mark, as_words, letters, pieces
from minutes.requests.models import MinuteRequest
from minutes.requests.reading import Heading, Line, Said
from minutes.requests.sources import Row, Source, children_of, marks_of
from recordings import clocks
from recordings.calendar.council import council
from recordings.models import Attendance, Child

CAME = {
    Attendance.Came.INVITED: "Invited",
    Attendance.Came.ATTENDED: "Came",
    Attendance.Came.PART: "Came for part",
    Attendance.Came.APOLOGIES: "Sent apologies",
    Attendance.Came.ABSENT: "Did not come",
}


@dataclass(frozen=True)
class Numbers:
    """What distinguishes this copy: its number in the issue register, and when it was made."""

    register_number: str
    made_at: datetime


class Page:
    """The marks of one request laid over its text, with a letter for each reason."""

    def __init__(self, source: Source, marks: list[Mark]) -> None:
        self.source = source
        self.on: dict[str, list[Mark]] = {}
        for mark in marks:
            self.on.setdefault(mark.line, []).append(mark)
        self.letters: Mapping[str, str] = letters(self._codes())

    def _codes(self) -> Iterator[str]:
        for line in self.source.lines():
            yield from (
                piece.code for piece in pieces(line.text, self.on.get(line.id, [])) if piece.decision == OUT
            )

    def words(self, line: Line) -> Words:
        """One line as the reader gets it."""
        return as_words(pieces(line.text, self.on.get(line.id, [])), self.letters)

    def covered(self, row: Row) -> Removed | None:
        """A row of the attendance list stands or falls as a whole."""
        marks = self.on.get(row.line.id, [])
        if out := next((mark for mark in marks if mark.decision == OUT), None):
            return Removed(self.letters[out.code])
        return Removed("?") if any(mark.decision == SUGGESTED for mark in marks) else None

    def speaker(self, said: Said) -> Words:
        """Who said it: name and role, or a mark where the person was taken out."""
        row = self.source.row_of(said)
        if row is None:
            return self.words(said.speaker_line) if said.speaker else ()
        covered = self.covered(row)
        return (covered or ", ".join(part for part in (row.person.name, row.person.role) if part),)

    def person(self, row: Row) -> documents.Person:
        came = CAME[Attendance.Came(row.person.came)]
        if covered := self.covered(row):
            return documents.Person((covered,), (covered,), (), came)
        agency = (row.person.agency,) if row.person.agency else ()
        return documents.Person((row.person.name,), (row.person.role,), agency, came)

    def section(self, heading: Heading) -> documents.Section:
        paragraphs = (
            documents.Paragraph(self._text(said), self.speaker(said)) for said in heading.paragraphs
        )
        return documents.Section(self.words(heading.line), tuple(paragraphs))

    def _text(self, said: Said) -> Words:
        """The sentences of one paragraph with a space between them."""
        text: list[str | Removed] = []
        for line in said.lines:
            text += [" "] if text else []
            text += self.words(line)
        return tuple(text)


def compose(request: MinuteRequest, source: Source, numbers: Numbers) -> documents.Copy:
    """Everything that is printed in this copy."""
    page, version = Page(source, marks_of(request)), version_of(request)
    made_on = timezone.localdate(numbers.made_at)
    return documents.Copy(
        council=settings.COUNCIL_NAME,
        recipient=request.name,
        register_number=numbers.register_number,
        copy_number=1,
        copies=1,
        version=version.number,
        approved_by=version.minutes.approved_by.name if version.minutes.approved_by else "",
        approved_on=timezone.localdate(version.minutes.approved_at),
        made_at=numbers.made_at,
        corrections_to=settings.SAFEGUARDING_ADDRESS,
        corrections_by=clocks.amendment_window_end(made_on, extra_holidays=council())["last_day"],
        complaints_to=settings.COMPLAINTS_ADDRESS,
        phone=settings.SAFEGUARDING_PHONE,
        conference=_particulars(request, version),
        children=tuple(_child(child) for child in children_of(request)),
        attendance=tuple(page.person(row) for row in source.rows),
        sections=tuple(page.section(heading) for heading in source.headings),
        key=tuple(documents.Key(letter, REASONS[code]) for code, letter in page.letters.items()),
        distribution=(f"{request.name}, copy 1 of 1",),
    )


def version_of(request: MinuteRequest) -> Version:
    """The version this copy is made from."""
    if request.version is None:
        raise ValueError("A copy is made from a version.")
    return request.version


def _particulars(request: MinuteRequest, version: Version) -> documents.Conference:
    held = request.conference
    return documents.Conference(
        kind=f"{held.get_type_display()} child protection conference",
        held_on=held.held_on,
        chair=held.chair.name,
        times=f"Started at {held.starts_at:%H:%M}" if held.starts_at else "",
        place=held.place,
        minute_taker=held.administrator.name if held.administrator else "",
        recorded=held.recordings.exists(),
        machine_draft=version.minutes.versions.filter(author__role=Role.SERVICE).exists(),
    )


def _child(child: Child) -> documents.Child:
    born = child.born_on
    return documents.Child(child.name, long_date(born) if born else "")
