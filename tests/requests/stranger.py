"""Somebody who gets a file and takes it apart: every stream unpacked, every way of writing tried."""

import html
import io
import re
import unicodedata
import zipfile
import zlib

import pypdf

BETWEEN = re.compile(r"[\W_]+")
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def everything(file: bytes) -> list[str]:
    """All the text that can be got out of a file, one way or another, as letters and figures only."""
    texts = [file, *unpacked(file)]
    found = [
        text.decode(code, "ignore")
        for text in texts
        for code in ("latin-1", "utf-8", "utf-16-be", "utf-16-le")
    ]
    if file.startswith(b"%PDF"):
        found += pages(file)
    found += [html.unescape(re.sub(r"<[^>]*>", "", text)) for text in found if "<" in text]
    return [squeezed(text) for text in found]


def pages(file: bytes) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(file))
    printed = "".join(page.extract_text() for page in reader.pages)
    held = " ".join(str(thing) for thing in held_strings(reader))
    return [printed, held, str(reader.metadata), str(reader.outline)]


def held_strings(reader):
    for number in range(1, reader.trailer["/Size"]):
        thing = reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
        if isinstance(thing, pypdf.generic.DictionaryObject | pypdf.generic.ArrayObject):
            yield thing


def unpacked(file: bytes) -> list[bytes]:
    """Every stream of a PDF, every part of a package."""
    if file.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(file)) as package:
            return [part.filename.encode() + package.read(part) for part in package.infolist()]
    return [inflated(packed) for packed in STREAM.findall(file)] if file.startswith(b"%PDF") else []


def inflated(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed)
    except zlib.error:
        return packed


def squeezed(text: str) -> str:
    return BETWEEN.sub("", unicodedata.normalize("NFKD", text).casefold())


def finds(file: bytes, secrets: list[str]) -> list[str]:
    """Which of the secrets are anywhere in a file."""
    texts = everything(file)
    wanted = {secret: squeezed(secret) for secret in secrets}
    return [
        secret for secret, plain in wanted.items() if len(plain) > 3 and any(plain in text for text in texts)
    ]
