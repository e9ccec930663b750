"""Text is never overwritten and never loses where it came from."""

import pytest

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from minutes import actions, saving, text
from minutes.actions.editing import Settled
from minutes.clashes import Clash
from minutes.models import Minutes
from minutes.text import Line
from tests.minutes import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes(world):
    return made.minutes_of(world.conference, recording=world.recording)


@pytest.fixture
def chair(world):
    return world.people[Role.CHAIR]


def of_school(minutes):
    """The teacher's paragraph in the newest version."""
    newest = saving.newest(minutes)
    return next(p for _, p in text.paragraphs(newest.content) if "81 per cent" in p["sentences"][0]["heard"])


def lines_of(paragraph, *texts):
    ids = [sentence["id"] for sentence in paragraph["sentences"]]
    return [Line(pk, words) for pk, words in zip(ids, texts, strict=True)]


def edit(minutes, paragraph, lines, *, by, based_on=1):
    return actions.edit_paragraph(minutes, paragraph=paragraph["id"], lines=lines, based_on=based_on, by=by)


def test_an_edit_is_a_new_version_and_keeps_seconds_and_what_was_heard(minutes, chair):
    before = of_school(minutes)

    edit(minutes, before, lines_of(before, "His attendance is 81 per cent.", "He is kind."), by=chair)

    after = of_school(minutes)
    assert saving.newest(minutes).number == 2
    assert after["sentences"][0] == before["sentences"][0]
    assert after["sentences"][1]["sources"] == before["sentences"][1]["sources"]
    assert after["sentences"][1]["heard"] == "He is a kind boy."
    assert after["sentences"][1]["edited_by"] == str(chair.pk)


def test_the_older_version_still_reads_as_it_did(minutes, chair):
    before = of_school(minutes)

    edit(minutes, before, lines_of(before, "Changed.", "Changed too."), by=chair)

    first = saving.numbered(minutes, 1)
    assert text.find(first.content, before["id"])[1] == before


def test_the_first_change_says_that_the_minutes_are_being_checked(minutes, chair):
    paragraph = of_school(minutes)

    edit(minutes, paragraph, lines_of(paragraph, "One.", "Two."), by=chair)

    assert Minutes.objects.get(pk=minutes.pk).status == Minutes.Status.IN_REVIEW


def test_saving_what_has_not_changed_makes_no_version(minutes, chair):
    paragraph = of_school(minutes)

    edit(minutes, paragraph, [Line(s["id"], s["text"]) for s in paragraph["sentences"]], by=chair)

    assert saving.newest(minutes).number == 1


def test_a_line_break_splits_a_sentence_at_the_seconds_of_its_words(minutes, chair):
    before = of_school(minutes)
    [[start, end]] = before["sentences"][1]["sources"]

    edit(minutes, before, lines_of(before, "His attendance is 81 per cent.", "He is\na kind boy."), by=chair)

    first, second = of_school(minutes)["sentences"][1:]
    assert (first["text"], second["text"]) == ("He is", "a kind boy.")
    assert (first["heard"], second["heard"]) == ("He is", "a kind boy.")
    assert first["sources"][0][0] == start
    assert first["sources"][0][1] == second["sources"][0][0] == second["times"][0]
    assert second["sources"][0][1] == end


def test_joining_keeps_the_sources_and_flags_of_both(minutes, chair):
    before = of_school(minutes)
    one, two = before["sentences"]
    lines = [Line(one["id"], one["text"]), Line(two["id"], two["text"], join=True)]

    edit(minutes, before, lines, by=chair)

    [joined] = of_school(minutes)["sentences"]
    assert joined["text"] == "His attendance is 81 per cent. He is a kind boy."
    assert joined["sources"] == [*one["sources"], *two["sources"]]
    assert joined["flags"] == one["flags"]


def test_a_typed_sentence_is_a_persons_and_has_no_seconds(minutes, chair):
    before = of_school(minutes)
    lines = [Line(s["id"], s["text"]) for s in before["sentences"]]

    edit(minutes, before, [*lines, Line("", "School will send the figures each Friday.")], by=chair)

    typed = of_school(minutes)["sentences"][-1]
    assert (typed["origin"], typed["sources"], typed["author"]) == ("person", [], str(chair.pk))


def test_two_people_in_different_paragraphs_both_keep_their_words(minutes, chair, world):
    school = of_school(minutes)
    other = next(p for _, p in text.paragraphs(saving.newest(minutes).content) if p["id"] != school["id"])
    edit(minutes, school, lines_of(school, "Changed by the chair.", "He is kind."), by=chair)

    administrator = world.people[Role.ADMINISTRATOR]
    outcome = edit(
        minutes, other, [Line(s["id"], "Other words.") for s in other["sentences"]], by=administrator
    )

    assert not isinstance(outcome, Clash)
    assert of_school(minutes)["sentences"][0]["text"] == "Changed by the chair."


