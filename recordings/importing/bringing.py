"""Tables brought in: in one transaction, which is taken back when a line is wrong or when one only looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import DataError, transaction

from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings import actions
from recordings.importing.columns import KNOWN_BY, TABLES
from recordings.importing.lines import BRING
from recordings.importing.reading import MANY, Problem, Row, Unreadable, rows_of
from recordings.importing.shapes import LINES

Tables = Mapping[str, str]  # the words of each table that is there, by its name


@dataclass
class Brought:
    """What came of it: how many of each, and what is wrong. Nothing was kept unless `done`."""

    done: bool = False
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unsaid: int = 0

    def as_json(self) -> dict[str, Any]:
        return {
            "done": self.done,
            "counts": self.shown,
            "problems": [problem.as_json() for problem in self.problems],
            "more_problems": self.unsaid,
        }

    @property
    def shown(self) -> dict[str, dict[str, int]]:
        """How many of each, for a page: a template would ask a counter for its "items"."""
        return {table: dict(sorted(count.items())) for table, count in self.counts.items()}

    def note(self, problem: Problem) -> None:
        """Keep a problem; from some number on only that there are more."""
        if sum(one.table == problem.table for one in self.problems) < MANY:
            self.problems.append(problem)
        else:
            self.unsaid += 1


class _TakeBack(Exception):
    """Nothing of this transaction is kept."""


def bring_in(tables: Tables, *, by: User, only_look: bool) -> Brought:
    """Look at every line of the tables, in the order in which they need each other; keep all or nothing."""
    require(by, May.IMPORT_RECORDS)
    brought = Brought()
    try:
        with transaction.atomic():
            for table in TABLES:
                if tables.get(table, "").strip():
                    _bring_table(table, tables[table], brought, by)
            if only_look or brought.problems:
                raise _TakeBack
            actions.note_import(counts=_totals(brought), by=by)
    except _TakeBack:
        return brought
    brought.done = True
    return brought


def _bring_table(table: str, content: str, brought: Brought, by: User) -> None:
    counts = brought.counts.setdefault(table, Counter())
    lines: dict[tuple[str, ...], int] = {}
    try:
        for row in rows_of(content, table):
            first = lines.setdefault(_known_by(table, row), row.line)
            if first != row.line:
                brought.note(Problem(table, row.line, f"This stands in line {first} already."))
                continue
            for problem in _bring_line(table, row, counts, by):
                brought.note(problem)
    except Unreadable as error:
        brought.note(error.problem)


def _known_by(table: str, row: Row) -> tuple[str, ...]:
    """What tells one line from another: of two that are alike, neither may quietly win over the other."""
    named = ("".join(row.cells.get(name, "").split()).casefold() for name in KNOWN_BY[table])
    return tuple(named) if row.cells.get(KNOWN_BY[table][0]) else (str(row.line),)


def _bring_line(table: str, row: Row, counts: Counter[str], by: User) -> Iterator[Problem]:
    """Bring one line in, or say everything that is wrong with it."""
    if row.spare:
        yield Problem(table, row.line, "This line has more cells than there are columns.")
        return
    shape = LINES[table](data=row.cells)
    if not shape.is_valid():
        for column, reasons in shape.errors.items():
            yield Problem(table, row.line, str(reasons[0]), column)
        return
    try:
        with transaction.atomic():
            counts[BRING[table](dict(shape.validated_data), by)] += 1
    except Conflict as error:
        yield Problem(table, row.line, str(error))
    except DataError:
        yield Problem(table, row.line, "Something in this line cannot be stored.")


def _totals(brought: Brought) -> dict[str, int]:
    return {
        f"{table}_{what}": number
        for table, counts in brought.counts.items()
        for what, number in sorted(counts.items())
    }
