"""Somebody who gets a file and takes it apart: every stream unpacked, every way of writing tried."""

import html
import io
import re
import unicodedata
import zipfile
import zlib
from functools import lru_cache

import pypdf

BETWEEN = re.compile(r"[\W_]+")
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def everything(file: bytes) -> tuple[list[tuple[str, str]], list[bytes]]:
    """The text of a file, as it stands and as letters and figures only; and the bytes that are none."""
    texts, rest = [], []
    for part in (file, *unpacked(file)):
        try:
            texts.append(part.decode() if b"\0" not in part else part.decode("utf-16-be"))
        except UnicodeDecodeError:
            rest.append(part)
    if file.startswith(b"%PDF"):
        texts += pages(file)
    texts += [html.unescape(re.sub(r"<[^>]*>", "", text)) for text in texts if "<" in text]
    return [(alike(text), squeezed(text)) for text in texts], rest


@lru_cache(maxsize=1)
def pages(file: bytes) -> list[str]:
    """The words of each page and every string behind them. Kept while one file is asked about."""
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


def alike(text: str) -> str:
    return unicodedata.normalize("NFKD", text).casefold()


def squeezed(text: str) -> str:
    return BETWEEN.sub("", alike(text))


def finds(file: bytes, secrets: list[str]) -> list[str]:
    """Which secrets are anywhere in a file. A few letters turn up by chance in a font: bytes count whole."""
    texts, rest = everything(file)
    return [
        secret
        for secret in secrets
        if (_is_written(secret, file) if short_number(secret) else _stands(secret, texts))
        or _lies(secret, rest)
    ]


def short_number(secret: str) -> bool:
    """A date in figures: run together, the measures on a page make one by chance."""
    return squeezed(secret).isdigit() and len(squeezed(secret)) < 9


def _is_written(secret: str, file: bytes) -> bool:
    printed = "\n".join(pages(file)).encode() if file.startswith(b"%PDF") else b""
    return any(secret.encode() in part for part in (file, printed, *unpacked(file)))


def _stands(secret: str, texts: list[tuple[str, str]]) -> bool:
    """Written with whatever between its letters. A day at its end is a whole one: November 2 is not in
    November 2026."""
    plain = squeezed(secret)
    starts, ends = ends_in_a_day(plain)
    before, after = r"(?<!\d)" if starts else "", r"(?!\d)" if ends else ""
    whole = re.compile(before + r"[\W_]*".join(map(re.escape, plain)) + after)
    return len(plain) > 3 and any(plain in run_on and whole.search(text) for text, run_on in texts)


def _lies(secret: str, rest: list[bytes]) -> bool:
    written = [secret.encode(code) for code in ("utf-8", "utf-16-be", "utf-16-le")]
    starts, ends = ends_in_a_day(secret)
    after = rb"(?!\x00?\d)" if ends else b""
    before = rb"(?<!\d)(?<!\d\x00)" if starts else b""
    whole = [re.compile(before + re.escape(one) + after) for one in written]
    return len(secret) > 5 and any(one.search(part) for one in whole for part in rest)


def ends_in_a_day(words: str) -> tuple[bool, bool]:
    """Whether words begin, and whether they end, with a number of one or two figures."""
    if words.isdigit():
        return False, False
    return bool(re.match(r"\d{1,2}(?!\d)", words)), bool(re.search(r"(?<!\d)\d{1,2}$", words))
