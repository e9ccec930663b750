"""Sealed objects in the blob storage: written whole or not at all, checked after the write, read anywhere."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from typing import NamedTuple, Protocol, cast
from uuid import UUID, uuid4
from zlib import crc32

from django.core.files import File
from django.core.files.storage import storages
from django.db import transaction

from recordings.models.blobs import Blob
from recordings.models.keys import VaultKey
from recordings.vault.sealed import Bytes, Reader, Writer, context

logger = logging.getLogger(__name__)
PIECE = 1024 * 1024
SHARES = 128  # swept one after the other: every ten minutes one, all of them in a day


class Place(Protocol):
    """What the store asks of a storage."""

    def save(self, name: str, content: File[bytes]) -> str: ...
    def read_at(self, name: str, offset: int, length: int) -> bytes: ...
    def size(self, name: str) -> int: ...
    def delete(self, name: str) -> None: ...
    def listdir(self, path: str) -> tuple[list[str], list[str]]: ...
    def get_modified_time(self, name: str) -> datetime: ...
    def sweep_unfinished(self, before: datetime) -> int: ...


class SealedObject(NamedTuple):
    """A blob in the storage: its name there, its length, and the SHA-256 of its sealed bytes."""

    name: str
    size: int
    sha256: str


def place() -> Place:
    """The storage that holds blobs."""
    return cast(Place, storages["blobs"])


def seal_stream(chunks: Iterable[Bytes], key: VaultKey, object_id: UUID, purpose: str) -> SealedObject:
    """Seal a stream of plaintext as a new object, holding about one segment in memory."""
    bound = context(key.pk, object_id, purpose)
    return keep(sealed_pieces(chunks, key.unwrap(), bound), key, object_id, purpose)


def keep(pieces: Iterable[Bytes], key: VaultKey, object_id: UUID, purpose: str) -> SealedObject:
    """Store a blob that is sealed already, piece by piece, such as one that was received as an upload."""
    name, passing = _new_name(), Passing(pieces)
    with ExitStack() as undo:
        undo.callback(place().delete, name)
        place().save(name, File(io.BufferedReader(passing, PIECE)))
        stored = SealedObject(name, passing.size, passing.digest.hexdigest())
        if not is_sound(stored):
            raise OSError("The storage does not give back what was written.")
        Blob.objects.create(**stored._asdict(), key=key, object_id=object_id, purpose=purpose)
        undo.pop_all()
    return stored


def open(name: str, key: VaultKey, object_id: UUID, purpose: str) -> Reader:
    """A reader of an object that was written to the end, for this key, row and purpose only."""
    size = Blob.objects.values_list("size", flat=True).filter(name=name).first()
    if size is None:
        raise FileNotFoundError("No object of this name was written to the end.")
    read_at = partial(place().read_at, name)
    return Reader(read_at, size, key.unwrap(), context(key.pk, object_id, purpose))


def delete(name: str) -> None:
    """Forget an object now, and take it out of the storage once that is certain."""
    Blob.objects.filter(name=name).delete()
    transaction.on_commit(partial(_take_out, name))


def _take_out(name: str) -> None:
    """What else waits for the change to be certain is done even if the storage does not answer."""
    try:
        place().delete(name)
    except OSError as problem:
        logger.warning("the object %s stays in the storage until it is swept: %s", name, problem)


def is_sound(stored: SealedObject | Blob) -> bool:
    """Whether the storage gives back what was written, no byte less and none more."""
    digest = hashlib.sha256()
    try:
        for piece in sealed_bytes(stored):
            digest.update(piece)
        length = place().size(stored.name)
    except FileNotFoundError:
        return False
    return (length, digest.hexdigest()) == (stored.size, stored.sha256)


def sealed_bytes(stored: SealedObject | Blob) -> Iterator[bytes]:
    """An object as the storage holds it, piece by piece."""
    for offset in range(0, stored.size, 4 * PIECE):
        yield place().read_at(stored.name, offset, min(4 * PIECE, stored.size - offset))


def sweep(before: datetime, *, share: int | None = None) -> list[str]:
    """Delete what no row claims and nobody has written to since `before`: a crash or a rollback left it.

    `share` is a number: of all folders one in `SHARES` is looked at, others for the next number.
    """
    place().sweep_unfinished(before)
    swept = [name for name in _unclaimed(share) if place().get_modified_time(name) < before]
    for name in swept:
        place().delete(name)
    return swept


def _unclaimed(share: int | None) -> Iterator[str]:
    for folder in place().listdir("")[0]:
        if share is not None and crc32(folder.encode()) % SHARES != share % SHARES:
            continue
        names = {f"{folder}/{file}" for file in place().listdir(folder)[1]}
        yield from sorted(names - set(Blob.objects.filter(name__in=names).values_list("name", flat=True)))


def _new_name() -> str:
    name = uuid4().hex
    return f"{name[:2]}/{name}"


def sealed_pieces(chunks: Iterable[Bytes], key: bytes, bound: bytes) -> Iterator[Bytes]:
    """The sealed bytes of a stream, made as they are asked for."""
    made: list[Bytes] = []
    writer = Writer(_Gathers(made), key, bound)
    for chunk in chunks:
        writer.write(chunk)
        yield from made
        made.clear()
    writer.close()
    yield from made


class _Gathers:
    def __init__(self, made: list[Bytes]) -> None:
        self.write = made.append


class Passing(io.RawIOBase):
    """Pieces as a file that can be read once, counted and digested on the way."""

    def __init__(self, pieces: Iterable[Bytes]) -> None:
        self._pieces, self._rest = iter(pieces), memoryview(b"")
        self.size, self.digest = 0, hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        length = min(len(buffer), len(self._rest))
        buffer[:length], self._rest = self._rest[:length], self._rest[length:]
        self.digest.update(buffer[:length])
        self.size += length
        return length
