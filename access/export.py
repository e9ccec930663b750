"""The access log as a file: CSV for a spreadsheet, JSON for another system."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO

from django.http import HttpResponse, StreamingHttpResponse

from access.models import AuditEventQuerySet
from access.trail import Line, lines

BATCH = 500
COLUMNS = list(Line.__dataclass_fields__)


def batches(found: AuditEventQuerySet) -> Iterator[Line]:
    """Every line, newest first, without holding all of them."""
    top = found.first()
    while top is not None:
        batch = list(found.filter(sequence__lte=top.sequence)[:BATCH])
        yield from lines(batch)
        top = found.filter(sequence__lt=batch[-1].sequence).first()


def safe(value: object) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def as_csv(found: AuditEventQuerySet) -> Iterator[str]:
    """The log as rows of CSV."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for line in batches(found):
        writer.writerow([safe(value) for value in line.as_row().values()])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def as_json(found: AuditEventQuerySet) -> Iterator[str]:
    """The log as one JSON array, a line for each event."""
    yield "["
    for number, line in enumerate(batches(found)):
        yield (",\n" if number else "\n") + json.dumps(line.as_row())
    yield "\n]\n"


def answer(found: AuditEventQuerySet, *, kind: str) -> HttpResponse | StreamingHttpResponse:
    """The file, streamed, under a name that says nothing about anybody."""
    rows, content_type = (
        (as_json(found), "application/json") if kind == "json" else (as_csv(found), "text/csv")
    )
    response = StreamingHttpResponse(rows, content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="access-log.{kind}"'
    return response
