"""Decisions and letters over the API: the same actions as the pages."""

from minutes.letters.api.decisions import copy, decide, decision, decisions, noted, reopen, suggestions
from minutes.letters.api.letters import (
    arrived,
    download,
    drop,
    leaflet,
    letter,
    letters,
    letters_of,
    send,
    sign,
    take_back,
    translated,
)

__all__ = [
    "arrived",
    "copy",
    "decide",
    "decision",
    "decisions",
    "download",
    "drop",
    "leaflet",
    "letter",
    "letters",
    "letters_of",
    "noted",
    "reopen",
    "send",
    "sign",
    "suggestions",
    "take_back",
    "translated",
]
