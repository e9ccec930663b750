"""A table as a spreadsheet writes it, read into rows; and what is wrong with it, line by line. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from recordings.importing.columns import COLUMNS, REQUIRED

SAVE_AS = "Save it from the spreadsheet as “CSV UTF-8” and try again."
MANY = 200  # problems of one table that are shown


@dataclass(frozen=True)
class Problem:
    """Why a line cannot be brought in: never with what stands in it, for that may name somebody."""

    table: str
    line: int
    reason: str
    column: str = ""

    def as_json(self) -> dict[str, object]:
        return {"table": self.table, "line": self.line, "column": self.column, "reason": self.reason}


@dataclass(frozen=True)
class Row:
    """One line of a table: its number as the spreadsheet shows it, and the cells that are not empty."""

    line: int
    cells: dict[str, str]
    spare: bool = False  # more cells than there are columns


class Unreadable(Exception):
    """The whole table cannot be read; holds the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.reason)
        self.problem = problem


def decoded(content: bytes, table: str) -> str:
    """The words of a file: UTF-8, with or without the mark that Excel puts before it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Unreadable(Problem(table, line, f"The file is not in UTF-8. {SAVE_AS}")) from None


def rows_of(content: str, table: str) -> Iterator[Row]:
    """Every line with something in it, under the names of its columns."""
    lines = csv.reader(
        io.StringIO(content.lstrip("\ufeff"), newline=""), delimiter=_delimiter(content), strict=True
    )
    try:
        names = _names(next(lines, []), table)
        line = lines.line_num
        for cells in lines:
            at, line = line + 1, lines.line_num
            if any(cell.strip() for cell in cells):
                yield Row(at, _cells(names, cells), any(cell.strip() for cell in cells[len(names) :]))
    except csv.Error:
        reason = f"The quotation marks or the line do not end. {SAVE_AS}"
        raise Unreadable(Problem(table, lines.line_num, reason)) from None


def _delimiter(content: str) -> str:
    """What parts the columns: most spreadsheets take a comma, some a semicolon or a tab."""
    first = content.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _names(header: list[str], table: str) -> list[str]:
    names = ["_".join(name.casefold().replace("-", " ").split()) for name in header]
    while names and not names[-1]:
        names.pop()
    known = COLUMNS[table]
    for wrong in (name for name in names if name not in known):
        raise Unreadable(
            Problem(table, 1, f"There is no such column. The columns are: {', '.join(known)}.", _short(wrong))
        )
    if len(set(names)) < len(names):
        raise Unreadable(Problem(table, 1, "A column stands there twice."))
    if missing := [name for name in REQUIRED[table] if name not in names]:
        raise Unreadable(Problem(table, 1, "This column is missing.", missing[0]))
    return names


def _cells(names: list[str], cells: list[str]) -> dict[str, str]:
    found = {name: _plain(cell) for name, cell in zip(names, cells, strict=False)}
    return {name: cell for name, cell in found.items() if cell}


def _plain(cell: str) -> str:
    """A cell without what spreadsheets put around text so that it stays text: ="00417" and a leading '."""
    text = cell.strip()
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1].strip()
    return text[1:] if text[:1] == "'" and text[1:2] in set("=+-@0123456789") else text


def _short(name: str) -> str:
    """A heading that we do not know may be anything, so only a little of it is said back."""
    return "".join(letter for letter in name if letter.isalnum() or letter == "_")[:30]
