"""The Word copy in a program that is not ours: LibreOffice reads headings, language and the header row."""

import io
import shutil
import subprocess

import pikepdf
import pypdf
import pytest

from tests.documents.made import SECTIONS, copy, file_of

OFFICE = shutil.which("soffice") or "soffice"  # ./test installs it; where it is missing these tests fail
AS_PDF = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def opened(tmp_path_factory) -> bytes:
    """What LibreOffice makes of the Word file when it prints it."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "copy.docx").write_bytes(file_of("docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [OFFICE, "--headless", profile, "--convert-to", AS_PDF, "--outdir", str(folder), "copy.docx"]
    subprocess.run(words, cwd=folder, check=True, capture_output=True, timeout=600)
    return (folder / "copy.pdf").read_bytes()


def elements(file: bytes) -> list[str]:
    """The kinds of element that a screen reader meets."""
    with pikepdf.open(io.BytesIO(file)) as pdf:
        return [
            str(thing.S) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/S" in thing
        ]


def test_it_opens_with_every_word_and_the_copy_number_on_each_page(opened):
    pages = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(opened)).pages]

    assert "toast for his sister" in " ".join(pages)
    for number, page in enumerate(pages, start=1):
        assert f"Copy 1 of 1 for Kelly Hartley (C-2026-0007). Page {number} of {len(pages)}" in page


def test_its_headings_lists_and_header_cells_are_real(opened):
    kinds = elements(opened)
    own = 2 + len(SECTIONS)

    assert kinds.count("/H1") >= own
    assert kinds.count("/H2") >= len(copy().children) + 4
    assert kinds.count("/TH") >= 4 + 2
    assert {"/Table", "/TD", "/LI"} <= set(kinds)


def test_its_language_is_english(opened):
    with pikepdf.open(io.BytesIO(opened)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
