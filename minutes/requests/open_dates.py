"""The due dates of open requests, worked out again when the calendar changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.db.models import QuerySet

from minutes.requests.dates import due
from minutes.requests.models import MinuteRequest
from recordings.calendar.again import OpenDate
from recordings.calendar.place import people_of
from recordings.clocks import Council


def open_dates(calendar: Council) -> Iterator[OpenDate]:
    """Both dates of each open request; the legal one is not known while it stands still."""
    for asked in MinuteRequest.objects.open_now().select_related("conference"):
        found = due(asked, calendar)
        rows = MinuteRequest.objects.filter(pk=asked.pk)
        people = (*people_of(asked.conference), asked.taken_by_id)
        local = partial(_keep, rows, "local_due_on")
        yield OpenDate(f"{asked.pk} local", "Our own target for a request", asked.conference_id,
                       found.local_on, people, local)  # fmt: skip
        if found.legal_on:
            legal = partial(_keep, rows, "legal_due_on")
            yield OpenDate(f"{asked.pk} legal", "The legal limit of a request", asked.conference_id,
                           found.legal_on, people, legal)  # fmt: skip


def _keep(rows: QuerySet[MinuteRequest], name: str, day: date) -> None:
    rows.update(**{name: day})
