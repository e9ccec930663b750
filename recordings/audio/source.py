"""Where the child's bytes come from: an open file, or a sealed blob that is opened segment by segment."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Protocol, runtime_checkable

ReadAt = Callable[[int, int], bytes]


@runtime_checkable
class SealedReader(Protocol):
    """What `recordings.vault.sealed.Reader` offers."""

    size: int

    def pread(self, offset: int, length: int) -> bytes: ...


@dataclass(frozen=True)
class Source:
    """Bytes that can be read from any place, and how many there are."""

    read_at: ReadAt
    size: int


def as_source(given: "Source | SealedReader | BinaryIO") -> Source:
    """Take a Source, a vault Reader or a binary file open for reading."""
    if isinstance(given, Source):
        return given
    if isinstance(given, SealedReader):
        return Source(given.pread, given.size)
    return Source(_reading(given), given.seek(0, 2))


def _reading(file: BinaryIO) -> ReadAt:
    def read_at(offset: int, length: int) -> bytes:
        file.seek(offset)
        return file.read(length)

    return read_at
