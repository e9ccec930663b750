"""The scan itself: it must find what it looks for in any disguise, or finding nothing would prove nothing."""

import base64
import bz2
import gzip
import io
import json
import lzma
import random
import zipfile
import zlib

import pytest

from tests.journeys import plaintext

WORD = "Alfie Hartley"


def zipped(text):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", text)
    return out.getvalue()


DISGUISES = {
    "as it is": WORD.encode(),
    "in capitals": WORD.upper().encode(),
    "utf-16": WORD.encode("utf-16"),
    "utf-16 big end first": WORD.encode("utf-16-be"),
    "utf-32": WORD.encode("utf-32"),
    "in JSON": json.dumps({"name": WORD}).encode(),
    "in an address": b"/find/?name=Alfie%20Hartley",
    "in a form": b"name=Alfie+Hartley",
    "in base64": base64.b64encode(b"and so " + WORD.encode() + b" said"),
    "in base64, one on": base64.b64encode(b"and so  " + WORD.encode() + b" said"),
    "in base64, two on": base64.b64encode(b"and so   " + WORD.encode() + b" said"),
    "in hex": WORD.lower().encode().hex().encode(),
    "gzipped": gzip.compress(b"then " * 20 + WORD.encode()),
    "deflated": zlib.compress(b"then " * 20 + WORD.encode()),
    "bzip2": bz2.compress(WORD.encode()),
    "xz": lzma.compress(WORD.encode()),
    "in a Word file": zipped(f"<w:t>{WORD}</w:t>"),
}


@pytest.mark.parametrize("disguise", DISGUISES, ids=lambda name: name.replace(" ", "-"))
def test_a_word_is_found_in_any_disguise(tmp_path, disguise):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(b"\x00\xff" * 99 + DISGUISES[disguise] + b"\x07" * 99)
    assert plaintext.find(tmp_path, [WORD]) == [f"deep/file: {WORD}"]


def test_nothing_is_found_where_there_is_nothing(tmp_path):
    (tmp_path / "file").write_bytes(bytes(range(256)) * 1000)
    assert plaintext.find(tmp_path, [WORD]) == []


def test_a_piece_of_a_recording_is_found(tmp_path):
    source, kept = tmp_path / "source", tmp_path / "kept"
    kept.mkdir()
    source.write_bytes(random.Random(1).randbytes(300_000))
    (kept / "part").write_bytes(source.read_bytes()[100_000:200_000])
    assert plaintext.find(kept, [], plaintext.pieces_of(source))
