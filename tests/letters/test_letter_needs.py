"""What a letter says of the needs of its reader, of a child who is not born, and where there is no plan."""

from datetime import date

import pytest
from django.urls import reverse

from access.board import tasks_for
from minutes.letters import actions
from minutes.letters.models import Letter
from tests import factories
from tests.letters import made
from tests.letters.test_letters import words_of

pytestmark = pytest.mark.django_db
OTHER = "Send the version that was asked for"


@pytest.fixture
def family():
    return made.decided()


@pytest.mark.parametrize(
    ("language", "form", "says"),
    [
        ("English", "", ""),
        ("", "large_print", ""),
        ("Polish", "", "You asked for this letter in Polish."),
        ("", "easy_read", "You asked for this letter in easy read."),
        ("Polish", "audio", "You asked for this letter in Polish and read aloud."),
    ],
)
def test_the_letter_says_which_other_version_its_reader_asked_for(language, form, says, family):
    family.father.language, family.father.format = language, form
    family.father.save()

    letter = made.sent(made.letters(family)["Wayne Cotter"], family)

    words = words_of(letter)
    assert (says in words) if says else ("You asked for" not in words)
    assert letter.translation == ("needed" if says else "")


def test_easy_read_stays_on_the_board_until_it_went(family, sign_in):
    family.father.format = "easy_read"
    family.father.save()
    letter = made.letters(family)["Wayne Cotter"]
    chair, office = sign_in(family.chair), sign_in(family.administrator)
    page = reverse("letters:letter", args=[letter.pk])

    assert "this person needs the letter in easy read too" in chair.get(page).text
    made.sent(letter, family)
    assert [one.what for one in tasks_for(family.administrator)].count(OTHER) == 1
    assert "in easy read: needed" in office.get(page).text
    office.post(reverse("letters:translated", args=[letter.pk]))

    assert OTHER not in [one.what for one in tasks_for(family.administrator)]


def test_whoever_sends_it_can_enclose_the_other_version(family, sign_in):
    family.father.format = "easy_read"
    family.father.save()
    letter = actions.sign_letter(made.letters(family)["Wayne Cotter"], by=family.chair)
    office = sign_in(family.administrator)

    assert (
        "The letter in easy read is enclosed too"
        in office.get(reverse("letters:letter", args=[letter.pk])).text
    )
    office.post(
        reverse("letters:send", args=[letter.pk]),
        {"envelope": letter.address.splitlines()[0], "translation_enclosed": "on"},
    )

    assert Letter.objects.get(pk=letter.pk).translation == "enclosed"


def test_without_a_plan_no_core_group_is_promised(family):
    """The chair copied the sibling's plan first: its group stays on the record and out of the letter."""
    words = words_of(made.sent(made.letters(family)["Kelly Hartley"], family))

    maisie = words.split("Maisie Hartley, born")[1]
    assert "No child protection plan is made" in maisie
    assert "core group" not in maisie
    assert "The core group makes the plan work" in words


def test_a_child_who_is_not_born_yet_stands_there_with_the_day_it_is_expected():
    unborn = factories.child(name="unborn Hartley", born_on=None, expected_on_text="2027-02-03")
    family = made.siblings()
    family.maisie.child = unborn
    family.maisie.save()

    words = words_of(made.sent(made.letters(made.decided(family))["Kelly Hartley"], family))

    assert "unborn Hartley, expected 3 February 2027" in words


def test_the_page_of_a_letter_opens_the_working_of_its_own_day(family, sign_in):
    """Maisie has no plan: who is only here for her gets a letter within five days, not one."""
    family.father.only_about.set([family.maisie])
    found, office = made.letters(family), sign_in(family.administrator)

    fathers = office.get(reverse("letters:letter", args=[found["Wayne Cotter"].pk])).text
    mothers = office.get(reverse("letters:letter", args=[found["Kelly Hartley"].pk])).text

    assert "ue Thursday 12 November 2026" in fathers
    assert "working day 5" in fathers
    assert "ue Friday 6 November 2026" in mothers
    assert "working day 2" not in mothers


def test_letters_are_offered_again_only_while_somebody_has_none(family, sign_in):
    made.letters(family)
    office, page = sign_in(family.administrator), reverse("letters:decisions", args=[family.conference.pk])
    assert "letters that are missing" not in office.get(page).text

    factories.person(family.conference, name="Priya Nair", role="Health visitor", gets_letter=True)

    assert "letters that are missing" in office.get(page).text
    office.post(reverse("letters:make", args=[family.conference.pk]))
    (late,) = [one for one in Letter.objects.all() if one.name == "Priya Nair"]
    assert late.due_on == date(2026, 11, 6)
