"""A backup: a folder of dated sets (the database, sealed) and of blobs, which are sealed already.

The database is written first and the blobs it names after, so that every set is whole. A set is sealed under
a key of its own, wrapped by the key provider: a backup is worth nothing without the key-encrypting key, which
is kept elsewhere.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files import File
from django.db import connection, transaction
from django.utils import timezone

from recordings.models.blobs import Blob
from recordings.vault import erasure, keys, ledger, store, tables
from recordings.vault.sealed import KEY_LENGTH, Reader, Writer, context

PURPOSE = "backup"
PIECE = 4 * 1024 * 1024
STAMP = "%Y-%m-%dT%H%M%S"


class BackupProblem(Exception):
    """The backup cannot be made or used. The message is one line."""


class Made(NamedTuple):
    """What a run wrote: the set's name, the blobs copied and those already there, the sets dropped as old."""

    set: str
    blobs_copied: int
    blobs_kept: int
    sets_dropped: int


class Restored(NamedTuple):
    """What came back: rows, keys destroyed again by the ledger, blobs, and blobs the backup does not hold."""

    set: str
    rows: int
    keys_destroyed: int
    blobs: int
    blobs_missing: list[str]


def make(folder: Path, *, keep_days: int) -> Made:
    """Add a set to the backup in `folder`, and drop the sets that are older than `keep_days`."""
    erasure.complete_ledger()
    moment = timezone.now()
    part, whole = (folder / "sets" / f"{moment:{STAMP}}{end}" for end in (".part", ""))
    part.mkdir(parents=True, mode=0o700)
    names = _write_database(part)
    copied = sum(_copy_out(blob, folder / "blobs") for blob in Blob.objects.readable() if blob.name in names)
    _copy_uploads(settings.DATA_FOLDER / "uploads", part / "uploads")
    (part / "blobs").write_text("".join(f"{name}\n" for name in sorted(names)))
    part.rename(whole)
    _write_ledger(folder / "destroyed-keys")
    dropped = _drop_before(folder, moment - timedelta(days=keep_days))
    return Made(whole.name, copied, len(names) - copied, dropped)


def _write_database(part: Path) -> set[str]:
    key_id, key = uuid4(), os.urandom(KEY_LENGTH)
    wrapped = keys.provider().wrap(key_id, key)
    header = {**wrapped._asdict(), "bytes": base64.b64encode(wrapped.bytes).decode(), "key": str(key_id)}
    (part / "key.json").write_text(json.dumps(header))
    with (part / "database").open("wb") as out, _one_moment():
        writer = Writer(out, key, context(key_id, key_id, PURPOSE))
        for line in tables.lines():
            writer.write(line)
        writer.close()
        os.fsync(out.fileno())
        return set(Blob.objects.readable().values_list("name", flat=True))


@contextmanager
def _one_moment() -> Iterator[None]:
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _copy_out(blob: Blob, folder: Path) -> bool:
    """Copy a blob, unless it is there: blobs never change."""
    path = folder / blob.name
    if path.exists() and path.stat().st_size == blob.size:
        return False
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part, digest = path.with_name(f"{path.name}.part"), hashlib.sha256()
    with part.open("wb") as out, suppress(FileNotFoundError):
        for piece in store.sealed_bytes(blob):
            digest.update(piece)
            out.write(piece)
        os.fsync(out.fileno())
    if digest.hexdigest() == blob.sha256:
        part.rename(path)
        return True
    part.unlink()
    if Blob.objects.readable().filter(pk=blob.pk).exists():
        raise BackupProblem(f"The object {blob.pk} is not what was stored: run vault scrub --all.")
    return False  # erased while it was being copied


def _copy_uploads(source: Path, target: Path) -> None:
    # Sealed as they arrive. Copied after the rows, they hold at least what the rows say was received.
    target.mkdir(mode=0o700)
    for path in source.glob("*"):
        with suppress(FileNotFoundError):  # was finished or given up meanwhile
            shutil.copy(path, target)


def _write_ledger(path: Path) -> None:
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    ledger.note(sorted(ledger.noted() | ledger.noted(path)), part)
    part.rename(path)


def _drop_before(folder: Path, moment: datetime) -> int:
    sets = whole_sets(folder)
    old = [one for one in sets[:-1] if one.name < f"{moment:{STAMP}}"]
    for one in [*old, *(folder / "sets").glob("*.part")]:
        shutil.rmtree(one)
    named = {name for one in whole_sets(folder) for name in (one / "blobs").read_text().split()}
    for path in (folder / "blobs").glob("*/*"):
        if f"{path.parent.name}/{path.name}" not in named:
            path.unlink()
    return len(old)


def whole_sets(folder: Path) -> list[Path]:
    """The sets that were written to the end, oldest first."""
    return sorted(path for path in (folder / "sets").glob("*") if path.suffix != ".part")


def restore(folder: Path, *, name: str | None = None, ledgers: list[Path]) -> Restored:
    """Restore a set into an empty database and storage, and destroy the destroyed keys again with it."""
    chosen = _chosen(folder, name)
    with transaction.atomic():
        rows = tables.load(_read_lines(chosen))
        destroyed = erasure.replay(folder / "destroyed-keys", *ledgers)
    shutil.copytree(chosen / "uploads", settings.DATA_FOLDER / "uploads", dirs_exist_ok=True)
    blobs = list(Blob.objects.readable())
    missing = [str(blob.pk) for blob in blobs if not _copy_in(blob, folder / "blobs")]
    return Restored(chosen.name, rows, destroyed, len(blobs) - len(missing), missing)


def _chosen(folder: Path, name: str | None) -> Path:
    sets = {path.name: path for path in whole_sets(folder)}
    if not sets:
        raise BackupProblem(f"There is no whole backup in {folder}.")
    if name and name not in sets:
        raise BackupProblem(f"There is no set called {name} in {folder}.")
    return sets[name] if name else sets[max(sets)]


def _read_lines(chosen: Path) -> Iterator[bytes]:
    header: dict[str, Any] = json.loads((chosen / "key.json").read_text())
    key_id = UUID(header.pop("key"))
    wrapped = keys.Wrapped(**{**header, "bytes": base64.b64decode(header["bytes"])})
    key = keys.provider(wrapped.provider).unwrap(key_id, wrapped)
    path, rest = chosen / "database", b""
    with path.open("rb", buffering=0) as file:
        reader = Reader(
            lambda offset, length: os.pread(file.fileno(), length, offset),
            path.stat().st_size,
            key,
            context(key_id, key_id, PURPOSE),
        )
        for offset in range(0, reader.size, PIECE):
            *whole, rest = (rest + reader.pread(offset, PIECE)).split(b"\n")
            yield from whole


def _copy_in(blob: Blob, folder: Path) -> bool:
    """Bring a blob back, unless it is there; whether it is there now, and what was stored."""
    path = folder / blob.name
    if not store.is_sound(blob) and path.is_file():
        store.place().delete(blob.name)
        with path.open("rb") as file:
            store.place().save(blob.name, File(file))
    return store.is_sound(blob)
