"""The copy as Word: real headings, language, header rows, and nothing about who typed what, or when."""

import io
import re
from copy import deepcopy
from datetime import UTC, datetime
from functools import cache
from typing import Any, Protocol

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from minutes.documents import cover
from minutes.documents.content import Copy, Paragraph, Person, Removed, Words, facts, unbroken_date

BRAND = RGBColor(0x0E, 0x4B, 0x58)
QUIET = RGBColor(0x4C, 0x5A, 0x5D)
FONT = "Arial"
NO_BREAK = "\u00a0"
TAB_OR_BREAK = re.compile(r"[\t\n\r]")


class Printed(Protocol):
    """What the properties and the foot of a file are made of."""

    @property
    def title(self) -> str: ...

    @property
    def footer(self) -> str: ...

    @property
    def council(self) -> str: ...

    @property
    def made_at(self) -> datetime: ...


def draw(copy: Copy) -> bytes:
    """The finished Word file."""
    document = Document()
    dress(document)
    label(document, copy)
    _cover(document, copy)
    _conference(document, copy)
    _minutes(document, copy)
    _ending(document, copy)
    strip(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def dress(document: WordDocument) -> None:
    """Page, fonts and language, for every style."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.6)
    page.top_margin = page.bottom_margin = Cm(2.3)
    sizes = {"Normal": 12, "Title": 24, "Heading 1": 17, "Heading 2": 13.5, "List Bullet": 12}
    for name, size in sizes.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        _fonts(style.element.get_or_add_rPr())
        if name not in ("Normal", "List Bullet"):
            style.font.color.rgb, style.font.bold = BRAND, True
    normal: Any = document.styles["Normal"]
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.25
    language = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia", "w:bidi"):
        language.set(qn(name), "en-GB")
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(language)


def _fonts(properties: Any) -> None:
    """The same font for every script, instead of the theme's."""
    fonts = properties.find(qn("w:rFonts"))
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)


def label(document: WordDocument, copy: Printed) -> None:
    """The properties of the file and the foot of each page."""
    about = document.core_properties
    about.title, about.author, about.language = copy.title, copy.council, "en-GB"
    about.last_modified_by, about.comments, about.keywords, about.subject = copy.council, "", "", ""
    about.revision = 1
    about.created = about.modified = copy.made_at.astimezone(UTC).replace(tzinfo=None)
    foot = document.sections[0].footer.paragraphs[0]
    foot.add_run(f"Confidential. {copy.footer}. Page ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")
    for run in foot.runs:
        run.font.size, run.font.color.rgb = Pt(9), QUIET


