"""Paper around a copy: the address label, and the letter with a code. Neither says what it is about."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import typst

from minutes.documents.content import full_date
from minutes.documents.pdf import CannotBeDrawn, fonts, reason

TEMPLATE = Path(__file__).with_name("slips.typ")
STANDARDS: list[Any] = ["ua-1", "a-2a"]


@dataclass(frozen=True)
class Label:
    """What is stuck on the envelope. `back_to` is where the post brings it if it cannot be delivered."""

    name: str
    address: str
    back_to: str
    made_at: datetime


@dataclass(frozen=True)
class CodeLetter:
    """A code by letter: it opens what was sent by e-mail, and does not say what that is."""

    council: str
    name: str
    address: str
    code: str
    is_password: bool
    phone: str
    made_at: datetime


def label(content: Label) -> bytes:
    """A label of 105 by 74 mm, an eighth of a sheet."""
    lines = _lines(content.address)
    data = {"name": content.name, "lines": lines, "back_to": _lines(content.back_to)}
    return _draw("label", "Address label", data, content.made_at)


def code_letter(content: CodeLetter) -> bytes:
    """One page to put into an envelope of its own."""
    data = {
        "council": content.council,
        "name": content.name,
        "lines": _lines(content.address),
        "code": content.code,
        "opens": "password" if content.is_password else "code",
        "phone": content.phone,
        "day": full_date(content.made_at.date()),
    }
    return _draw("code", "A letter for you", data, content.made_at)


def _draw(kind: str, title: str, data: dict[str, Any], at: datetime) -> bytes:
    compiler = typst.Compiler(TEMPLATE.read_bytes(), font_paths=fonts())
    try:
        made = compiler.compile(
            format="pdf",
            sys_inputs={"slip": json.dumps({"kind": kind, "title": title, **data})},
            pdf_standards=STANDARDS,
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as error:
        raise CannotBeDrawn(reason(error.message)) from None
    return cast(bytes, made)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
