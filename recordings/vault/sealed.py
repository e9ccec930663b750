"""The sealed format: FLOE (C2SP) over AES-256-GCM and HKDF-SHA384. Pure: bytes in, bytes out, no Django."""

import hmac
import io
import os
import struct
import threading
from collections.abc import Callable
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

KEY_LENGTH: Final = 32
IV_LENGTH: Final = 32
NONCE_LENGTH: Final = 12
TAG_LENGTH: Final = 16
HEADER_LENGTH: Final = 74
OVERHEAD: Final = 4 + NONCE_LENGTH + TAG_LENGTH
SEGMENT: Final = 262_144
"""How many bytes of plaintext every segment but the last one holds."""
SEALED_SEGMENT: Final = SEGMENT + OVERHEAD

_NOT_FINAL: Final = b"\xff\xff\xff\xff"


class Refused(Exception):
    """What was read is not what was sealed with this key in this place. Nothing of it is released."""


class Layout(NamedTuple):
    """The two numbers of the format. There is one layout; only third-party test vectors have others."""

    sealed_segment: int = SEALED_SEGMENT
    rotation_bits: int = 20

    @property
    def params(self) -> bytes:
        return struct.pack(">BBII", 0, 0, self.sealed_segment, IV_LENGTH)

    @property
    def segment(self) -> int:
        return self.sealed_segment - OVERHEAD


Bytes = bytes | bytearray | memoryview


class Sink(Protocol):
    """Where sealed bytes go."""

    def write(self, data: Bytes, /) -> object: ...


ReadAt = Callable[[int, int], Bytes]
"""`read_at(offset, length)`: the sealed bytes at a place; fewer than asked for only at the end."""


def prefixed(value: bytes) -> bytes:
    """LP(x): the length in two bytes, then the value, so that no two lists of values read the same."""
    return struct.pack(">H", len(value)) + value


def context(key_id: UUID, object_id: UUID, purpose: str) -> bytes:
    """What sealed bytes are bound to: the vault key's row, the thing they belong to, what they are for."""
    parts = (key_id.bytes, object_id.bytes, purpose.encode("ascii"))
    return b"\x01" + b"".join(prefixed(part) for part in parts)


def expand(key: bytes, info: bytes, length: int) -> bytes:
    """A key made from another, for one use."""
    return HKDFExpand(SHA384(), length, info).derive(key)


