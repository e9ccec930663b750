"""The list that a recorder or a booking system leaves beside the files: which file is of which conference."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recordings.models import Conference
from recordings.vault.lookup import lookup_digest

NAME = "manifest.csv"
LARGEST = 1_000_000  # bytes
OTHERS = ["case_reference", "conference", "held_on", "sha256"]


class Unreadable(Exception):
    """The list cannot be used; the message says why in one line."""


@dataclass(frozen=True)
class Entry:
    """What the list says of one file."""

    conference: str = ""
    case_reference: str = ""
    held_on: str = ""
    sha256: str = ""

    def find(self) -> Conference:
        """The one conference that is meant; raises Unreadable where there is none, or more than one."""
        if self.conference:
            found = Conference.objects.filter(pk=_id(self.conference))
        elif self.case_reference and self.held_on:
            found = Conference.objects.filter(
                children__child__case_reference_digest=lookup_digest(self.case_reference),
                held_on=_day(self.held_on),
            )
        else:
            raise Unreadable(
                f"{NAME} names no conference for this file: give conference, or case_reference and held_on."
            )
        if len(few := list(found[:2])) != 1:
            many = "more than one conference" if few else "no conference that is here"
            raise Unreadable(f"{NAME} names {many} for this file.")
        return few[0]


def read(content: bytes) -> dict[str, Entry]:
    """Every file that a list names."""
    if len(content) > LARGEST:
        raise Unreadable(f"{NAME} is too long.")
    try:
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        columns = [name.strip().lower() for name in rows.fieldnames or []]
        rows.fieldnames = columns
        _check(columns)
        return _entries(rows)
    except (UnicodeDecodeError, csv.Error):
        raise Unreadable(f"{NAME} is not a list in CSV with the encoding UTF-8.") from None


def _check(columns: list[str]) -> None:
    unknown = sorted(set(columns) - {"file", *OTHERS})
    if "file" not in columns or unknown or len(set(columns)) < len(columns):
        raise Unreadable(
            f"The first line of {NAME} names the columns: file, and some of {', '.join(OTHERS)}."
        )


def _entries(rows: csv.DictReader[str]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for row in rows:
        if None in row:
            raise Unreadable(f"Line {rows.line_num} of {NAME} has more values than columns.")
        values = {name: (value or "").strip() for name, value in row.items()}
        file = values.pop("file")
        if file in entries:
            raise Unreadable(f"Line {rows.line_num} of {NAME} names a file for the second time.")
        entries[file] = Entry(**values)
    return entries


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Unreadable(f"{NAME} names no conference that is here for this file.") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unreadable(f"{NAME} writes a day as 2026-11-05.") from None
