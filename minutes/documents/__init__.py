"""The typed copy: content in, finished files out. Pure: no database, no settings, nothing written to disk."""

from minutes.documents.content import Child, Conference, Copy, Key, Paragraph, Person, Removed, Section, Words
from minutes.documents.render import FORMATS, CannotBeDrawn, Format, render

__all__ = [
    "FORMATS",
    "CannotBeDrawn",
    "Child",
    "Conference",
    "Copy",
    "Format",
    "Key",
    "Paragraph",
    "Person",
    "Removed",
    "Section",
    "Words",
    "render",
]
