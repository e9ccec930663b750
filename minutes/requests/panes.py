"""The two panes of the redaction page: the minutes with their marks, and what the reader will get."""

from __future__ import annotations

from dataclasses import dataclass, field

from minutes.documents import Key
from minutes.requests.composing import Page
from minutes.requests.marks import REASONS, Piece, pieces
from minutes.requests.models import MinuteRequest, Redaction
from minutes.requests.reading import Line, Said
from minutes.requests.sources import Row, Source, marks_of, words_of


@dataclass(frozen=True)
class ShownPiece:
    """Some words under one decision, and the letter the reader sees in their place."""

    text: str
    decision: str
    code: str
    letter: str


@dataclass(frozen=True)
class ShownLine:
    """One sentence, cut at its marks."""

    id: str
    pieces: list[ShownPiece]


@dataclass(frozen=True)
class ShownParagraph:
    """What one person said, as both panes show it. The speaker of the copy may be covered."""

    speaker: str
    speaker_letter: str
    lines: list[ShownLine]
    covered: str = ""


@dataclass(frozen=True)
class ShownSection:
    """One heading."""

    title: str
    paragraphs: list[ShownParagraph]
    line: ShownLine | None = None


@dataclass
class Group:
    """Marks on the same words, decided together."""

    words: str
    found: str
    context: str
    marks: list[Redaction] = field(default_factory=list)

    @property
    def first(self) -> Redaction:
        return self.marks[0]

    @property
    def places(self) -> int:
        return len(self.marks)

    @property
    def undecided(self) -> bool:
        return any(mark.decision == Redaction.Decision.SUGGESTED for mark in self.marks)


@dataclass(frozen=True)
class Panes:
    """Everything both panes and the list of decisions need."""

    sections: list[ShownSection]
    letters: dict[str, str]
    key: list[Key]
    groups: list[Group]

    @property
    def left(self) -> int:
        return sum(group.undecided for group in self.groups)


def panes_of(request: MinuteRequest, source: Source) -> Panes:
    """The text of one request with every mark on it."""
    page = Page(source, marks_of(request))
    invited = "Who was invited, and who came"
    sections = [ShownSection(invited, [_row(page, row) for row in source.rows])]
    for heading in source.headings:
        paragraphs = [
            ShownParagraph(
                speaker=_speaker(source, said),
                speaker_letter=_letter(page, said),
                lines=[_line(page, line) for line in said.lines],
            )
            for said in heading.paragraphs
        ]
        line = _line(page, heading.line)
        sections.append(ShownSection(heading.title, paragraphs, line))
    key = [Key(letter, REASONS[code]) for code, letter in page.letters.items()]
    marks = request.redactions.select_related("request__key", "by")
    return Panes(sections, dict(page.letters), key, grouped(words_of(marks, source), source))


def grouped(words: dict[Redaction, str], source: Source) -> list[Group]:
    """Marks by their words and decision, those to decide first, then in the order of the text."""
    texts = {line.id: line.text for line in source.lines()}
    place = {line: number for number, line in enumerate(texts)}
    found: dict[tuple[str, str, str], Group] = {}
    for mark, text in sorted(words.items(), key=lambda one: (place.get(one[0].sentence, 0), one[0].start)):
        key = (text.casefold(), mark.decision, mark.code)
        found.setdefault(
            key, Group(text, mark.get_found_display(), texts.get(mark.sentence, ""))
        ).marks.append(mark)
    return sorted(found.values(), key=lambda group: not group.undecided)


def _row(page: Page, row: Row) -> ShownParagraph:
    """A row of the attendance list: in the copy it stands or falls as a whole."""
    covered = page.covered(row)
    return ShownParagraph("", "", [_line(page, row.line)], covered.removed if covered else "")


def _line(page: Page, line: Line) -> ShownLine:
    cut = pieces(line.text, page.on.get(line.id, []))
    return ShownLine(line.id, [_piece(page, piece) for piece in cut])


def _piece(page: Page, piece: Piece) -> ShownPiece:
    return ShownPiece(piece.text, piece.decision, piece.code, page.letters.get(piece.code, ""))


def _speaker(source: Source, said: Said) -> str:
    row = source.row_of(said)
    return ", ".join(part for part in (row.person.name, row.person.role) if part) if row else said.speaker


def _letter(page: Page, said: Said) -> str:
    row = page.source.row_of(said)
    covered = page.covered(row) if row else None
    return covered.removed if covered else ""
