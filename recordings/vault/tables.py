"""Every row of every table as lines of JSON, and back: what a backup holds, whatever the database.

Sealed columns go as they are stored; no key is asked for.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

from recordings.vault.fields import Sealed, SealedField, as_stored

Row = models.Model
MADE_BY_MIGRATE = {"auth", "contenttypes", "sessions"}
"""Apps whose rows are not of this service: made anew by `migrate`, or by signing in again."""


class NotTheSame(Exception):
    """The rows do not fit this database. The message says why in one line."""


def kept_models() -> list[type[Row]]:
    """Every table that a backup holds."""
    known = apps.get_models(include_auto_created=True)
    return [model for model in known if model._meta.app_label not in MADE_BY_MIGRATE]


def schema() -> list[str]:
    """The migrations that made this database what it is."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def lines() -> Iterator[bytes]:
    """The schema, then every row. Belongs inside one transaction, so that all are of one moment."""
    yield _line({"schema": schema()})
    with as_stored():
        for model in kept_models():
            for row in model._base_manager.order_by("pk").iterator(chunk_size=500):
                yield _line([model._meta.label, _values(row)])


def _line(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def _values(row: Row) -> dict[str, Any]:
    return {field.attname: _plain(field, getattr(row, field.attname)) for field in row._meta.concrete_fields}


def _plain(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float) or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64encode(bytes(value)).decode()
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)


def load(found: Iterable[bytes]) -> int:
    """Put rows into an empty database of the same schema; how many. Belongs inside one transaction."""
    _refuse_unless_empty()
    rows = iter(found)
    if json.loads(next(rows, b"{}")).get("schema") != schema():
        raise NotTheSame("The backup was made by another version of the service: restore with that version.")
    known, count = {model._meta.label: model for model in kept_models()}, 0
    with as_stored():
        for line in rows:
            label, values = json.loads(line)
            _insert(known[label], values)
            count += 1
    _go_on_counting(list(known.values()))
    return count


def _refuse_unless_empty() -> None:
    filled = [model._meta.label for model in kept_models() if model._base_manager.exists()]
    if filled:
        raise NotTheSame(f"The database is not empty ({filled[0]} has rows): restore into an empty one.")


def _insert(model: type[Row], values: dict[str, Any]) -> None:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    row = model(**{name: _value(fields[name], value) for name, value in values.items()})
    row.save_base(raw=True, force_insert=True)


def _value(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        stored = base64.b64decode(value)
        return Sealed(stored) if isinstance(field, SealedField) else stored
    return field.to_python(value)


def _go_on_counting(known: list[type[Row]]) -> None:
    # Rows came with their numbers: the database's own counters must not give them out again.
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), known):
            cursor.execute(statement)
