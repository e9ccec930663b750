"""When the last byte has arrived: close the blob, look inside in the child, keep it or destroy it."""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from uuid import UUID

from access.errors import Conflict
from recordings import actions, fingerprints
from recordings.audio import Probe, examine
from recordings.models import Recording, Upload
from recordings.models.blobs import Blob
from recordings.uploads.receiving import PURPOSE, begin_writer, position, tail_of, write_sealed
from recordings.vault import store
from recordings.vault.sealed import SEGMENT, Bytes, Reader, context
from recordings.vault.store import SealedObject

logger = logging.getLogger(__name__)
LISTENED_AT_ONCE = 1800.0  # seconds of sound; the rest of a longer recording is listened to in the worker
PIECE = 4 * SEGMENT


def finish(pk: UUID) -> Upload:
    """Decide about an upload whose every byte is here. Safe to call again, and from two places at once.

    Whatever keeps it from being stored now, nothing that has arrived is lost: the worker tries again.
    """
    upload = Upload.objects.select_related("key", "conference", "by").get(pk=pk)
    with _alone_with(upload.staged) as alone:
        if alone and Upload.objects.arrived().filter(pk=pk).exists():
            Upload.objects.arrived().filter(pk=pk).update(state=Upload.State.CHECKING, writer=None)
            try:
                _decide(upload)
            except (OSError, Conflict) as problem:  # no room, or a storage that does not answer
                logger.warning("upload %s waits to be finished: %s", pk, type(problem).__name__)
    return Upload.objects.select_related("key").get(pk=pk)


def _decide(upload: Upload) -> None:
    reader = _close(upload)
    fingerprint = _fingerprint(reader)
    kept = Recording.objects.filter(conference=upload.conference, erased_at=None)
    if same := kept.filter(fingerprint=fingerprint).first():
        actions.refuse_upload(upload, reason="twice", by=upload.by, same_as=same)
        return
    found = examine(reader, seconds=LISTENED_AT_ONCE)
    if not found.accepted:
        actions.refuse_upload(upload, reason=found.code, by=upload.by)
        return
    _keep(upload, found, fingerprint)


def _keep(upload: Upload, found: Probe, fingerprint: str) -> None:
    stored = _stored_before(upload) or store.keep(_pieces(upload.staged), upload.key, upload.pk, PURPOSE)
    actions.receive_recording(upload, stored=stored, found=found, fingerprint=fingerprint, by=upload.by)


def _stored_before(upload: Upload) -> SealedObject | None:
    """What an earlier try put into the storage before it was killed."""
    blob = Blob.objects.filter(key=upload.key, object_id=upload.pk, purpose=PURPOSE).first()
    return SealedObject(blob.name, blob.size, blob.sha256) if blob else None


def _close(upload: Upload) -> Reader:
    """Write the final segment. Done again after a crash it writes the same bytes anew in the same place."""
    key, bound, made = upload.key.unwrap(), context(upload.key.pk, upload.pk, PURPOSE), list[Bytes]()
    writer = begin_writer(upload, key, bound, made)
    writer.write(tail_of(upload, key))
    writer.close()
    size = write_sealed(upload, position(upload), made, durable=True)
    return Reader(partial(_read_at, upload.staged), size, key, bound)


def _read_at(path: Path, offset: int, length: int) -> bytes:
    with path.open("rb", buffering=0) as file:
        return os.pread(file.fileno(), length, offset)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb", buffering=0) as file:
        while piece := file.read(PIECE):
            yield piece


def _fingerprint(reader: Reader) -> str:
    digest = fingerprints.begun()
    for offset in range(0, reader.size, PIECE):
        digest.update(reader.pread(offset, PIECE))
    return digest.hexdigest()


@contextmanager
def _alone_with(path: Path) -> Iterator[bool]:
    """Whether nobody else is deciding about this file now; a process that is killed lets go by itself."""
    with ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("rb+"))
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (FileNotFoundError, BlockingIOError):
            yield False
            return
        yield True
