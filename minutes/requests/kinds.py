"""What kind of file came back, told from its first bytes and never from its name; pure."""

import io
import zipfile

from minutes.requests.models import Order

Type = Order.Type
STARTS: list[tuple[int, bytes, Type]] = [
    (0, b"%PDF-", Type.PDF),
    (0, b"ID3", Type.MP3),
    (0, b"\xff\xfb", Type.MP3),
    (0, b"\xff\xf3", Type.MP3),
    (4, b"ftypM4A", Type.M4A),
    (4, b"ftypmp42", Type.M4A),
    (4, b"ftypisom", Type.M4A),
    (0, b"OggS", Type.OGG),
    (8, b"WAVE", Type.WAV),
]


def kind_of(content: bytes) -> str | None:
    """The type of the file, or nothing if it is none that we take."""
    for at, start, kind in STARTS:
        if content[at : at + len(start)] == start:
            return kind
    if content.startswith(b"PK"):
        return Type.DOCX if _is_word(content) else None
    return Type.TXT if _is_text(content) else None


def _is_word(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "word/document.xml" in packed.namelist()
    except zipfile.BadZipFile:
        return False


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and "\0" not in text
