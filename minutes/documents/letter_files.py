"""The decision letter as files: PDF in three sizes of print, and Word."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any, cast

import typst
from docx import Document
from docx.document import Document as WordDocument

from minutes.documents import word
from minutes.documents.content import full_date, long_date
from minutes.documents.letter import Block, Head, Letter, Points, Rows, Words, blocks
from minutes.documents.pdf import STANDARDS, CannotBeDrawn, fonts, reason

TEMPLATE = Path(__file__).with_name("letter.typ")
POINTS = {"pdf": 12, "pdf-18": 18, "pdf-24": 24}


def render(letter: Letter, *, code: str) -> bytes:
    """The finished file in one format."""
    return draw_word(letter) if code == "docx" else draw(letter, points=POINTS[code])


def draw(letter: Letter, *, points: int) -> bytes:
    """The finished PDF, in letters of the given size: accessible (PDF/UA-1) and lasting (PDF/A-2a)."""
    compiler = typst.Compiler(TEMPLATE.read_bytes(), font_paths=fonts())
    try:
        made = compiler.compile(
            format="pdf",
            sys_inputs={"letter": json.dumps(_data(letter, points=points))},
            pdf_standards=STANDARDS,
            timestamp=int(letter.made_at.timestamp()),
        )
    except typst.TypstError as error:
        raise CannotBeDrawn(reason(error.message)) from None
    return cast(bytes, made)


def _data(letter: Letter, *, points: int) -> dict[str, Any]:
    day = long_date(letter.held_on)
    return {
        "title": letter.title,
        "title_shown": letter.title.replace(day, day.replace(" ", "\u00a0")),
        "points": points,
        "council": letter.council,
        "recipient": letter.recipient,
        "address": list(letter.address),
        "day": full_date(letter.made_at.date()),
        "number": letter.number,
        "footer": letter.footer,
        "blocks": [_as_data(block) for block in blocks(letter)],
    }


def _as_data(block: Block) -> dict[str, Any]:
    match block:
        case Head(words, level, apart):
            return {"kind": "head", "words": words, "level": level, "apart": apart}
        case Words(words):
            return {"kind": "words", "words": words}
        case Points(points):
            return {"kind": "points", "points": list(points)}
        case Rows(titles, rows):
            return {"kind": "rows", "titles": list(titles), "rows": [list(row) for row in rows]}


def draw_word(letter: Letter) -> bytes:
    """The finished Word file."""
    document = Document()
    word.dress(document)
    word.label(document, letter)
    document.add_paragraph(letter.council)
    address = document.add_paragraph()
    address.add_run(letter.recipient).bold = True
    for line in letter.address:
        address.add_run().add_break()
        address.add_run(line)
    document.add_paragraph(f"{full_date(letter.made_at.date())}. Number {letter.number}.")
    document.add_paragraph(letter.title, style="Title")
    for block in blocks(letter):
        _write(document, block)
    word.strip(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _write(document: WordDocument, block: Block) -> None:
    match block:
        case Head(words, level, apart):
            heading = document.add_heading(words, level=level)
            heading.paragraph_format.page_break_before = apart
        case Words(words):
            document.add_paragraph(words)
        case Points(points):
            for point in points:
                document.add_paragraph(point, style="List Bullet")
        case Rows(titles, rows):
            word.table(document, titles, [[(cell,) if cell else () for cell in row] for row in rows])
