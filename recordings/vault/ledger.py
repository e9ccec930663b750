"""The ledger of destroyed keys: a file of ids beside the database, and never in a backup's place.

A restored backup brings destroyed keys back; replaying the ledger destroys them again, before anything is
served.
"""

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction


def follow_destruction(key_id: UUID) -> None:
    """As soon as a key's destruction is certain: note it, and let no file of the database hold its bytes."""
    transaction.on_commit(partial(note, [key_id]))
    transaction.on_commit(empty_log)


def empty_log() -> None:
    """SQLite copies pages to its log before it writes over them: empty the log."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def note(ids: Iterable[UUID], ledger: Path | None = None) -> None:
    """Add ids to the ledger, one to a line; they are on the disk before this returns."""
    path = ledger or settings.ERASURE_LEDGER
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        # The line break comes first, so that a line cut short by a crash spoils no other.
        os.write(descriptor, "".join(f"\n{pk}" for pk in ids).encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def noted(ledger: Path | None = None) -> set[UUID]:
    """The ids on a ledger; none where there is no ledger yet."""
    path = ledger or settings.ERASURE_LEDGER
    lines = path.read_text(encoding="ascii").splitlines() if path.exists() else []
    return {UUID(line) for line in lines if len(line) == 36}
