"""Two versions side by side: every difference is shown, with whose words they are."""

import pytest

from access.roles import Role
from minutes import actions, saving, text
from minutes.comparing import compare
from minutes.text import Line
from tests.minutes import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(world):
    return world.people[Role.CHAIR]


@pytest.fixture
def minutes(world):
    return made.minutes_of(world.conference, recording=world.recording)


def school(minutes):
    return next(p for _, p in text.paragraphs(saving.newest(minutes).content) if p["sentences"][0]["flags"])


def edit(minutes, *texts, by):
    paragraph = school(minutes)
    lines = [Line(s["id"], words) for s, words in zip(paragraph["sentences"], texts, strict=False)]
    lines += [Line("", words) for words in texts[len(paragraph["sentences"]) :]]
    number = saving.newest(minutes).number
    return actions.edit_paragraph(minutes, paragraph=paragraph["id"], lines=lines, based_on=number, by=by)


def between(minutes, older, newer):
    return compare(saving.numbered(minutes, older).both, saving.numbered(minutes, newer).both)


def test_what_was_changed_taken_out_and_added_is_told_apart_with_whose_words_it_is(minutes, chair):
    edit(minutes, "His attendance is 91 per cent.", "", "He likes football.", by=chair)

    changed, taken, added = between(minutes, 1, 2).rows

    assert (changed.what, changed.before.who) == ("Changed", "The software")
    assert changed.after.who == f"The software, changed by {chair.name}"
    assert [words for words, marked in changed.after.words if marked] == ["91"]
    assert (taken.what, taken.before.words, taken.after) == ("Taken out", [("He is a kind boy.", True)], None)
    assert (added.what, added.after.who) == ("Added", chair.name)


def test_a_sentence_under_another_heading_was_moved_not_taken_out(minutes, chair):
    actions.move_paragraph(minutes, paragraph=school(minutes)["id"], to="discussion", reason="", by=chair)

    compared = between(minutes, 1, 2)

    assert {row.what for row in compared.rows} == {"Moved from School"}
    assert compared.counts == [("Moved", 2)]


def test_a_version_does_not_differ_from_itself(minutes):
    compared = between(minutes, 1, 1)

    assert compared.rows == []
    assert compared.same == sum(len(list(text.sentences(whole))) for whole in saving.newest(minutes).both)


def test_the_page_sets_two_versions_side_by_side(minutes, chair, sign_in):
    edit(minutes, "His attendance is 91 per cent.", "He is a kind boy.", by=chair)

    page = sign_in(chair).get(f"/minutes/{minutes.pk}/versions/?older=1&newer=2").content.decode()

    assert "<del>81</del>" in page
    assert "<ins>91</ins>" in page
    assert "Changed: 1." in page


def test_restricted_words_are_compared_for_those_alone_who_may_read_them(minutes, chair, world, sign_in):
    restricted, *_ = [p for _, p in text.paragraphs(saving.newest(minutes).restricted)]
    lines = [Line(s["id"], "Changed secret.") for s in restricted["sentences"]]
    actions.edit_paragraph(minutes, paragraph=restricted["id"], lines=lines, based_on=1, by=chair)
    there = f"/minutes/{minutes.pk}/versions/?older=1&newer=2"

    assert "Changed secret." not in sign_in(world.people[Role.ADMINISTRATOR]).get(there).content.decode()
    assert "secret." in sign_in(chair).get(there).content.decode()


def test_a_version_that_does_not_exist_is_not_compared(minutes, chair, sign_in):
    page = sign_in(chair).get(f"/minutes/{minutes.pk}/versions/?older=1&newer=9")

    assert page.status_code == 200
    assert "compare-title" not in page.content.decode()
