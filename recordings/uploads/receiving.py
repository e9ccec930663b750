"""Takes the bytes of one upload, seals them as they come, and says how far it is once that is safe."""

from __future__ import annotations

import errno
import os
import uuid

from django.db import transaction
from django.utils import timezone

from access.errors import Conflict
from recordings.models import Upload
from recordings.taking import patience
from recordings.vault.places import synchronise
from recordings.vault.sealed import (
    HEADER_LENGTH,
    SEALED_SEGMENT,
    SEGMENT,
    Bytes,
    Writer,
    context,
)
from recordings.vault.short import open_field, seal_field

PURPOSE = "audio"
SAFE_EVERY = 16 * SEGMENT  # 4 MiB: what one connection may lose at most, and what is held in memory


class Superseded(Conflict):
    """Another connection goes on with this upload, or it has moved since this one asked how far it is."""


class Receiver:
    """One connection's share of an upload, from a known offset on.

    Segments go to the staged file; the bytes after the last full one are sealed in the row, in the same
    transaction as the offset. A later connection takes over by claiming the row: what this one then tries to
    write is refused, so a dead connection that still hangs can neither block nor spoil anything.
    """

    def __init__(self, upload: Upload, *, offset: int) -> None:
        self.token, self.offset = uuid.uuid4(), offset
        self.row = self._claim(upload)
        self.made: list[Bytes] = []
        self.waiting = 0
        key, bound = self.row.key.unwrap(), context(self.row.key.pk, self.row.pk, PURPOSE)
        self.tail_key = key
        self.writer = begin_writer(self.row, key, bound, self.made)
        self.place = position(self.row)
        self.writer.write(tail_of(self.row, key))

    def _claim(self, upload: Upload) -> Upload:
        claimed = Upload.objects.filter(
            pk=upload.pk, offset=self.offset, state=Upload.State.RECEIVING, expires_at__gt=timezone.now()
        ).update(writer=self.token)
        if not claimed:
            raise Superseded("This upload is not where you think it is. Ask again how far it has got.")
        return Upload.objects.select_related("key").get(pk=upload.pk)

    def write(self, piece: bytes, *, verified: bool = True) -> None:
        """Take a piece. Every few megabytes it is made safe, or only put aside if it is not verified yet."""
        if self.offset + len(piece) > self.row.length:
            raise Conflict("This is more than the file was said to hold.")
        self.writer.write(piece)
        self.offset += len(piece)
        self.waiting += len(piece)
        if self.waiting >= SAFE_EVERY:
            self._put(acknowledge=verified)

    def make_safe(self) -> int:
        """Everything taken so far survives a crash when this returns; how far the upload has got."""
        self._put(acknowledge=True)
        return self.offset

    @transaction.atomic
    def _put(self, *, acknowledge: bool) -> None:
        locked = Upload.objects.select_for_update().filter(
            pk=self.row.pk, writer=self.token, state=Upload.State.RECEIVING
        )  # fmt: skip
        if not locked.exists():
            raise Superseded("This upload goes on over another connection.")
        self.place = write_sealed(self.row, self.place, self.made, durable=acknowledge)
        self.made.clear()
        self.waiting = 0
        if acknowledge:
            sealed_tail = seal_field(
                self.writer.pending, self.tail_key, tail_context(self.row, self.writer.index)
            )
            expires = timezone.now() + patience(self.row)
            locked.update(
                offset=self.offset, segments=self.writer.index, tail=sealed_tail, expires_at=expires
            )


def begin_writer(row: Upload, key: bytes, bound: bytes, made: list[Bytes]) -> Writer:
    """A writer that goes on where the row says the staged file ends; before the first segment, a new one."""
    if row.segments == 0:
        return Writer(_Gathers(made), key, bound)
    with row.staged.open("rb") as file:
        header = file.read(HEADER_LENGTH)
    return Writer.resume(_Gathers(made), key, bound, header=header, index=row.segments)


def position(row: Upload) -> int:
    """Where in the staged file the next sealed bytes belong; a header is still to come before segment 0."""
    return HEADER_LENGTH + row.segments * SEALED_SEGMENT if row.segments else 0


def tail_of(row: Upload, key: bytes) -> bytes:
    """The bytes that arrived after the last full segment."""
    return open_field(bytes(row.tail), key, tail_context(row, row.segments)) if row.tail else b""


def tail_context(row: Upload, index: int) -> bytes:
    """Bound to its place, so that the tail of an earlier moment is not taken for the present one."""
    return context(row.key.pk, row.pk, f"tail{index}")


def write_sealed(row: Upload, place: int, pieces: list[Bytes], *, durable: bool) -> int:
    """Write sealed pieces into the staged file, and where it then ends."""
    row.staged.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(row.staged, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        for piece in pieces:
            view = memoryview(piece)
            while view:
                written = os.pwrite(file, view, place)
                view, place = view[written:], place + written
        if durable:
            os.ftruncate(file, place)
            os.fsync(file)
            synchronise(row.staged.parent)  # the name of a new file, too
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Conflict(
                "There is no room for more. What has arrived is safe. Tell IT, then go on."
            ) from None
        raise
    finally:
        os.close(file)
    return place


class _Gathers:
    def __init__(self, made: list[Bytes]) -> None:
        self.write = made.append
