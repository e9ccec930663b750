"""Small blobs for the tests: the same format with segments of 32 bytes, and a fixed source of nonces."""

import io
import struct
from uuid import UUID

from recordings.vault import sealed

KEY = bytes(range(32))
ROW, OBJECT = UUID(int=1), UUID(int=2)
CONTEXT = sealed.context(ROW, OBJECT, "audio")
OURS, SMALL = sealed.Layout(), sealed.Layout(sealed_segment=64, rotation_bits=20)


def writer_of(layout=OURS, random=None):
    """A writer of this layout; `random` replaces the operating system's random bytes."""
    replaced = {"layout": layout} | ({"random": staticmethod(random)} if random else {})
    return type(
        "TestWriter", (sealed.Writer,), {"segments_class": type("TestSegments", (sealed.Segments,), replaced)}
    )


def reader_of(layout=OURS):
    return type(
        "TestReader",
        (sealed.Reader,),
        {"segments_class": type("TestSegments", (sealed.Segments,), {"layout": layout})},
    )


def seal(plaintext, *, layout=SMALL, key=KEY, context=CONTEXT, pieces=None, random=None):
    out = io.BytesIO()
    writer = writer_of(layout, random)(out, key, context)
    for piece in pieces or [plaintext]:
        writer.write(piece)
    writer.close()
    return out.getvalue()


def read_all(blob, *, layout=SMALL, key=KEY, context=CONTEXT, size=None):
    reader = reader_of(layout)(
        lambda offset, length: blob[offset : offset + length],
        len(blob) if size is None else size,
        key,
        context,
    )
    return reader.pread(0, reader.size)


def counted_nonces(iv):
    """The vectors' own source: this iv, then 5a5a5a5a and the number of the segment."""
    numbers = iter(range(1_000_000))

    def random(length):
        return iv if length == 32 else b"\x5a" * 4 + struct.pack(">Q", next(numbers))

    return random


def seal_as_ours(plaintext, key, context):
    return seal(plaintext, layout=OURS, key=key, context=context)


def open_as_ours(blob, key, context):
    return read_all(blob, layout=OURS, key=key, context=context)
