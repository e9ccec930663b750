"""Makes a whole record out of a tenth of one, in the database itself.

Sealing is slow, and the pages open few of the rows. So `pages_data` seals a tenth, row by row; the rest are
copies of it with ids of their own, whose names cannot be opened. Those a measured page opens are then sealed
anew, each with a key of its own: of conferences lately and to come, and of others that are named.
"""

import hashlib
import os
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import AutoField, UUIDField
from django.utils import timezone

from minutes.letters.models import ChildDecision, Letter
from minutes.models import Minutes, Version
from minutes.requests.models import CopyFile, Dispatch, MinuteRequest, TypedCopy
from recordings.models import Attendance, Child, Conference, ConferenceChild, Recording, VaultKey
from recordings.models.people import NameMark
from recordings.vault import keys, sealed, short
from recordings.vault.fields import SealedField

WAYS = {  # to the conference of a row
    Child: "conferences__conference", Conference: "pk", ConferenceChild: "conference",
    Attendance: "conference", Recording: "conference", ChildDecision: "row__conference",
    Minutes: "conference", Version: "minutes__conference", Letter: "conference", MinuteRequest: "conference",
    TypedCopy: "request__conference", CopyFile: "copy__request__conference",
    Dispatch: "copy__request__conference",
}  # fmt: skip
COPIED = [VaultKey, *WAYS, NameMark]
ONCE = {Letter: "number", MinuteRequest: "reference", TypedCopy: "register_number"}
LATELY = timedelta(days=100)
FEW = 2_500  # conferences: of so many all copies are sealed anew


def _md5(text):
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest() if text else None


def again(pk, number):
    """The id of one copy, as the database works it out."""
    return UUID(_md5(f"{pk if connection.vendor == 'postgresql' else pk.hex}-{number}"))


def _value(field):
    """What a copy has in this column, in the database's words."""
    name, own = f'"{field.column}"', f"\"{field.column}\" || '-' || copy"
    if isinstance(field, UUIDField) or field.related_model in COPIED:
        return (
            f"md5(\"{field.column}\"::text || '-' || copy)::uuid"
            if connection.vendor == "postgresql"
            else f"md5({own})"
        )
    if field.column == "case_reference_digest":
        return f"md5({own}) || md5({own})"
    return own if field.column == ONCE.get(field.model) else name


def multiply(times):
    """So many times the rows there are."""
    numbers = ", ".join(f"({number})" for number in range(1, times))
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")  # a copy refers to copies
        else:
            connection.connection.create_function("md5", 1, _md5, deterministic=True)
        for model in COPIED:
            fields = [one for one in model._meta.concrete_fields if not isinstance(one, AutoField)]
            columns, table = ", ".join(f'"{one.column}"' for one in fields), model._meta.db_table
            values = ", ".join(_value(one) for one in fields)
            cursor.execute(
                f"WITH copies(copy) AS (VALUES {numbers})"
                f" INSERT INTO {table} ({columns}) SELECT {values} FROM {table}, copies"
            )


def seal_again(times, first, wanted):
    """Seal the copies of these, and of all that are lately or to come, anew, so that pages can open them.

    Of few they are all sealed anew.
    """
    lately = timezone.localdate() - LATELY
    whole = keys.provider()
    own = {}  # key of a copy: its bytes

    def key_of(key, number):
        pk = again(key.pk, number)
        if pk not in own:
            own[pk] = os.urandom(32)
        return pk, own[pk]

    late = set(Conference.objects.filter(held_on__gte=lately).values_list("pk", flat=True))
    if len(first) > FEW:
        first = {pk for pk in first if pk in late or wanted & {pk, *(again(pk, n) for n in range(1, times))}}
    with transaction.atomic(), connection.cursor() as cursor:
        for model, way in WAYS.items():
            _seal_rows(cursor, model, model.objects.filter(**{f"{way}__in": first}), times, key_of)
        table = VaultKey._meta.db_table
        cursor.executemany(
            f"UPDATE {table} SET wrapped = %s WHERE id = %s",
            [(whole.wrap(pk, plain).bytes, _bound(pk)) for pk, plain in own.items()],
        )
    return len(first) * (times - 1)


def _bound(pk):
    return pk if connection.vendor == "postgresql" else pk.hex


def _seal_rows(cursor, model, rows, times, key_of):
    fields = [one for one in model._meta.concrete_fields if isinstance(one, SealedField)]
    if not fields:
        return
    values = []
    for row in rows.select_related():
        for number in range(1, times):
            values.append(
                [*(_sealed(row, one, number, key_of) for one in fields), _bound(again(row.pk, number))]
            )
    columns = ", ".join(f'"{one.column}" = %s' for one in fields)
    cursor.executemany(f"UPDATE {model._meta.db_table} SET {columns} WHERE id = %s", values)


def _sealed(row, field, number, key_of):
    value = row.__dict__[field.attname]
    if value is None:
        return None
    key = getattr(row, field.key_method)()
    plain = short.open_field(value, key.unwrap(), sealed.context(key.pk, row.pk, field.column))
    pk, bytes_ = key_of(key, number)
    return short.seal_field(plain, bytes_, sealed.context(pk, again(row.pk, number), field.column))
