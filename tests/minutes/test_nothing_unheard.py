"""Tried by every way that changes a text: nothing that was to be heard is approved unheard."""

from datetime import date

import pytest

from access.errors import Conflict
from access.roles import Role
from minutes import actions, saving, statements, text
from minutes.actions.correcting import Asked
from minutes.actions.editing import Settled
from minutes.remaining import remaining
from minutes.replacing import Wanted
from minutes.text import Line
from tests.minutes import made
from tests.minutes.test_checks import NUMBER, edit, minutes_of

NEGATION = {"code": "negation", "reason": "No", "words": [2]}
ALL = {"code": "low_confidence", "reason": "Unsure", "words": []}
SAID = "I did not know that."


@pytest.fixture
def chair(world):
    return world.people[Role.CHAIR]


def left(minutes):
    return remaining(minutes, saving.newest(minutes).both).flags


def sentences(minutes):
    return [s for whole in saving.newest(minutes).both for s in text.sentences(whole)]


def heard(minutes, *, by):
    made.hear(minutes, by=by)
    assert not left(minutes)


def replace(minutes, find, write, *, by):
    wanted = Wanted(find, write, whole_words=False)
    return actions.replace_words(
        minutes, wanted=wanted, sentences={s["id"] for s in sentences(minutes)},
        based_on=saving.newest(minutes).number, by=by,
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("cut", [f"Well then\n{SAID}", f"{SAID}\nSo she said", "I did\nnot know that."])
def test_a_split_leaves_the_mark_with_the_words(world, chair, cut):
    minutes = minutes_of(world, (2, 9, SAID, [NEGATION]))

    edit(minutes, cut, by=chair)

    [check] = left(minutes)
    assert "not" in check.sentence["text"].split()


@pytest.mark.django_db
def test_a_split_where_the_words_were_moved_leaves_the_mark_with_the_words(world, chair):
    minutes = minutes_of(world, (2, 9, "Not seen he was.", [{**NEGATION, "words": [0]}]))
    edit(minutes, "He was not seen.", by=chair)

    edit(minutes, "He was\nnot seen.", by=chair)

    assert [one.sentence["text"] for one in left(minutes)] == ["not seen."]


@pytest.mark.django_db
def test_joining_to_a_corrected_sentence_corrects_nothing(world, chair):
    minutes = minutes_of(world, (2, 9, "We were there.", []), (9, 16, "He took them both home.", [ALL]))
    _, second = sentences(minutes)
    edit(minutes, "We all were there.", second["text"], by=chair)
    paragraph = next(p for _, p in text.paragraphs(saving.newest(minutes).content))
    lines = [Line(s["id"], s["text"], join=n > 0) for n, s in enumerate(paragraph["sentences"])]

    actions.edit_paragraph(minutes, paragraph=paragraph["id"], lines=lines, based_on=2, by=chair)

    [check] = left(minutes)
    assert check.sentence["text"] == "We all were there. He took them both home."


@pytest.mark.django_db
@pytest.mark.parametrize(
    "same",
    [
        "I didn't know that.",
        "I did n\u200bot know that.",
        "Sadly I did NOT know that!",
        "I did – not – know.",
    ],
)
def test_the_same_said_in_other_words_is_no_correction(world, chair, same):
    minutes = minutes_of(world, (2, 9, SAID, [NEGATION]))

    edit(minutes, same, by=chair)

    assert [one.kind for one in left(minutes)] == ["negation"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("find", "write", "kind"),
    [
        ("81", "18", "number"),
        ("kind", "not kind", "negation"),
        ("kind", "drunk", "risk"),
        ("81", "9", "number"),
    ],
)
def test_what_a_replacement_brings_in_is_heard_though_the_sentence_was(world, chair, find, write, kind):
    rows = [(2, 5, "It is 81 per cent.", [{**NUMBER, "words": [2]}]), (5, 9, "He is a kind boy.", [])]
    minutes = minutes_of(world, *rows)
    heard(minutes, by=chair)

    replace(minutes, find, write, by=chair)

    assert [one.kind for one in left(minutes)] == [kind]
    with pytest.raises(Conflict, match="1 passage to hear"):
        actions.approve(minutes, version=2, by=chair)


@pytest.mark.django_db
def test_hearing_what_a_replacement_wrote_does_not_settle_what_stood_before(world, chair):
    minutes = minutes_of(world, (2, 9, "It is 81 per cent.", [{**NUMBER, "words": [2]}]))
    replace(minutes, "81", "18", by=chair)
    heard(minutes, by=chair)

    actions.undo(minutes, by=chair)

    assert [one.about for one in left(minutes)] == [["81"]]


@pytest.mark.django_db
def test_an_action_taken_into_the_plan_is_heard_there_though_its_first_place_is_corrected_or_gone(
    world, chair
):
    said = "Tom will send the 3 letters to Priya by Friday."
    minutes = minutes_of(world, (2, 9, said, [{**NUMBER, "words": [4]}]))
    [(_, paragraph)] = text.paragraphs(saving.newest(minutes).content)
    actions.move_paragraph(minutes, paragraph=paragraph["id"], to="discussion", reason="", by=chair)
    newest = saving.newest(minutes)
    [sentence] = text.sentences(newest.content)
    row = {"id": "6f1f3f6e-9a51-4a55-8d39-7d7d3e8b8a11", "kind": "action", "text": said}
    row |= {"sources": sentence["sources"], "recording": sentence["recording"]}
    texts = ({**newest.content, "suggestions": [row]}, newest.restricted)
    saving.store(saving.locked(minutes), texts=texts, by=chair, based_on=newest.number)
    actions.settle_suggestion(minutes, suggestion=row["id"], taken=True, by=chair)
    assert len(left(minutes)) == 2

    where = next(p for s, p in text.paragraphs(saving.newest(minutes).content) if s["code"] != "outline_plan")
    lines = [Line(s["id"], "") for s in where["sentences"]]
    actions.edit_paragraph(
        minutes, paragraph=where["id"], lines=lines, based_on=saving.newest(minutes).number, by=chair
    )

    assert [one.section["code"] for one in left(minutes)] == ["outline_plan"]


@pytest.mark.django_db
def test_a_statement_is_not_changed_by_settling_a_clash_that_never_was(world, chair):
    minutes = minutes_of(world, (2, 9, SAID, []))
    paragraph = next(p for _, p in text.paragraphs(saving.newest(minutes).content))
    asked = Asked(
        paragraph=paragraph["id"], sentence=paragraph["sentences"][0]["id"], kind="correction", name="Kelly",
        words="I never said that.", attendance=None, reached_us_on=date(2026, 11, 16),
    )  # fmt: skip
    correction = actions.log_correction(minutes, asked=asked, by=chair)
    actions.refuse_correction(correction, reason="It was said.", by=chair)
    newest = saving.newest(minutes)
    statement = next(p for _, p in text.paragraphs(newest.content) if statements.is_statement(p))
    lines = [Line(statement["sentences"][0]["id"], "She agrees.")]

    with pytest.raises(Conflict, match="for ever"):
        actions.settle_clash(
            minutes, paragraph=statement["id"], settled=Settled(mine=lines, written=lines),
            versions=(newest.number, newest.number), by=chair,
        )  # fmt: skip


@pytest.mark.django_db
def test_settling_a_clash_keeps_who_spoke_as_somebody_said_meanwhile(world, chair):
    minutes = made.minutes_of(world.conference, recording=world.recording)
    paragraph = next(p for _, p in text.paragraphs(saving.newest(minutes).content))
    tom = next(one for one in world.conference.people.all() if one.name == "Tom Whitcombe")
    first, *rest = paragraph["sentences"]
    same = [Line(s["id"], s["text"]) for s in rest]
    actions.name_paragraph(minutes, paragraph=paragraph["id"], speaker=tom, by=chair)
    hers = [Line(first["id"], "Hers."), *same]
    actions.edit_paragraph(minutes, paragraph=paragraph["id"], lines=hers, based_on=1, by=chair)

    mine = [Line(first["id"], "Mine."), *same]
    actions.settle_clash(
        minutes, paragraph=paragraph["id"], settled=Settled(mine=mine), versions=(1, 3), by=chair
    )

    after = text.find(saving.newest(minutes).content, paragraph["id"])[1]
    assert after["attendance_id"] == str(tom.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.CHAIR, Role.ADMINISTRATOR])
def test_bringing_an_older_version_back_opens_nothing_that_was_made_restricted(world, chair, role):
    minutes = made.minutes_of(world.conference, recording=world.recording)
    paragraph = next(
        p for _, p in text.paragraphs(saving.newest(minutes).content) if p["sentences"][0]["flags"]
    )
    actions.move_paragraph(
        minutes, paragraph=paragraph["id"], to="police_restricted", reason="A risk to him.", by=chair
    )

    actions.restore_version(minutes, number=1, by=world.people[role])

    newest = saving.newest(minutes)
    assert text.find(newest.content, paragraph["id"]) is None
    assert text.find(newest.restricted, paragraph["id"])
