"""Looks for words in every byte of a folder's files: as they are, re-encoded, escaped, or compressed."""

import base64
import bz2
import json
import lzma
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

MOST = 8 * 1024 * 1024  # of what is unpacked in one place
LOOKED_AT = 512 * 1024  # of what may be packed: enough to show any of the words
COMPRESSED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]|PK\x03\x04|BZh[1-9]|\xfd7zXZ\x00")


def find(folder: Path, words: list[str], pieces: list[bytes] = ()) -> list[str]:
    """Each place where one of the words, or of the pieces of a file, is readable: "file: word"."""
    wanted = {word: [*disguises(word), *in_base64(word)] for word in words}
    wanted |= {f"bytes {piece[:8].hex()}": [piece] for piece in pieces}
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [f"{path.relative_to(folder)}: {word}" for path in files for word in _in_file(path, wanted)]


def disguises(word: str) -> Iterator[bytes]:
    """The word as a program might have written it."""
    yield from {
        word.lower().encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")
    }
    yield json.dumps(word.lower())[1:-1].encode()
    yield word.lower().replace(" ", "+").encode()
    yield word.lower().replace(" ", "%20").encode()
    yield word.lower().encode().hex().encode()


def in_base64(word: str) -> Iterator[bytes]:
    """What of the word's Base64 is the same wherever in a text it stands, for each of the three offsets."""
    for offset in range(3):
        coded = base64.b64encode(b"\0" * offset + word.encode())
        kept = coded[(0, 2, 3)[offset] : len(coded.rstrip(b"=")) - 1]
        if len(kept) >= 8:  # shorter ones stand in random bytes by chance
            yield kept


def _in_file(path: Path, wanted: dict[str, list[bytes]]) -> Iterator[str]:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:  # a message of the broker that the worker took meanwhile
        return
    texts = [form for text in (raw, *unpacked(raw)) for form in (text, text.lower())]
    for word, forms in wanted.items():
        if any(form in text for text in texts for form in forms):
            yield word


def unpacked(raw: bytes) -> Iterator[bytes]:
    """Whatever in these bytes starts like something compressed and can be opened."""
    for found in COMPRESSED.finditer(raw):
        start = raw[found.start() : found.start() + LOOKED_AT]
        for opener in (
            _inflate(47),
            _inflate_zip,
            _opened(bz2.BZ2Decompressor),
            _opened(lzma.LZMADecompressor),
        ):
            try:
                text = opener(start)
            except (zlib.error, OSError, EOFError, ValueError, lzma.LZMAError):
                continue
            if text:
                yield text
                break


def _inflate(bits: int):
    return lambda raw: zlib.decompressobj(bits).decompress(raw, MOST)


def _inflate_zip(raw: bytes) -> bytes:
    if not raw.startswith(b"PK\x03\x04"):
        return b""
    start = 30 + int.from_bytes(raw[26:28], "little") + int.from_bytes(raw[28:30], "little")
    return zlib.decompressobj(-15).decompress(raw[start:], MOST)


def _opened(make):
    return lambda raw: make().decompress(raw, MOST)


def pieces_of(file: Path, *, length: int = 48, every: int = 40_000) -> list[bytes]:
    """Stretches of a file that would give it away if any of it were stored as it is."""
    raw = file.read_bytes()
    found = (raw[start : start + length] for start in range(0, len(raw) - length, every))
    return [piece for piece in found if len(set(piece)) > length // 2]