class Segments:
    """One blob's header and segments, each sealed or opened on its own at its place.

    Without a header it begins a new blob; with the header of one already begun it goes on with that blob.
    """

    layout = Layout()
    random = staticmethod(lambda length: os.urandom(length))

    def __init__(self, key: bytes, context: bytes, header: Bytes | None = None) -> None:
        if len(key) != KEY_LENGTH:
            raise Refused("A vault key has 32 bytes")
        self._context = context
        self._iv = self.random(IV_LENGTH) if header is None else bytes(header[10:42])
        expected = self.layout.params + self._iv + self._derive(key, b"HEADER_TAG:", 32)
        if header is not None and not hmac.compare_digest(header, expected):
            raise Refused("The header does not belong to this key and context")
        self.header = expected
        self._message_key = self._derive(key, b"MESSAGE_KEY:", 48)
        self._epoch = -1

    def _derive(self, key: bytes, purpose: bytes, length: int) -> bytes:
        return expand(key, self.layout.params + self._iv + purpose + self._context, length)

    def _cipher(self, index: int) -> AESGCM:
        epoch = index >> self.layout.rotation_bits
        if epoch != self._epoch:
            first = struct.pack(">Q", epoch << self.layout.rotation_bits)
            self._aead = AESGCM(self._derive(self._message_key, b"DEK:" + first, 32))
            self._epoch = epoch
        return self._aead

    def seal(self, index: int, plaintext: Bytes, *, final: bool) -> bytearray:
        """Seal one segment. Sealing the same index again is safe: each time has its own nonce."""
        length = len(plaintext)
        if length > self.layout.segment or (length < self.layout.segment and not final):
            raise ValueError("Every segment but the last one is full")
        sealed, nonce = bytearray(length + OVERHEAD), self.random(NONCE_LENGTH)
        sealed[:4] = struct.pack(">I", len(sealed)) if final else _NOT_FINAL
        sealed[4:16] = nonce
        # In place: joining pieces of this size costs more than sealing them.
        place = _place(index, final=final)
        self._cipher(index).encrypt_into(nonce, plaintext, place, memoryview(sealed)[16:])
        return sealed

    def open(self, index: int, sealed: Bytes, into: memoryview, *, final: bool) -> memoryview:
        """Open the segment at exactly this index and finality, into a buffer; anything else is refused."""
        nonce, ciphertext, place = self._parts(index, sealed, final=final)
        opened = into[: len(ciphertext) - TAG_LENGTH]
        try:
            self._cipher(index).decrypt_into(nonce, ciphertext, place, opened)
        except InvalidTag:
            raise Refused("A segment is not what was sealed here") from None
        return opened

    def open_full(self, index: int, sealed: Bytes) -> bytes:
        """The same for a segment that is not the final one, as a value of its own."""
        nonce, ciphertext, place = self._parts(index, sealed, final=False)
        try:
            return self._cipher(index).decrypt(nonce, ciphertext, place)
        except InvalidTag:
            raise Refused("A segment is not what was sealed here") from None

    def _parts(self, index: int, sealed: Bytes, *, final: bool) -> tuple[bytes, memoryview, bytes]:
        full = self.layout.sealed_segment
        mark = struct.pack(">I", len(sealed)) if final else _NOT_FINAL
        fits = OVERHEAD <= len(sealed) <= full if final else len(sealed) == full
        if not fits or sealed[:4] != mark:
            raise Refused("A segment has the wrong length")
        view = memoryview(sealed)
        return bytes(view[4:16]), view[16:], _place(index, final=final)

    def position(self, index: int) -> int:
        """Where segment `index` begins in the blob."""
        return HEADER_LENGTH + index * self.layout.sealed_segment


def _place(index: int, *, final: bool) -> bytes:
    return struct.pack(">Q?", index, final)


class Writer:
    """Seals a stream of any length into a blob, holding one segment in memory.

    A full segment leaves only once more bytes follow it, so that `close` always has the final one in hand.
    Between requests keep `header`, `index` and (sealed as a blob of its own) `pending`; `resume` goes on from
    there, and the pieces put one after the other are as good a blob as one written in one sitting.
    """

    segments_class: type[Segments] = Segments

    def __init__(self, out: Sink, key: bytes, context: bytes) -> None:
        self._begin(out, self.segments_class(key, context), 0)
        self._hand_on(self.header)

    @classmethod
    def resume(cls, out: Sink, key: bytes, context: bytes, *, header: Bytes, index: int) -> "Writer":
        """Go on with a blob: `out` stands at `position`, and what was `pending` is written again first."""
        writer = cls.__new__(cls)
        writer._begin(out, cls.segments_class(key, context, header), index)
        return writer

    def _begin(self, out: Sink, segments: Segments, index: int) -> None:
        self._out, self._segments, self.index, self._closed = out, segments, index, False
        # One buffer for the life of the writer: taking and returning memory costs more than sealing.
        self._buffer = memoryview(bytearray(segments.layout.segment))
        self._waiting = self._buffer[:0]

    @property
    def header(self) -> bytes:
        return self._segments.header

    @property
    def pending(self) -> bytes:
        """The plaintext not yet in the blob: at most one segment's worth."""
        return bytes(self._waiting)

    @property
    def position(self) -> int:
        """How long the blob is, up to the segment `index` that comes next."""
        return self._segments.position(self.index)

    def write(self, data: Bytes) -> None:
        if self._closed:
            raise ValueError("This blob is closed")
        rest, full = memoryview(data).cast("B"), len(self._buffer)
        if self._waiting and len(self._waiting) + len(rest) > full:
            if taken := full - len(self._waiting):
                self._keep(rest[:taken])
            self._put(self._waiting)
            self._waiting, rest = self._buffer[:0], rest[taken:]
        while len(rest) > full:
            self._put(rest[:full])
            rest = rest[full:]
        if rest:
            self._keep(rest)

    def _keep(self, plaintext: memoryview) -> None:
        if len(plaintext) == len(self._buffer) and type(plaintext.obj) is bytes:
            self._waiting = plaintext  # whole, and can never change: no need of a copy
            return
        filled = len(self._waiting)
        self._buffer[filled : filled + len(plaintext)] = plaintext
        self._waiting = self._buffer[: filled + len(plaintext)]

    def _put(self, plaintext: memoryview) -> None:
        self._hand_on(self._segments.seal(self.index, plaintext, final=False))
        self.index += 1

    def _hand_on(self, piece: Bytes) -> None:
        taken = self._out.write(piece)
        # An unbuffered file may take a part of what it is given and say so.
        while isinstance(taken, int) and 0 <= taken < len(piece):
            if not taken:
                raise OSError("What was sealed could not be written.")
            piece = memoryview(piece)[taken:]
            taken = self._out.write(piece)

    def close(self) -> None:
        """Write the final segment. Without it the blob does not open."""
        if not self._closed:
            self._hand_on(self._segments.seal(self.index, self._waiting, final=True))
            self._waiting, self._closed = self._buffer[:0], True