def _field(paragraph: WordParagraph, code: str) -> None:
    """A number that Word works out by itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    run.font.size, run.font.color.rgb = Pt(9), QUIET
    field.append(run._r)
    paragraph._p.append(field)


def _cover(document: WordDocument, copy: Copy) -> None:
    document.add_paragraph(copy.council)
    document.add_paragraph(unbroken_date(copy), style="Title")
    document.add_paragraph(copy.conference.kind)
    made_for = document.add_paragraph("This copy was made for ")
    made_for.add_run(copy.recipient).bold = True
    document.add_paragraph(
        f"Copy {copy.copy_number} of {copy.copies}. Number {copy.register_number}. Version {copy.version}."
    )
    document.add_heading("About this copy", level=1)
    for heading, notice in cover.notices(copy):
        document.add_heading(heading, level=2)
        last = document.add_paragraph(notice)
    last.add_run().add_break(WD_BREAK.PAGE)


def _conference(document: WordDocument, copy: Copy) -> None:
    document.add_heading("The conference", level=1)
    for label, value in facts(copy):
        row = document.add_paragraph()
        row.paragraph_format.space_after = Pt(3)
        row.add_run(f"{label}: ").bold = True
        row.add_run(value)
    if copy.children:
        document.add_heading("The children" if len(copy.children) > 1 else "The child", level=2)
        for child in copy.children:
            born = f", born {child.born}" if child.born else ""
            document.add_paragraph(f"{child.name}{born}", style="List Bullet")
    if copy.attendance:
        document.add_heading("Who was invited, and who came", level=2)
        rows = [_row(person) for person in copy.attendance]
        table(document, ("Name", "Part", "From", "Came"), rows)


def _row(person: Person) -> list[Words]:
    return [person.name, person.role, person.agency, (person.came,)]


def _minutes(document: WordDocument, copy: Copy) -> None:
    for section in copy.sections:
        heading = document.add_paragraph()
        heading._p.style = "Heading1"  # `add_heading` looks the style up by its name: dearer than the text
        _write(heading, section.title, bold=True)
        for said in section.paragraphs:
            _said(document, said)
    if copy.statements:
        document.add_heading("Statements that go with these minutes", level=1)
        for said in copy.statements:
            _said(document, said)


def _ending(document: WordDocument, copy: Copy) -> None:
    if copy.key:
        document.add_heading("Key: why passages were taken out", level=1)
        rows: list[list[Words]] = [[(Removed(key.letter),), (key.reason,)] for key in copy.key]
        table(document, ("Mark", "Why"), rows)
    document.add_heading("Putting things right", level=1)
    for heading, notice in cover.closing(copy):
        document.add_heading(heading, level=2)
        document.add_paragraph(notice)
    if copy.distribution:
        document.add_heading("Who has a copy of these minutes", level=2)
        for holder in copy.distribution:
            document.add_paragraph(holder, style="List Bullet")


def _said(document: WordDocument, said: Paragraph) -> None:
    paragraph = document.add_paragraph()
    if said.speaker:
        _write(paragraph, (*said.speaker, ". "), bold=True)
    _write(paragraph, said.text)


def _write(paragraph: WordParagraph, words: Words, *, bold: bool = False) -> None:
    """Words as runs; a removed passage as white letters on black, one width for all."""
    for part in words:
        if isinstance(part, Removed):
            paragraph._p.append(deepcopy(_mark(part.removed)))
        else:
            _run(paragraph, part, bold=bold)


def _run(paragraph: WordParagraph, text: str, *, bold: bool) -> None:
    """One run. The library would go through it letter by letter for tabs and breaks, which few texts have."""
    if TAB_OR_BREAK.search(text):
        paragraph.add_run(text).bold = bold or None
        return
    run: Any = paragraph._p.add_r()
    if bold:
        run.get_or_add_rPr().append(OxmlElement("w:b"))
    run.add_t(text)


@cache
def _mark(letter: str) -> Any:
    """The black mark with this letter, to be copied: a long copy has hundreds."""
    element: Any = OxmlElement("w:r")
    run = Run(element, None)  # type: ignore[arg-type]
    run.text = f"{NO_BREAK}removed:{NO_BREAK}{letter}{NO_BREAK}"
    run.font.color.rgb, run.font.size = RGBColor(0xFF, 0xFF, 0xFF), Pt(10)
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "000000")):
        shade.set(qn(name), value)
    element.get_or_add_rPr().append(shade)
    return element


def table(document: WordDocument, titles: tuple[str, ...], rows: list[list[Words]]) -> None:
    """A table whose first row is a real header, repeated on each page, and whose rows do not break."""
    made = document.add_table(rows=1, cols=len(titles))
    _rule(made)
    for cell, title in zip(made.rows[0].cells, titles, strict=True):
        cell.paragraphs[0].add_run(title).bold = True
        cell.paragraphs[0].paragraph_format.space_after = Pt(3)
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in rows:
        cells = made.add_row()
        cells._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, words in zip(cells.cells, row, strict=True):
            _write(cell.paragraphs[0], words)
            cell.paragraphs[0].paragraph_format.space_after = Pt(3)


def _rule(made: Table) -> None:
    """A thin line under each row, and none between columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "CFD8D7")):
            line.set(qn(name), value)
        borders.append(line)
    made._tbl.tblPr.append(borders)


def strip(document: WordDocument) -> None:
    """Takes out what the template brought along: its thumbnail and its spare XML."""
    package = document.part.package
    for owner in (package, document.part):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.endswith(("/thumbnail", "/customXml", "/stylesWithEffects")):
                del owner.rels[key]
