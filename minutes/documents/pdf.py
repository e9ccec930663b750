"""The copy as PDF: accessible (PDF/UA-1) and lasting (PDF/A-2a) in one, set by Typst.

Content goes in as data. No sentence, name or title is ever part of the program that Typst runs.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst

from minutes.documents import cover
from minutes.documents.content import Copy, Paragraph, facts, full_date, unbroken_date, wording

HERE = Path(__file__).parent
STANDARDS: list[Any] = ["ua-1", "a-2a"]


class CannotBeDrawn(Exception):
    """The file could not be made. Says what kind of thing was wrong, never the words themselves."""


def draw(copy: Copy, *, points: int = 12) -> bytes:
    """The finished PDF, in letters of the given size."""
    compiler = typst.Compiler(_template(), font_paths=fonts())
    try:
        made = compiler.compile(
            format="pdf",
            sys_inputs={"copy": json.dumps(_data(copy, points=points))},
            pdf_standards=STANDARDS,
            timestamp=int(copy.made_at.timestamp()),
        )
    except typst.TypstError as error:
        raise CannotBeDrawn(reason(error.message)) from None
    return cast(bytes, made)


def draw_large(copy: Copy) -> bytes:
    """Large print: 18 point."""
    return draw(copy, points=18)


def draw_larger(copy: Copy) -> bytes:
    """Larger print: 24 point."""
    return draw(copy, points=24)


@cache
def _template() -> bytes:
    return (HERE / "copy.typ").read_bytes()


@cache
def fonts() -> typst.Fonts:
    """Our own font first; the machine's fonts only stand in for letters that it lacks."""
    return typst.Fonts(font_paths=[HERE / "fonts"])


def reason(message: str) -> str:
    """Typst quotes the text it stumbled over, so its message stays here."""
    if "could not be displayed" in message:
        return "A letter in this copy is in a script that this computer has no font for"
    return "The PDF could not be set"


def _data(copy: Copy, *, points: int) -> dict[str, Any]:
    """Everything the template prints, as JSON values."""
    return {
        "title": copy.title,
        "title_shown": unbroken_date(copy),
        "points": points,
        "council": copy.council,
        "recipient": copy.recipient,
        "footer": copy.footer,
        "register_number": copy.register_number,
        "copy": f"Copy {copy.copy_number} of {copy.copies}",
        "version": f"Version {copy.version}",
        "date": full_date(copy.conference.held_on),
        "kind": copy.conference.kind,
        "notices": cover.notices(copy),
        "closing": cover.closing(copy),
        "facts": facts(copy),
        "children": [[child.name, child.born] for child in copy.children],
        "attendance": [
            [wording(person.name), wording(person.role), wording(person.agency), person.came]
            for person in copy.attendance
        ],
        "sections": [
            {"title": wording(section.title), "paragraphs": _paragraphs(section.paragraphs)}
            for section in copy.sections
        ],
        "statements": _paragraphs(copy.statements),
        "key": [[key.letter, key.reason] for key in copy.key],
        "distribution": list(copy.distribution),
    }


def _paragraphs(paragraphs: tuple[Paragraph, ...]) -> list[dict[str, Any]]:
    return [{"speaker": wording(said.speaker), "text": wording(said.text)} for said in paragraphs]