class Reader:
    """Reads any part of a blob. The final segment is authenticated before a byte of it is released.

    Several threads may share one: they take turns, since the segment that is open lies in one buffer.
    """

    segments_class: type[Segments] = Segments

    def __init__(self, read_at: ReadAt, size: int, key: bytes, context: bytes) -> None:
        full, body = self.segments_class.layout.sealed_segment, size - HEADER_LENGTH
        if body < OVERHEAD:
            raise Refused("A blob is never this short")
        self._read_at, self._turn = read_at, threading.Lock()
        self._segments = self.segments_class(key, context, self._exactly(0, HEADER_LENGTH))
        self._last = (body - 1) // full
        self._last_length = body - self._last * full
        self._buffer = memoryview(bytearray(self._segments.layout.segment))
        self._held, self._opened = self._last, self._segment(self._last)
        self.size = self._last * self._segments.layout.segment + len(self._opened)

    def _exactly(self, offset: int, length: int) -> Bytes:
        sealed = self._read_at(offset, length)
        if len(sealed) != length:
            raise Refused("The blob is shorter than it should be")
        return sealed

    def _sealed(self, index: int) -> Bytes:
        length = self._last_length if index == self._last else self._segments.layout.sealed_segment
        return self._exactly(self._segments.position(index), length)

    def _segment(self, index: int) -> memoryview:
        return self._segments.open(index, self._sealed(index), self._buffer, final=index == self._last)

    def _plaintext(self, index: int) -> memoryview:
        # One opened segment is held, so that reading on in small pieces opens each segment once.
        if index != self._held:
            self._held = -1
            self._opened = self._segment(index)
            self._held = index
        return self._opened

    def pread(self, offset: int, length: int) -> bytes:
        """The plaintext at a place; fewer bytes than asked for only at the end."""
        if offset < 0 or length < 0:
            raise ValueError("Neither the offset nor the length is below zero")
        with self._turn:
            return self._pread(offset, length)

    def _pread(self, offset: int, length: int) -> bytes:
        end, full, out = min(offset + length, self.size), self._segments.layout.segment, io.BytesIO()
        index, start = divmod(offset, full)
        if start == 0 and end - offset == full and index not in {self._held, self._last}:
            return self._segments.open_full(index, self._sealed(index))  # whole: no need of a copy
        while offset < end:
            index, start = divmod(offset, full)
            offset += out.write(self._plaintext(index)[start : start + end - offset])
        return out.getvalue()
