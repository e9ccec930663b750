"""One line of a transcript as two, each with its own words and what was flagged about them: pure."""

from __future__ import annotations

from typing import Any

from transcription import checks
from transcription.engine.words import Segment, segment


def halves(heard: dict[str, Any], at: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was heard in a line, cut before a word."""
    whole: Segment = {**segment(heard["words"]), "text": heard["text"], "flags": heard["flags"]}
    return _part(whole, 0, at), _part(whole, at, len(heard["words"]))


def _part(whole: Segment, first: int, last: int) -> dict[str, Any]:
    made = segment(whole["words"][first:last])
    return {"text": made["text"], "words": made["words"], "flags": checks.of_part(made, of=whole)}
