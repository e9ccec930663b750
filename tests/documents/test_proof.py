"""The proof is only worth what it catches: each kind of leak is made on purpose, and must be found."""

import io
import zipfile
from dataclasses import replace

import pikepdf
import pytest
from docx import Document
from docx.oxml import OxmlElement

from minutes.documents import Paragraph, Section, proof, render
from tests.documents.made import SECTIONS, copy, file_of

SECRET = "14 Elmhurst Gardens"
CLEAN = {code: file_of(code) for code in ("pdf", "docx", "html", "txt")}


def test_a_clean_copy_is_clean():
    for file in CLEAN.values():
        assert proof.search(file, [SECRET, "Wayne Cotter", "a neighbour"]) == []
        assert proof.leftovers(file) == []


@pytest.mark.parametrize("code", CLEAN)
def test_words_that_were_never_taken_out_are_found_with_their_page(code):
    leak = Section(("Housing",), (Paragraph((f"He lives at {SECRET} now.",)),))

    hits = proof.search(render(copy(sections=(*SECTIONS, leak)), code=code), [SECRET])

    assert {hit.words for hit in hits} == {SECRET}
    if code == "pdf":
        assert "page 3" in {hit.where for hit in hits}


@pytest.mark.parametrize(
    "written",
    ["14 ELMHURST gardens", "14\u00a0Elmhurst\u2009Gardens", "14 Elm\u00adhurst Gardens",
     "14 Elmhurst-Gardens", "14 Elmhurst\u200b Gardens", "14 Elm hurst Gar dens", "14Elmhurst Gardens"],
)  # fmt: skip
def test_another_way_of_writing_it_hides_nothing(written):
    page = f"<!doctype html><p>{written}</p>".encode()

    assert proof.search(page, [SECRET])


def test_a_short_name_is_not_found_inside_a_longer_word():
    text = b"The family moved to Leeds in spring."

    assert proof.search(text, ["Lee"]) == []
    assert proof.search(text + b" Lee came too.", ["Lee"])


