"""What is inside a PDF or a Word file, unpacked to the last string: for the proof that a copy is clean."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import pikepdf

from minutes.documents.drawn import drawn_oddities

WORD_PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/app.xml",
    "docProps/core.xml",
    "word/document.xml",
    "word/fontTable.xml",
    "word/footer1.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/styles.xml",
    "word/theme/theme1.xml",
    "word/webSettings.xml",
    "word/_rels/document.xml.rels",
}
UNWANTED_KEYS = {
    "/JavaScript": "a script",
    "/JS": "a script",
    "/EmbeddedFile": "an attachment",
    "/EmbeddedFiles": "an attachment",
    "/OCProperties": "a layer that can be hidden",
    "/AcroForm": "a form",
    "/PieceInfo": "notes of another program",
}
TRACKED = re.compile(rb"<w:(ins|del|moveFrom|moveTo|comment\w*|vanish)[ />]")
MARKUP = re.compile(rb"<[^>]+>")
LENGTH_LIMIT = 50_000_000  # of one unpacked part; ours are far smaller


def pdf_objects(file: bytes) -> Iterator[tuple[str, str | bytes]]:
    """Every string and every unpacked stream of a PDF, with a word on where it is."""
    with pikepdf.open(io.BytesIO(file)) as opened:
        yield "the properties of the file", _docinfo(opened)
        for number, thing in enumerate(opened.objects, start=1):
            is_stream = isinstance(thing, pikepdf.Stream)
            yield from _within(thing, f"object {number}" if is_stream else "the structure of the file")


def _docinfo(opened: pikepdf.Pdf) -> str:
    return "\n".join(f"{name} {value}" for name, value in opened.docinfo.items())


def _within(thing: pikepdf.Object, where: str) -> Iterator[tuple[str, str | bytes]]:
    """Strings, names and streams of one object. What it refers to has its own turn."""
    if isinstance(thing, pikepdf.Stream):
        yield where, _unpacked(thing)
    if isinstance(thing, (pikepdf.String, pikepdf.Name)):
        yield where, str(thing)
    elif isinstance(thing, pikepdf.Array):
        for part in thing.as_list():
            yield from _direct(part, where)
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for name in thing.keys():  # noqa: SIM118 - iterating over a stream itself is refused
            yield where, name
            yield from _direct(thing[name], where)


def _direct(part: object, where: str) -> Iterator[tuple[str, str | bytes]]:
    if isinstance(part, pikepdf.Object) and not part.is_indirect:
        yield from _within(part, where)


def _unpacked(stream: pikepdf.Stream) -> bytes:
    """The stream as its filters give it back, or as it is when a filter is one that only a picture uses."""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def pdf_oddities(file: bytes) -> Iterator[str]:
    """What our PDFs never hold. Anything listed here stops the copy."""
    if file.count(b"%%EOF") > 1 or file.rstrip().rpartition(b"%%EOF")[2]:
        yield "an earlier edition, or something after the end of the file"
    with pikepdf.open(io.BytesIO(file)) as opened:
        for thing in opened.objects:
            yield from _odd_object(thing)
        yield from drawn_oddities(opened)
        for number, page in enumerate(opened.pages, start=1):
            yield from (f"a note or link on page {number}" for _ in page.obj.get("/Annots", []))


def _odd_object(thing: pikepdf.Object) -> Iterator[str]:
    if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        return
    names = set(thing.keys())
    for name in names:
        if isinstance(thing[name], pikepdf.Dictionary) and not thing[name].is_indirect:
            yield from _odd_object(thing[name])
    yield from (reason for name, reason in UNWANTED_KEYS.items() if name in names)
    if thing.get("/Subtype") == "/Image":
        yield "a picture, whose words cannot be searched"
    is_text_font = thing.get("/Type") == "/Font" and not str(thing.get("/Subtype")).startswith("/CIDFont")
    if is_text_font and "/ToUnicode" not in names:
        yield "letters that cannot be read back"


def word_parts(file: bytes) -> Iterator[tuple[str, str | bytes]]:
    """Every part of a Word file unpacked: its words in reading order, its markup, the names of the parts."""
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        yield "the note on the package", packed.comment
        for part in packed.infolist():
            content = packed.read(part)
            yield "the names of the parts", part.filename + " " + part.comment.decode("latin-1")
            yield part.filename, content
            if part.filename.endswith((".xml", ".rels")):
                yield part.filename, _words_of(content)
                yield part.filename, MARKUP.sub(b" ", content)


def _words_of(content: bytes) -> str:
    """The text of an XML part with its paragraphs apart and its runs together, then every attribute."""
    root = ElementTree.fromstring(content)  # noqa: S314 - a file that we have just made ourselves
    paragraphs = ["".join(node.itertext()) for node in root.iter() if node.tag.endswith("}p")]
    attributes = [value for node in root.iter() for value in node.attrib.values()]
    return "\n".join([*paragraphs, "".join(root.itertext()), *attributes])


def word_oddities(file: bytes) -> Iterator[str]:
    """What our Word files never hold: other parts, tracked changes, comments, hidden text, spare bytes."""
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        names = packed.namelist()
        yield from (f"the part {name}" for name in names if name not in WORD_PARTS)
        if len(names) != len(set(names)):
            yield "two parts with one name"
        for part in packed.infolist():
            if part.file_size > LENGTH_LIMIT:
                yield f"a part too long to read, {part.filename}"
            elif found := TRACKED.search(packed.read(part)):
                yield f"{_tracked(found[1])} in {part.filename}"
        if packed.comment or not file.startswith(b"PK\x03\x04") or _tail(file):
            yield "something before or after the package"


def _tracked(tag: bytes) -> str:
    return {b"vanish": "hidden text"}.get(
        tag, "a comment" if tag.startswith(b"comment") else "a tracked change"
    )


def _tail(file: bytes) -> bytes:
    """What comes after the end record of the package (22 bytes, without a note)."""
    end = file.rfind(b"PK\x05\x06")
    return file[end + 22 :]