def test_two_people_in_one_paragraph_never_overwrite_each_other(minutes, chair, world):
    school = of_school(minutes)
    edit(minutes, school, lines_of(school, "The chair wrote this.", "He is kind."), by=chair)

    clash = edit(
        minutes,
        school,
        lines_of(school, "Joan wrote this.", "He is kind."),
        by=world.people[Role.ADMINISTRATOR],
    )

    assert isinstance(clash, Clash)
    assert clash.version.author == chair
    assert of_school(minutes)["sentences"][0]["text"] == "The chair wrote this."


@pytest.mark.parametrize(
    ("keep", "stands"), [("theirs", "The chair wrote this."), ("mine", "Joan wrote this.")]
)
def test_settling_a_clash_keeps_both_texts_in_the_history(minutes, chair, world, keep, stands):
    school, joan = of_school(minutes), world.people[Role.ADMINISTRATOR]
    edit(minutes, school, lines_of(school, "The chair wrote this.", "He is kind."), by=chair)
    mine = lines_of(school, "Joan wrote this.", "He is kind.")

    actions.settle_clash(
        minutes,
        paragraph=school["id"],
        settled=Settled(mine=mine, written=None if keep == "theirs" else mine),
        versions=(1, 2),
        by=joan,
    )

    assert of_school(minutes)["sentences"][0]["text"] == stands
    history = {
        sentence["text"]
        for version in minutes.versions.all()
        for sentence in text.sentences(saving.opened(version).content)
    }
    assert {"The chair wrote this.", "Joan wrote this."} <= history


def test_restricted_words_are_under_their_own_key_and_never_in_the_open_text(minutes):
    newest = saving.newest(minutes)

    opened = " ".join(sentence["text"] for sentence in text.sentences(newest.content))
    shut = " ".join(sentence["text"] for sentence in text.sentences(newest.restricted))

    assert "live investigation" in shut
    assert "live investigation" not in opened
    assert minutes.key_id != minutes.restricted_key_id


def test_a_restricted_paragraph_is_not_there_for_who_may_not_read_it(minutes, world):
    newest = saving.newest(minutes)
    [(_, hidden), *_] = text.paragraphs(newest.restricted)

    with pytest.raises(Conflict, match="no longer there"):
        edit(
            minutes,
            hidden,
            [Line(s["id"], "x") for s in hidden["sentences"]],
            by=world.people[Role.ADMINISTRATOR],
        )


def test_moving_into_the_restricted_part_needs_a_reason_and_changes_the_key(minutes, chair):
    school = of_school(minutes)

    with pytest.raises(Conflict, match="Say why"):
        actions.move_paragraph(minutes, paragraph=school["id"], to="police_restricted", reason="", by=chair)
    actions.move_paragraph(
        minutes, paragraph=school["id"], to="police_restricted", reason="Names a person", by=chair
    )

    newest = saving.newest(minutes)
    assert text.find(newest.content, school["id"]) is None
    assert text.find(newest.restricted, school["id"])[1] == school
    assert newest.version.note == "Names a person"


def test_bringing_an_older_version_back_keeps_the_ones_between(minutes, chair):
    school = of_school(minutes)
    edit(minutes, school, lines_of(school, "Changed.", "Changed."), by=chair)

    actions.restore_version(minutes, number=1, by=chair)

    assert of_school(minutes) == school
    assert [version.number for version in minutes.versions.all()] == [1, 2, 3]


def test_every_change_leaves_a_line_in_the_audit_without_a_word_of_content(minutes, chair):
    school = of_school(minutes)

    edit(minutes, school, lines_of(school, "A secret sentence.", "He is kind."), by=chair)

    event = AuditEvent.objects.get(verb="minutes.edited")
    assert event.details == {"version": 2}


def test_a_reviewer_reads_and_cannot_edit(minutes, world, sign_in):
    school = of_school(minutes)
    client = sign_in(world.people[Role.QUALITY_REVIEWER])

    answer = client.post(f"/minutes/{minutes.pk}/paragraphs/{school['id']}/", {"based_on": 1})

    assert answer.status_code == 403


def test_an_edit_of_a_version_that_never_was_is_refused(minutes, chair):
    paragraph = next(p for _, p in text.paragraphs(saving.newest(minutes).content))

    with pytest.raises(Conflict, match="no version 999"):
        actions.edit_paragraph(
            minutes, paragraph=paragraph["id"], lines=[Line("", "New words.")], based_on=999, by=chair
        )
