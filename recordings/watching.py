"""A folder in which recorders leave files: each is taken in, or left where it is with the reason.

The share is not trusted: links are not followed, and a file that is still being written, or changes while it
is read, is left alone. Nothing leaves the share before its sealed object is stored and committed.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from access.errors import Conflict
from access.models import User
from recordings import actions, arriving, fingerprints, manifests
from recordings.models import Arrival, Conference

PIECE = 1024 * 1024
RECEIVED = "received"  # the folder inside the share that files are moved to
UNFINISHED = (".part", ".tmp", ".partial", ".filepart", ".crdownload")


class Said(NamedTuple):
    """What became of one file. Its name is only said where it still lies on the share."""

    outcome: str  # received, held, already, waiting or refused
    file: str = ""
    reason: str = ""
    id: str = ""


@dataclass(frozen=True)
class Watched:
    """A folder, and what is done with a file once it is safe: leave, move or remove."""

    folder: Path
    settle: float
    then: str

    def take_in(self, *, by: User) -> Iterator[Said]:
        """Everything in the folder, the oldest name first."""
        for place, folders, files in os.walk(self.folder):
            here = Path(place)
            folders[:] = sorted(name for name in folders if not self._is_ours(here / name))
            names = sorted(name for name in files if name != manifests.NAME and not _unfinished(name))
            if names:
                yield from self._folder(here, names, by)

    def _is_ours(self, path: Path) -> bool:
        return path == self.folder / RECEIVED or path.name.startswith(".")

    def _folder(self, here: Path, names: list[str], by: User) -> Iterator[Said]:
        try:
            entries = self._manifest(here)
        except manifests.Unreadable as problem:
            yield Said("refused", self._named(here / manifests.NAME), str(problem))
            return
        for name in names:
            yield self._file(here / name, entries.get(name), by)

    def _manifest(self, here: Path) -> dict[str, manifests.Entry]:
        path = here / manifests.NAME
        if not path.exists():
            return {}
        with _opened(path) as (file, seen):
            if self._is_new(seen):
                raise manifests.Unreadable("This list may still be being written.")
            return manifests.read(os.read(file, manifests.LARGEST + 1))

    def _file(self, path: Path, entry: manifests.Entry | None, by: User) -> Said:
        try:
            with _opened(path) as (file, seen):
                if self._is_new(seen):
                    return Said("waiting", self._named(path), "This file may still be being written.")
                said = self._taken(file, seen, path, entry, by)
        except (arriving.Left, manifests.Unreadable, Conflict) as problem:
            return Said("refused", self._named(path), getattr(problem, "words", str(problem)))
        except OSError as problem:
            return Said("refused", self._named(path), problem.strerror or str(problem))
        self._done_with(path, seen)
        return said

    def _taken(
        self, file: int, seen: os.stat_result, path: Path, entry: manifests.Entry | None, by: User
    ) -> Said:
        conference = entry.find() if entry else None
        fingerprint, sha256 = _digests(file, seen)
        if entry and entry.sha256 and entry.sha256.lower() != sha256:
            raise manifests.Unreadable(f"The file is not what {manifests.NAME} gives the SHA-256 of.")
        if said := _here_already(fingerprint, conference, by):
            return said
        brought = arriving.take(
            arriving.Incoming(
                _pieces(file), path.name, datetime.fromtimestamp(seen.st_mtime, UTC), conference, fingerprint
            ),
            by=by,
        )
        return Said("received" if brought.received else "held", id=str(brought.id))

    def _is_new(self, seen: os.stat_result) -> bool:
        # A date in the future is a recorder's wrong clock, not a file that is still growing.
        return abs(time.time() - seen.st_mtime) < self.settle

    def _done_with(self, path: Path, seen: os.stat_result) -> None:
        """Take a file off the share, if it is still the one that was read."""
        if self.then == "leave" or _same(path.lstat()) != _same(seen):
            return
        if self.then == "remove":
            path.unlink()
            return
        place = self.folder / RECEIVED / path.relative_to(self.folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            place = place.with_name(f"{place.stem}-{time.time_ns()}{place.suffix}")
        path.rename(place)

    def _named(self, path: Path) -> str:
        return str(path.relative_to(self.folder))


def _here_already(fingerprint: str, conference: Conference | None, by: User) -> Said | None:
    """Nothing is taken twice; what waited and is on the list now is matched."""
    code = arriving.known(fingerprint, conference)
    if code == "waiting" and conference:
        arrival = Arrival.objects.waiting().get(fingerprint=fingerprint)
        return Said("received", id=str(arriving.match(arrival, conference, by=by).pk))
    if code in arriving.HERE_ALREADY:
        return Said("already")
    if code:
        raise arriving.Left(code)
    return None


@contextmanager
def _opened(path: Path) -> Iterator[tuple[int, os.stat_result]]:
    """A plain file, read without following a link or waiting for a pipe."""
    file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        seen = os.fstat(file)
        if not stat.S_ISREG(seen.st_mode):
            raise OSError("This is not a file.")
        yield file, seen
    finally:
        os.close(file)


def _digests(file: int, seen: os.stat_result) -> tuple[str, str]:
    """The fingerprint and the SHA-256, of a file that stood still while it was read."""
    if not seen.st_size:
        raise arriving.Left("empty")
    if seen.st_size > actions.LARGEST:
        raise arriving.Left("too_large")
    fingerprint, sha256 = fingerprints.begun(), hashlib.sha256()
    for piece in _pieces(file):
        fingerprint.update(piece)
        sha256.update(piece)
    if _same(os.fstat(file)) != _same(seen):
        raise arriving.Left("changed")
    return fingerprint.hexdigest(), sha256.hexdigest()


def _pieces(file: int) -> Iterator[bytes]:
    place = 0
    while piece := os.pread(file, PIECE, place):
        place += len(piece)
        yield piece


def _same(seen: os.stat_result) -> tuple[int, int, int, int]:
    return seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns


def _unfinished(name: str) -> bool:
    return name.startswith((".", "~")) or name.lower().endswith(UNFINISHED)
