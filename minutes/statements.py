"""A requester's statement beside the passage it is about: a paragraph that nobody changes or takes out; pure.

It carries the seconds of that passage: whoever was out of the room then does not read it either,
and a copy prints, covers and checks it like any other line.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from access.errors import Conflict
from minutes import text
from minutes.text import Hand, Paragraph, Text

STAYS = "Somebody asked for this statement to stand here. It stays beside its passage for ever."


def statement(
    sentence: dict[str, Any], *, correction: str, words: str, attendance: str | None, hand: Hand
) -> Paragraph:
    """The paragraph that holds a statement about a sentence."""
    made = {
        **text.typed(words, hand),
        "sources": [list(span) for span in sentence["sources"]],
        "recording": sentence["recording"],
    }
    return {
        "id": str(uuid4()),
        "speaker": "",
        "speaker_id": None,
        "attendance_id": attendance,
        "statement": correction,
        "sentences": [made],
    }


def wording(*, name: str, words: str, day: date) -> str:
    """How a statement reads: whose it is, since when, and what they say."""
    when = f"{day.day} {day:%B %Y}"
    said = " ".join(words.split())
    return (
        f"Statement by {name}, added on {when} because the chair did not agree to change what stands "
        f"above: “{said}”"
    )


def is_statement(paragraph: Mapping[str, Any]) -> bool:
    """Whether this paragraph is such a statement."""
    return bool(paragraph.get("statement"))


def require_words(paragraph: Paragraph) -> None:
    """Stop here if somebody is about to change a statement."""
    if is_statement(paragraph):
        raise Conflict(STAYS)


def following(whole: Text, paragraph_id: str) -> list[Paragraph]:
    """The statements that stand right under a paragraph: where it goes, they go."""
    pair = text.find(whole, paragraph_id)
    if pair is None:
        return []
    below: list[Paragraph] = pair[0]["paragraphs"][pair[0]["paragraphs"].index(pair[1]) + 1 :]
    count = next((n for n, one in enumerate(below) if not is_statement(one)), len(below))
    return below[:count]


def put_under(whole: Text, paragraph_id: str, statements: list[Paragraph]) -> Text:
    """The text with these statements right under a paragraph, after those that stand there already."""
    under = [paragraph_id, *(one["id"] for one in following(whole, paragraph_id))][-1]
    for one in statements:
        whole, under = text.after(whole, under, one), one["id"]
    return whole


def carried_over(older: Text, newer: Text) -> Text:
    """An older text with every statement that stands in the newer one."""
    there = {paragraph["id"] for _, paragraph in text.paragraphs(older)}
    above = ""
    for section in newer["sections"]:
        for paragraph in section["paragraphs"]:
            if not is_statement(paragraph):
                above = paragraph["id"]
            elif paragraph["id"] not in there:
                home = text.find(older, above)
                older = (
                    put_under(older, above, [paragraph])
                    if home
                    else text.placed(older, paragraph, (section["code"], section["title"]))
                )
    return older
