"""What a typed copy looks like to the person who gets it, and to the tools that open it."""

import io
import re
import zipfile
from datetime import UTC, datetime

import pikepdf
import pypdf
import pytest
from docx import Document

from minutes.documents import FORMATS, CannotBeDrawn, Child, Paragraph, Removed, Section, proof, render
from tests.documents.made import ATTENDANCE, copy, file_of

EVERY_FORMAT = sorted(FORMATS)
PDFS = ["pdf", "pdf-18", "pdf-24"]


def words(file: bytes) -> str:
    """The text as read, with spaces made alike."""
    return " ".join(proof.read(file).split())


@pytest.mark.parametrize("code", EVERY_FORMAT)
def test_every_format_says_the_same(code):
    phrases = {
        "Minutes of the conference of 5 November 2026",
        "Please keep it safe",
        "Daniel Okafor, social worker",
        "toast for his sister",
        "removed: A",
        "removed: B",
        "this is about another person",
        "Information Commissioner",
        "C-2026-0007",
        "Tuesday 22 December 2026",
        "01632 960 145",
        "Sent apologies",
    }

    hits = proof.search(file_of(code), phrases)

    assert {hit.words for hit in hits} == phrases


@pytest.mark.parametrize("code", EVERY_FORMAT)
def test_a_parent_whose_name_looks_like_a_program_is_printed_as_she_is(code):
    name = '#eval("1+1") <b>*Kelly*</b> _O\'Neill_ $x$ @ref {{ seven }} \\u{41} //'

    file = render(copy(recipient=name, children=(Child("#panic() <script>"),)), code=code)

    assert proof.search(file, [name])
    assert proof.search(file, ["#panic() <script>"])
    assert code == "txt" or b"<script>" not in file


@pytest.mark.parametrize("code", PDFS)
def test_the_pdf_is_tagged_lasting_and_in_english(code):
    file = file_of(code)

    with pikepdf.open(io.BytesIO(file)) as opened:
        metadata = opened.open_metadata()
        assert str(opened.Root.Lang).lower() == "en-gb"
        assert bool(opened.Root.MarkInfo.Marked)
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == (
            "1",
            "2",
            "A",
        )
        fonts = [thing for thing in opened.objects if is_font_description(thing)]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def is_font_description(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"


def test_headings_lists_and_header_cells_are_there_for_a_screen_reader():
    file = file_of("pdf")

    with pikepdf.open(io.BytesIO(file)) as opened:
        kinds = {
            str(thing.S)
            for thing in opened.objects
            if isinstance(thing, pikepdf.Dictionary) and "/S" in thing
        }

    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/TD", "/L", "/LI"} <= kinds


@pytest.mark.parametrize("code", EVERY_FORMAT)
def test_the_title_and_the_properties_name_no_child_and_no_parent(code):
    file = file_of(code)

    hits = proof.search(file, ["Hartley", "Alfie", "Maisie", "Kelly"])

    places = {hit.where for hit in hits}
    assert not places & {
        "the properties of the file",
        "docProps/core.xml",
        "docProps/app.xml",
        "the names of the parts",
    }


@pytest.mark.parametrize("code", PDFS)
def test_each_page_carries_the_copy_number_and_the_person_it_was_made_for(code):
    file = file_of(code)

    pages = pypdf.PdfReader(io.BytesIO(file)).pages

    for number, page in enumerate(pages, start=1):
        foot = " ".join(page.extract_text().split())
        assert "Copy 1 of 1 for Kelly Hartley" in foot
        assert f"Page {number} of {len(pages)}" in foot


@pytest.mark.parametrize("code", EVERY_FORMAT)
def test_nothing_is_in_a_file_that_a_reader_would_not_expect(code):
    assert proof.leftovers(file_of(code)) == []


def test_the_black_mark_has_one_width_for_every_letter():
    letters = ("A", "I", "W", "AB")
    sections = (Section(("Health",), tuple(Paragraph((Removed(letter),)) for letter in letters)),)

    file = render(copy(sections=sections, attendance=ATTENDANCE[:3], key=()), code="pdf")

    marks = black_shapes(file)
    assert len(marks) == len(letters)
    assert len(set(marks)) == 1


def black_shapes(file: bytes) -> list[str]:
    """The outline of each shape that is filled with black."""
    with pikepdf.open(io.BytesIO(file)) as opened:
        content = "\n".join(page.Contents.read_bytes().decode("latin-1") for page in opened.pages)
    return re.findall(r"cs 0 scn ([^TQ]*?)\nf", content)


def test_word_has_headings_language_header_rows_and_clean_properties():
    file = file_of("docx")

    opened = Document(io.BytesIO(file))
    styles = [paragraph.style.name for paragraph in opened.paragraphs]
    about = opened.core_properties
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        styles_part = packed.read("word/styles.xml").decode()
        names = packed.namelist()

    assert styles.count("Title") == 1
    assert {"Heading 1", "Heading 2"} <= set(styles)
    assert 'w:lang w:val="en-GB"' in styles_part
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in opened.tables)
    assert (about.author, about.last_modified_by, about.comments, about.revision) == (
        "Wexborough Council",
        "Wexborough Council",
        "",
        1,
    )
    assert about.created == datetime(2026, 11, 24, 15, 10, tzinfo=UTC)
    assert not [name for name in names if "thumbnail" in name or "custom" in name or "comments" in name]


def test_a_name_in_another_script_is_printed_or_the_copy_is_refused_without_repeating_it():
    greek = render(copy(recipient="Ελένη Żółkiewska"), code="pdf")
    assert proof.search(greek, ["Ελένη Żółkiewska"])

    with pytest.raises(CannotBeDrawn) as refused:
        render(copy(recipient="\U0001e900\U0001e901"), code="pdf")
    assert "\U0001e900" not in str(refused.value)
