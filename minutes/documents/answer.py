"""The letter that says no: what was asked, why it is not given, and how to complain. Pure."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import typst

from minutes.documents.content import full_date
from minutes.documents.pdf import CannotBeDrawn, fonts, reason

TEMPLATE = Path(__file__).with_name("answer.typ")
STANDARDS: list[Any] = ["ua-1", "a-2a"]
REGULATOR = (
    "You can also ask the Information Commissioner: phone 0303 123 1113, or write to the Information "
    "Commissioner, Wycliffe House, Water Lane, Wilmslow SK9 5AF."
)


@dataclass(frozen=True)
class RefusalLetter:
    """What one letter says. It names no child and no conference: somebody else may open it."""

    council: str
    name: str
    address: str
    reference: str
    asked_on: date
    in_part: bool
    reasons: tuple[str, ...]
    words: str = field(repr=False)
    complaints_to: str
    phone: str
    made_at: datetime


def refusal_letter(letter: RefusalLetter) -> bytes:
    """The finished PDF."""
    data = {
        "title": "Our answer to your request",
        "council": letter.council,
        "to": [letter.name, *(line.strip() for line in letter.address.splitlines() if line.strip())],
        "day": full_date(letter.made_at.date()),
        "reference": letter.reference,
        "opening": _opening(letter),
        "reasons": list(letter.reasons),
        "words": [part.strip() for part in letter.words.split("\n") if part.strip()],
        "complain": _complain(letter),
        "help": "If you would like us to explain this, or need it in another language, in large print or "
        f"read aloud, phone {letter.phone}. It costs nothing.",
    }
    compiler = typst.Compiler(TEMPLATE.read_bytes(), font_paths=fonts())
    try:
        made = compiler.compile(
            format="pdf",
            sys_inputs={"letter": json.dumps(data)},
            pdf_standards=STANDARDS,
            timestamp=int(letter.made_at.timestamp()),
        )
    except typst.TypstError as error:
        raise CannotBeDrawn(reason(error.message)) from None
    return cast(bytes, made)


def _opening(letter: RefusalLetter) -> str:
    asked = f"You asked us for minutes of a meeting on {full_date(letter.asked_on)}. "
    if letter.in_part:
        return asked + "We can give you a copy, and we cannot give you all of it."
    return asked + "We are sorry that we cannot give you them."


def _complain(letter: RefusalLetter) -> list[str]:
    return [
        f"If you do not agree, write to {letter.complaints_to}. Say that it is about {letter.reference}. "
        "Somebody who did not take part in this decision will look at it again.",
        REGULATOR,
        "You can also ask a court to decide. A solicitor or a law centre can tell you more.",
    ]