def changed_pdf(change) -> bytes:
    """The clean PDF with one thing done to it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(CLEAN["pdf"])) as opened:
        change(opened)
        opened.save(out)
    return out.getvalue()


def in_the_properties(opened):
    opened.docinfo["/Subject"] = SECRET


def in_the_metadata(opened):
    with opened.open_metadata() as metadata:
        metadata["dc:description"] = SECRET


def in_an_alternative_text(opened):
    opened.Root.StructTreeRoot.K[0].Alt = pikepdf.String(SECRET)


def in_an_actual_text(opened):
    opened.Root.StructTreeRoot.K[0].ActualText = pikepdf.String(SECRET)


def in_a_packed_stream(opened):
    stream = pikepdf.Stream(opened, f"({SECRET}) Tj".encode())
    opened.pages[0].Contents = opened.make_indirect(stream)


def in_two_bytes_a_letter(opened):
    opened.Root.Spare = opened.make_indirect(pikepdf.Stream(opened, SECRET.encode("utf-16-be")))


def in_a_bookmark(opened):
    with opened.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 0))


def in_an_attachment(opened):
    opened.attachments["notes.txt"] = SECRET.encode()


def in_a_note_on_the_page(opened):
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Contents=pikepdf.String(SECRET))
    opened.pages[0].obj.Annots = pikepdf.Array([opened.make_indirect(note)])


PDF_LEAKS = [
    in_the_properties,
    in_the_metadata,
    in_an_alternative_text,
    in_an_actual_text,
    in_a_packed_stream,
    in_two_bytes_a_letter,
    in_a_bookmark,
    in_an_attachment,
    in_a_note_on_the_page,
]


@pytest.mark.parametrize("leak", PDF_LEAKS, ids=lambda leak: leak.__name__)
def test_a_word_hidden_in_the_pdf_is_found(leak):
    assert proof.search(changed_pdf(leak), [SECRET])


def test_words_under_a_black_box_are_found():
    """The commonest mistake: the words are covered on the page and are still in the file."""
    leaking = render(copy(sections=(Section(("Housing",), (Paragraph((SECRET,)),)),)), code="pdf")
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(leaking)) as opened:
        for page in opened.pages:
            page.contents_add(b"q 0 g 0 0 700 900 re f Q")
        opened.save(out)

    assert proof.search(out.getvalue(), [SECRET])


def test_what_a_copy_never_holds_is_named():
    assert [hit.where for hit in proof.leftovers(changed_pdf(in_an_attachment))]
    assert "a note or link on page 1" in [
        hit.where for hit in proof.leftovers(changed_pdf(in_a_note_on_the_page))
    ]
    assert proof.leftovers(CLEAN["pdf"] + b"\n%PDF again\n%%EOF\n")
    assert proof.leftovers(CLEAN["pdf"] + SECRET.encode())
    assert proof.search(CLEAN["pdf"] + SECRET.encode(), [SECRET])


def test_a_font_that_cannot_be_read_back_or_a_picture_stops_the_copy():
    def without_letters(opened):
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
                del thing["/ToUnicode"]

    def with_a_picture(opened):
        picture = pikepdf.Stream(opened, b"\x00")
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        opened.pages[0].obj.Spare = opened.make_indirect(picture)

    assert "letters that cannot be read back" in [
        hit.where for hit in proof.leftovers(changed_pdf(without_letters))
    ]
    assert "a picture, whose words cannot be searched" in [
        hit.where for hit in proof.leftovers(changed_pdf(with_a_picture))
    ]


def changed_word(change) -> bytes:
    """The clean Word file with one thing done to its document."""
    opened = Document(io.BytesIO(CLEAN["docx"]))
    change(opened)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def in_split_runs(opened):
    paragraph = opened.add_paragraph()
    for part in ("14 Elm", "hurst Gar", "dens"):
        paragraph.add_run(part)


def in_hidden_text(opened):
    opened.add_paragraph().add_run(SECRET).font.hidden = True


def in_a_deleted_passage(opened):
    deleted, run, text = OxmlElement("w:del"), OxmlElement("w:r"), OxmlElement("w:delText")
    text.text = SECRET
    run.append(text)
    deleted.append(run)
    opened.add_paragraph()._p.append(deleted)


def in_a_comment(opened):
    paragraph = opened.add_paragraph("Later.")
    opened.add_comment(paragraph.runs, text=SECRET, author="x", initials="x")


def in_the_keywords(opened):
    opened.core_properties.keywords = SECRET


def in_a_table_caption(opened):
    caption = OxmlElement("w:tblDescription")
    caption.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val", SECRET)
    opened.tables[0]._tbl.tblPr.append(caption)


WORD_LEAKS = [
    in_split_runs,
    in_hidden_text,
    in_a_deleted_passage,
    in_a_comment,
    in_the_keywords,
    in_a_table_caption,
]


@pytest.mark.parametrize("leak", WORD_LEAKS, ids=lambda leak: leak.__name__)
def test_a_word_hidden_in_the_word_file_is_found(leak):
    assert proof.search(changed_word(leak), [SECRET])


@pytest.mark.parametrize(
    "leak", [in_hidden_text, in_a_deleted_passage, in_a_comment], ids=lambda leak: leak.__name__
)
def test_changes_comments_and_hidden_text_stop_the_word_file_whatever_they_say(leak):
    assert proof.leftovers(changed_word(leak))


def test_a_spare_part_or_a_note_on_the_package_is_found():
    packed = io.BytesIO(CLEAN["docx"])
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/old.xml", f"<p>{SECRET}</p>")
        package.comment = b"made by hand"

    found = {hit.where for hit in proof.leftovers(packed.getvalue())}

    assert proof.search(packed.getvalue(), [SECRET])
    assert {"the part word/old.xml", "something before or after the package"} <= found


@pytest.mark.parametrize(
    "leak",
    [
        f"<!-- {SECRET} -->",
        f'<i title="{SECRET}"></i>',
        "14 Elmhurst G&#97;rdens",
        "14 Elm<b>hurst</b> Gardens",
    ],
)
def test_a_word_hidden_in_the_web_page_is_found(leak):
    page = CLEAN["html"].replace(b"</main>", f"{leak}</main>".encode())

    assert proof.search(page, [SECRET])


def test_every_word_of_a_long_copy_can_be_read_back_from_the_pdf():
    """If the reader missed words that are there, it would miss the ones that must not be."""
    said = "Alfie drew the kitchen: Waverley, AVA, Tolley, Whittaker, fjord, office, Yvette, To be, 1240."
    long = replace(copy(), sections=tuple(Section((f"Part {n}",), (Paragraph((said,)),)) for n in range(20)))

    file = render(long, code="pdf")

    wanted = [
        "Waverley",
        "AVA",
        "Tolley",
        "Whittaker",
        "fjord",
        "office",
        "Yvette",
        "1240",
        "drew the kitchen",
    ]
    assert {hit.words for hit in proof.search(file, wanted)} == set(wanted)
