"""The lines in the access log that stand for more than one row: records brought in, a child looked up."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from access import audit
from access.models import User
from access.roles import May, require


@transaction.atomic
def note_import(*, counts: dict[str, int], by: User) -> None:
    """Keep who brought records in, and how many of each."""
    require(by, May.IMPORT_RECORDS)
    details: dict[str, Any] = dict(counts)
    audit.record("records.imported", by=by, on=by, **details)


@transaction.atomic
def note_look_up(*, found: int, by: User) -> None:
    """Keep that somebody looked a child up, and how many were found; never for what."""
    require(by, May.VIEW_CONFERENCES)
    audit.record("record.looked_up", by=by, on=by, found=found)
