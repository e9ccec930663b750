"""One letter for each person: whose children, whose address, who signs, who sends, and what proves it."""

import io
import re
from datetime import date

import pypdf
import pytest
from docx import Document

from access.errors import Conflict
from minutes.documents import proof
from minutes.letters import actions, making
from minutes.letters.models import Letter
from recordings.models import Attendance
from tests import factories
from tests.letters import made
from tests.requests.made import approved, paragraph, section, sentence

pytestmark = pytest.mark.django_db
Status = Letter.Status


def words_of(letter: Letter, code: str = "pdf") -> str:
    """What an ordinary reader shows of one file of a letter."""
    content = making.content_of(letter.files.get(format=code))
    return re.sub(r"\s+", " ", proof.read(content))


def going(letter: Letter, **changes) -> actions.Going:
    known = {name: getattr(letter, name) for name in ("way", "address", "format", "language")}
    return actions.Going(**{**known, "children": tuple(letter.children.all()), **changes})


def test_each_person_who_gets_one_has_a_letter_of_their_own():
    family = made.decided()

    found = made.letters(family)

    assert set(found) == {"Kelly Hartley", "Wayne Cotter", "Daniel Okafor", "Tom Whitcombe"}
    assert {one.due_on for one in found.values()} == {date(2026, 11, 6)}
    assert [row.child.name for row in found["Wayne Cotter"].children.all()] == ["Alfie Hartley"]
    assert found["Daniel Okafor"].children.count() == 2
    assert actions.make_letters(family.conference, by=family.administrator) == []


def test_the_letter_is_due_by_the_decision_for_its_children():
    family = made.decided()
    family.father.only_about.set([family.maisie])

    found = made.letters(family)

    assert found["Wayne Cotter"].due_on == date(2026, 11, 12)
    assert found["Kelly Hartley"].due_on == date(2026, 11, 6)


def test_of_several_children_none_is_chosen_for_the_family_by_itself():
    family = made.decided()
    family.father.only_about.clear()
    letter = made.letters(family)["Wayne Cotter"]

    assert letter.children.count() == 0
    with pytest.raises(Conflict, match="Choose which children"):
        actions.sign_letter(letter, by=family.chair)


def test_the_fathers_letter_has_neither_the_mothers_address_nor_the_other_child():
    family = made.decided()
    letter = actions.sign_letter(made.letters(family)["Wayne Cotter"], by=family.chair)

    for code in ("pdf", "docx"):
        words = words_of(letter, code)
        assert "Wayne Cotter" in words
        assert "Flat 3" in words
        assert "Alfie Hartley" in words
        assert "They were left alone twice." in words
        assert "Daniel Okafor, phone 01632 960 210" in words
        for absent in ("Larkspur", "WX4 7QT", "Maisie", "07700 900 123", "Housing thought"):
            assert absent not in words
    assert letter.words_searched > 5


def test_a_withheld_address_is_not_even_on_the_letter_of_whoever_lives_there():
    family = made.decided()
    letter = actions.sign_letter(made.letters(family)["Kelly Hartley"], by=family.chair)

    words = words_of(letter)

    assert "Kelly Hartley" in words
    assert "Larkspur" not in words
    assert "No child protection plan is made" in words


@pytest.mark.parametrize(
    ("reasons", "says"),
    [
        ("He rang at 27 Larkspur Court on Sunday.", "the address or contact of somebody else"),
        ("He rang 07700 900 123 on Sunday.", "the address or contact of somebody else"),
        ("He upset Maisie too.", "a child whom this letter is not about"),
    ],
)
def test_what_must_not_be_in_a_letter_stops_it_and_is_not_repeated(reasons, says):
    family = made.decided(reasons=reasons)
    letter = made.letters(family)["Wayne Cotter"]

    with pytest.raises(Conflict, match=says) as refused:
        actions.sign_letter(letter, by=family.chair)

    assert not {"Larkspur", "07700", "Maisie"} & set(str(refused.value).replace(".", " ").split())
    letter.refresh_from_db()
    assert (letter.status, letter.files.count()) == (Status.DRAFT, 0)


def test_words_of_a_restricted_part_stop_it():
    secret = "Wayne is wanted for recall to prison and nobody may hear of it."
    family = made.siblings()
    at = factories.recording(family.conference)
    content = {"sections": [section("Reason", paragraph(sentence("Alfie had made toast.", 0, at)))]}
    approved(family.conference, content, restricted=[section("Police", paragraph(sentence(secret, 30, at)))])
    made.decided(family, reasons=f"He cannot come. {secret}")
    letter = made.letters(family)["Wayne Cotter"]

    with pytest.raises(Conflict, match="words from a restricted part"):
        actions.sign_letter(letter, by=family.chair)


def test_two_people_at_one_address_have_one_each_and_the_address_they_share():
    family = made.decided()
    partner = factories.person(
        family.conference, name="Ana Cotter", role="Partner", address=made.FATHERS, gets_letter=True
    )
    partner.only_about.set([family.alfie])

    found = made.letters(family)
    signed = [actions.sign_letter(found[name], by=family.chair) for name in ("Wayne Cotter", "Ana Cotter")]

    assert all("Flat 3" in words_of(letter) for letter in signed)
    assert "Dear Ana Cotter" in words_of(signed[1])
    assert "Dear Wayne Cotter" not in words_of(signed[1])


def test_the_leaflet_goes_along_and_the_council_writes_its_own():
    family = made.decided()
    found = made.letters(family)
    first = actions.sign_letter(found["Wayne Cotter"], by=family.chair)

    actions.set_leaflet(title="Not happy?", text="# Write\n* to us\nWe answer.", by=family.administrator)
    second = actions.sign_letter(found["Kelly Hartley"], by=family.chair)

    assert "How to complain about a child protection conference" in words_of(first)
    assert "Not happy?" in words_of(second)
    assert "How to complain about a child" not in words_of(second)


def test_large_print_goes_in_large_print():
    family = made.decided()
    family.father.format = Attendance.Format.LARGE_PRINT
    family.father.save()
    letter = made.letters(family)["Wayne Cotter"]

    signed = actions.sign_letter(letter, by=family.chair)

    assert {file.format for file in signed.files.all()} == {"pdf", "pdf-18", "docx"}
    chosen = next(file for file in signed.files.all() if file.is_chosen)
    assert chosen.format == "pdf-18"
    plain = pypdf.PdfReader(io.BytesIO(making.content_of(signed.files.get(format="pdf"))))
    assert signed.pages > len(plain.pages)


def test_the_pdf_is_tagged_and_names_its_language_and_word_has_real_headings():
    family = made.decided()
    signed = actions.sign_letter(made.letters(family)["Wayne Cotter"], by=family.chair)

    root = pypdf.PdfReader(io.BytesIO(making.content_of(signed.files.get(format="pdf")))).trailer["/Root"]
    word = Document(io.BytesIO(making.content_of(signed.files.get(format="docx"))))

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert "Heading 1" in {one.style.name for one in word.paragraphs}
    assert [cell.text for cell in word.tables[0].rows[0].cells][1] == "What will be done"
    assert word.core_properties.author != "python-docx"
