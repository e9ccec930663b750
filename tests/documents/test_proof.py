"""The proof is only worth what it catches: each kind of leak is made on purpose, and must be found."""

import io
import zipfile
from dataclasses import replace

import pikepdf
import pytest

from minutes.documents import Paragraph, Section, proof, render
from tests.documents.leaks import (
    PDF_LEAKS,
    SHAPES,
    WORD_LEAKS,
    changed_pdf,
    changed_word,
    in_a_comment,
    in_a_deleted_passage,
    in_a_note_on_the_page,
    in_an_attachment,
    in_hidden_text,
)
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


@pytest.mark.parametrize("leak", PDF_LEAKS, ids=lambda leak: leak.__name__)
def test_a_word_hidden_in_the_pdf_is_found(leak):
    assert proof.search(changed_pdf(CLEAN["pdf"], leak, SECRET), [SECRET])


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_letters_of_a_font_and_the_length_of_a_mark_give_nothing_away(shape):
    """What was removed can show in a font that was cut to it, or in a mark of its length."""
    assert proof.leftovers(changed_pdf(CLEAN["pdf"], shape, SECRET))


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
    assert [hit.where for hit in proof.leftovers(changed_pdf(CLEAN["pdf"], in_an_attachment, SECRET))]
    assert "a note or link on page 1" in [
        hit.where for hit in proof.leftovers(changed_pdf(CLEAN["pdf"], in_a_note_on_the_page, SECRET))
    ]
    assert proof.leftovers(CLEAN["pdf"] + b"\n%PDF again\n%%EOF\n")
    assert proof.leftovers(CLEAN["pdf"] + SECRET.encode())
    assert proof.search(CLEAN["pdf"] + SECRET.encode(), [SECRET])


def test_a_font_that_cannot_be_read_back_or_a_picture_stops_the_copy():
    def without_letters(opened, secret):
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
                del thing["/ToUnicode"]

    def with_a_picture(opened, secret):
        picture = pikepdf.Stream(opened, b"\x00")
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        opened.pages[0].obj.Spare = opened.make_indirect(picture)

    assert "letters that cannot be read back" in [
        hit.where for hit in proof.leftovers(changed_pdf(CLEAN["pdf"], without_letters, ""))
    ]
    assert "a picture, whose words cannot be searched" in [
        hit.where for hit in proof.leftovers(changed_pdf(CLEAN["pdf"], with_a_picture, ""))
    ]


@pytest.mark.parametrize("leak", WORD_LEAKS, ids=lambda leak: leak.__name__)
def test_a_word_hidden_in_the_word_file_is_found(leak):
    assert proof.search(changed_word(CLEAN["docx"], leak, SECRET), [SECRET])


@pytest.mark.parametrize(
    "leak", [in_hidden_text, in_a_deleted_passage, in_a_comment], ids=lambda leak: leak.__name__
)
def test_changes_comments_and_hidden_text_stop_the_word_file_whatever_they_say(leak):
    assert proof.leftovers(changed_word(CLEAN["docx"], leak, SECRET))


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


def test_an_accent_or_a_crossed_letter_hides_nothing():
    assert proof.search(b"Zoe and the Lucs, and Luc.", ["Zoë", "Łuc"])


def test_one_word_is_not_made_of_pieces_of_others():
    assert proof.search(b"It came by buses and radio.", ["Sandra"]) == []
    assert proof.search(b"San-\ndra came. ", ["Sandra"])
    assert proof.search(b"<p>Sandracame</p>", ["Sandra"])


def test_a_date_in_figures_is_not_made_of_measures():
    assert proof.search(b"127.0916 and 27 0 9 16", ["27/09/16"]) == []
    assert proof.search(b"<!doctype html><p>27.09.16</p>", ["27/09/16"])


def test_a_name_that_is_a_word_of_every_day_is_found_where_it_is_a_name():
    text = b"We will collect it. You may show it."

    assert proof.search(text, ["Will", "May"], cased={"Will", "May"}) == []
    assert [hit.words for hit in proof.search(text + b" Will came.", ["Will"], cased={"Will"})]


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("November 2", "The conference of 5 November 2026"),
        ("8 October", "Checked on 18 October"),
        ("4 Elmhurst Gardens", "They moved to 14 Elmhurst Gardens"),
    ],
)
def test_a_number_beside_a_word_is_a_whole_one_and_still_hides_nowhere(words, stands):
    assert proof.search(stands.encode(), [words]) == []
    for written in (words, words.replace(" ", "\n"), f"{words[:5]}-\n{words[5:]}", words.replace(" ", "")):
        assert proof.search(f"{stands}. It was {written}.".encode(), [words])


@pytest.mark.parametrize(
    ("words", "stands"),
    [("4 May 2019", "It was 4 May 20197 and so on"), ("121 Elmhurst Gardens", "At 5121 Elmhurst Gardens")],
)
def test_a_longer_number_is_found_with_figures_beside_it_too(words, stands):
    """No year goes on after its four figures: what stands beside them came from somewhere else."""
    assert proof.search(stands.encode(), [words])
