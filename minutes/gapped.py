"""Where nobody's words stand: a gap is a paragraph of its own in a draft, at its place; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from minutes.text import Paragraph, Text, paragraphs
from transcription.gaps import Gap, words

KIND = "gap"


def place(text: Text, gap: Gap, *, recording: str) -> None:
    """Put a gap after the last sentence of its recording that begins before it; nowhere, if there is none."""
    place_paragraph(text, _paragraph(gap, recording), at=gap["start"], recording=recording)


def place_words(text: Text, said: str, *, at: float, recording: str) -> None:
    """Say at a second of a recording that nothing was recorded, as a gap of its own."""
    made = _paragraph(Gap(kind="stopped", start=at, end=at), recording)
    made["sentences"][0]["text"] = said
    place_paragraph(text, made, at=at, recording=recording)


def place_paragraph(text: Text, made: Paragraph, *, at: float, recording: str) -> None:
    """Put a paragraph at its second: one that goes on past it is cut in two."""
    before = [
        (sentence["sources"][0][0], section, paragraph, place)
        for section, paragraph in paragraphs(text)
        for place, sentence in enumerate(paragraph["sentences"])
        if sentence["recording"] == recording and sentence["sources"] and sentence["sources"][0][0] <= at
    ]
    if not before:
        return
    _, section, paragraph, last = max(before, key=lambda found: found[0])
    home = section["paragraphs"]
    place = home.index(paragraph) + 1
    home[place:place] = [made, *_rest(paragraph, last + 1)]


def is_gap(paragraph: Mapping[str, Any]) -> bool:
    """Whether this paragraph is a gap, and nothing else."""
    return all(sentence.get("kind") == KIND and not sentence["heard"] for sentence in paragraph["sentences"])


def _rest(paragraph: Paragraph, at: int) -> list[Paragraph]:
    """What comes after the gap, as a paragraph of its own."""
    after = paragraph["sentences"][at:]
    del paragraph["sentences"][at:]
    return [{**paragraph, "id": str(uuid4()), "sentences": after}] if after else []


def _paragraph(gap: Gap, recording: str) -> Paragraph:
    sentence = {
        "id": str(uuid4()),
        "text": words(gap),
        "sources": [[gap["start"], gap["end"]]],
        "recording": recording,
        "origin": "machine",
        "heard": "",
        "times": [],
        "kind": KIND,
        "flags": [],
    }
    return {
        "id": str(uuid4()), "speaker": "", "speaker_id": None, "attendance_id": None, "sentences": [sentence],
    }  # fmt: skip
