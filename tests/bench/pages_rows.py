"""How rows of `tests.bench.pages` are made: keys, sealed values, names, and all of them stored at once."""

import itertools
import os
import random

from django.db import connection
from django.db.models import AutoField

from recordings.models import VaultKey
from recordings.vault import keys, sealed, short
from recordings.vault.fields import Sealed, SealedField

FIRST = ["Alfie", "Maisie", "Noah", "Ava", "Leo", "Ivy", "Omar", "Zara", "Finn", "Ruby", "Kai", "Esme"]
LAST = ["Hartley", "Bancroft", "Cotter", "Okafor", "Nair", "Marsh", "Pereira", "Saleh", "Garside", "Pryce"]
numbers = itertools.count(1)
dice = random.Random(7)


class Keys:
    """Fresh keys, wrapped by one provider; the open bytes of the batch at hand are kept beside them."""

    def __init__(self):
        self.provider, self.rows, self.open = keys.provider(), [], {}

    def fresh(self):
        row, plain = VaultKey(), os.urandom(32)
        found = self.provider.wrap(row.pk, plain)
        row.wrapped, row.provider = found.bytes, found.provider
        row.kek_id, row.kek_version = found.kek_id, found.kek_version
        self.rows.append(row)
        self.open[row.pk] = plain
        return row

    def store(self):
        store(VaultKey, self.rows)
        self.rows, self.open = [], {}


def seal_all(row, key, plain):
    """Every sealed value that was assigned, as the field itself would seal it."""
    for field in row._meta.concrete_fields:
        if isinstance(field, SealedField):
            value = row.__dict__.get(field.attname)
            if value in (None, "") and field.null:
                row.__dict__[field.attname] = None
            elif not isinstance(value, Sealed):
                bound = sealed.context(key.pk, row.pk, str(field.column))
                row.__dict__[field.attname] = Sealed(short.seal_field(field.encode(value), plain, bound))
    return row


def store(model, rows):
    """As bulk_create would, without its sentences: COPY in PostgreSQL, one prepared sentence in SQLite."""
    fields = [each for each in model._meta.concrete_fields if not isinstance(each, AutoField)]
    columns = ", ".join(connection.ops.quote_name(each.column) for each in fields)
    values = ([each.get_db_prep_save(_value(row, each), connection) for each in fields] for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copy:
                for each in values:
                    copy.write_row(each)
        else:
            marks = ", ".join("?" * len(fields))
            sentence = f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({marks})"
            cursor.connection.cursor().executemany(sentence, values)


def _value(row, field):
    """A moment that was set stays: most of what is made was added long ago."""
    kept = getattr(field, "auto_now_add", False) and row.__dict__.get(field.attname)
    return kept or field.pre_save(row, True)


def seal(plain, key, ring, row, column):
    return short.seal_field(plain, ring.open[key.pk], sealed.context(key.pk, row.pk, column))


def name():
    return f"{dice.choice(FIRST)} {dice.choice(LAST)}{next(numbers)}"
