"""Reads and authenticates what is stored, a share at a time, so that a flipped bit is found within weeks."""

import hashlib
import hmac
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils import timezone

from recordings.models.blobs import Blob, Fault
from recordings.models.keys import KeyDestroyed, VaultKey
from recordings.vault import store
from recordings.vault.fields import SealedField
from recordings.vault.keys import KeyProblem
from recordings.vault.sealed import SEGMENT, Bytes, Reader, Refused, context

Reason = Fault.Reason


class Share(NamedTuple):
    """Which of several equal parts of everything are looked at; each day is the turn of the next."""

    parts: frozenset[int]
    of: int

    @classmethod
    def today(cls, percent: int) -> "Share":
        """The part of this day, and of the days before it on which nothing was checked."""
        of, today = math.ceil(100 / percent), timezone.localdate()
        last = Blob.objects.aggregate(last=models.Max("checked_at"))["last"]
        days = (today - timezone.localtime(last).date()).days if last else 1
        turns = range(min(max(days, 1), of))
        return cls(frozenset((today.toordinal() - turn) % of for turn in turns), of)

    def holds(self, row: UUID) -> bool:
        return row.int % self.of in self.parts


@dataclass
class Scrubbed:
    """What was looked at, and what did not open."""

    keys: int = 0
    values: int = 0
    blobs: int = 0
    blob_bytes: int = 0
    faults: list[dict[str, str]] = field(default_factory=list)


def scrub(percent: int) -> Scrubbed:
    """Look at this share of all keys, sealed columns and blobs; of blobs, those unchecked for longest."""
    share, found = Share.today(percent), Scrubbed()
    for key in _share(VaultKey.objects.filter(destroyed_at=None), share):
        found.keys += 1
        _note("recordings.VaultKey", key.pk, _what_is_wrong_with_key(key), found)
    for column in sealed_columns():
        for row in _share(column.model._default_manager.exclude(**{column.name: None}), share):
            found.values += 1
            place = f"{column.model._meta.label}.{column.name}"
            _note(place, row.pk, _what_is_wrong_with_value(row, column), found)
    for blob in _longest_unchecked(percent):
        found.blobs += 1
        found.blob_bytes += blob.size
        _check_blob(blob, found)
    return found


def sealed_columns() -> list[SealedField]:
    """Every sealed column of every model."""
    columns = (column for model in apps.get_models() for column in model._meta.concrete_fields)
    return [column for column in columns if isinstance(column, SealedField)]


def _share(rows: models.QuerySet[Any], share: Share) -> Iterator[Any]:
    ids = [pk for pk in rows.order_by("pk").values_list("pk", flat=True).iterator() if share.holds(pk)]
    for pk in ids:
        yield from rows.filter(pk=pk)


def _longest_unchecked(percent: int) -> list[Blob]:
    blobs = Blob.objects.readable().longest_unchecked_first().select_related("key")
    return list(blobs[: math.ceil(blobs.count() * percent / 100)])


def _what_is_wrong_with_key(key: VaultKey) -> str:
    try:
        key.unwrap()
    except KeyProblem:
        return Reason.KEY
    return ""


def _what_is_wrong_with_value(row: models.Model, column: SealedField) -> str:
    try:
        getattr(row, column.attname)
    except KeyProblem:
        return Reason.KEY
    except (Refused, ValueError):
        return Reason.CHANGED
    except KeyDestroyed:
        return ""
    return ""


def _check_blob(blob: Blob, found: Scrubbed) -> None:
    wrong = _what_is_wrong_with_blob(blob)
    if wrong and not Blob.objects.filter(pk=blob.pk, key__destroyed_at=None).exists():
        return  # erased while it was being read
    _note("blob", blob.pk, wrong, found)
    Blob.objects.filter(pk=blob.pk).update(checked_at=timezone.now())


def _what_is_wrong_with_blob(blob: Blob) -> str:
    digesting = _Digesting(blob.name)
    try:
        bound = context(blob.key.pk, blob.object_id, blob.purpose)
        reader = Reader(digesting.read_at, blob.size, blob.key.unwrap(), bound)
        for offset in range(0, reader.size or 1, SEGMENT):
            reader.pread(offset, 1)
        digesting.read_at(digesting.position, blob.size - digesting.position)
    except FileNotFoundError:
        return Reason.MISSING
    except KeyProblem:
        return Reason.KEY
    except (Refused, KeyDestroyed):
        return Reason.CHANGED
    # The segments speak for themselves; the digest also for an older copy put back whole.
    same = hmac.compare_digest(digesting.digest.hexdigest(), blob.sha256)
    return "" if same and store.place().size(blob.name) == blob.size else Reason.CHANGED


class _Digesting:
    """Reads a blob at any place, and digests it as far as it is read in order: one pass does for both."""

    def __init__(self, name: str) -> None:
        self.name, self.position, self.digest = name, 0, hashlib.sha256()

    def read_at(self, offset: int, length: int) -> Bytes:
        piece = store.place().read_at(self.name, offset, length) if length else b""
        if offset == self.position:
            self.digest.update(piece)
            self.position += len(piece)
        return piece


def _note(place: str, row: UUID, reason: str, found: Scrubbed) -> None:
    if reason:
        found.faults.append({"place": place, "row": str(row), "reason": reason})
        Fault.objects.update_or_create(place=place, row=row, defaults={"reason": reason, "cleared_at": None})
    else:
        Fault.objects.still_there().filter(place=place, row=row).update(cleared_at=timezone.now())


def outstanding() -> dict[str, int]:
    """Faults that no later check has cleared, by reason."""
    return dict(Counter(Fault.objects.still_there().values_list("reason", flat=True)))
