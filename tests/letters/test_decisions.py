"""What the chair records for each child, and how it follows from what was said."""

from datetime import date

import pytest

from access.errors import Conflict
from minutes import actions as minutes_actions
from minutes import saving
from minutes.letters import actions
from minutes.letters.found import suggestions_of
from minutes.letters.models import AgencyView, ChildDecision, PlanAction
from recordings.models import Attendance, Conference
from tests import factories
from tests.letters import made
from tests.minutes import made as minutes_made

pytestmark = pytest.mark.django_db


def test_two_children_have_two_different_decisions():
    family = made.decided()

    alfie, maisie = ChildDecision.objects.of(family.conference)

    assert (alfie.outcome, alfie.category, maisie.outcome) == ("plan_made", "neglect", "no_plan")
    assert alfie.reasons == "They were left alone twice.\nThe flat was cold."
    assert [(view.agency, view.view, view.words) for view in alfie.views.all()] == [
        ("Tom Whitcombe, class teacher", "yes", "Yes, for both.")
    ]
    assert {one.attendance.name for one in alfie.members.all()} == {"Kelly Hartley", "Daniel Okafor"}
    assert alfie.key_id != maisie.key_id


def test_what_is_still_open_stands_beside_the_child_and_the_conference():
    family = made.siblings()
    assert {row.decided_at for row in family.conference.children.all()} == {None}

    made.decided(family)
    assert all(row.decided_at == row.decision.decided_at for row in family.conference.children.all())

    actions.reopen_decision(family.alfie, reason="A date was wrong.", by=family.chair)
    family.alfie.refresh_from_db()
    family.maisie.refresh_from_db()
    assert family.alfie.decided_at is None
    assert family.maisie.decided_at


def test_a_conference_knows_when_its_first_letter_was_made():
    family = made.decided()
    assert family.conference.letters_made_at is None

    made.letters(family)
    family.conference.refresh_from_db()
    first = family.conference.letters_made_at
    actions.make_letters(family.conference, by=family.chair)

    family.conference.refresh_from_db()
    assert first
    assert family.conference.letters_made_at == first


def test_a_record_from_before_is_marked_as_what_it_is():
    from importlib import import_module

    from django.apps import apps

    family = made.decided()
    made.letters(family)
    rows = family.conference.children
    rows.update(decided_at=None)
    Conference.objects.update(letters_made_at=None)
    untouched = factories.conference()

    import_module("minutes.letters.migrations.0003_what_is_still_open").fill(apps, None)

    assert all(row.decided_at == row.decision.decided_at for row in rows.all())
    assert Conference.objects.get(pk=family.conference.pk).letters_made_at
    untouched.refresh_from_db()
    assert untouched.letters_made_at is None
    assert untouched.children.get().decided_at is None


def test_nothing_of_it_is_readable_in_the_database():
    from django.db import connection

    made.decided()

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM letters_childdecision")
        rows = str([[bytes(one) if isinstance(one, memoryview) else one for one in row] for row in cursor])
        cursor.execute("SELECT * FROM letters_planaction")
        rows += str([[bytes(one) if isinstance(one, memoryview) else one for one in row] for row in cursor])
    assert "alone" not in rows
    assert "Daniel" not in rows


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"outcome": ""}, "choose what was decided"),
        ({"category": ""}, "choose the category"),
        ({"reasons": " "}, "write the reasons"),
        ({"actions": ()}, "at least one action"),
    ],
)
def test_a_decision_that_is_not_whole_is_not_recorded(changes, says):
    family = made.siblings()
    actions.save_decision(family.alfie, written=made.written(family, **changes), by=family.chair)

    with pytest.raises(Conflict, match=says):
        actions.decide(family.alfie, by=family.chair)


def test_a_recorded_decision_is_closed_until_the_chair_opens_it_with_a_reason():
    family = made.decided()

    with pytest.raises(Conflict, match="Open it again first"):
        actions.save_decision(family.alfie, written=made.written(family), by=family.chair)
    opened = actions.reopen_decision(family.alfie, reason="A wrong date", by=family.chair)

    assert (opened.is_decided, opened.reopened) == (False, "A wrong date")
    with pytest.raises(Conflict, match="open already"):
        actions.reopen_decision(family.alfie, reason="Again", by=family.chair)


def test_it_is_not_opened_while_letters_about_it_are_signed():
    family = made.decided()
    letter = made.letters(family)["Kelly Hartley"]
    actions.sign_letter(letter, by=family.chair)

    with pytest.raises(Conflict, match="Take them back first"):
        actions.reopen_decision(family.alfie, reason="A wrong date", by=family.chair)


def test_only_the_chair_of_the_conference_records():
    family, other = made.siblings(), factories.user()

    with pytest.raises(Conflict, match="Only the chair"):
        actions.save_decision(family.alfie, written=made.written(family), by=other)


def test_the_plan_is_copied_for_a_sister_but_not_the_decision_and_its_reasons():
    family = made.siblings()
    actions.save_decision(family.alfie, written=made.written(family), by=family.chair)

    copied = actions.copy_plan(family.alfie, to=family.maisie, by=family.chair)

    assert [one.action for one in copied.actions.all()] == ["Daniel visits every ten days"]
    assert (copied.outcome, copied.reasons, copied.next_on) == ("", "", date(2027, 2, 2))
    with pytest.raises(Conflict, match="another child"):
        actions.copy_plan(family.alfie, to=family.alfie, by=family.chair)


def test_nobody_from_another_list_gets_into_the_core_group():
    family, stranger = made.siblings(), factories.person(factories.conference())

    with pytest.raises(Conflict, match="on the list of this conference"):
        actions.save_decision(
            family.alfie, written=made.written(family, members=(stranger,)), by=family.chair
        )


# ---- what was said ----


@pytest.fixture
def said(db):
    """The sample conference, drafted: its suggestions with their sentences."""
    family = made.siblings()
    Attendance.objects.filter(conference=family.conference).delete()
    minutes = minutes_made.minutes_of(family.conference, minutes_made.whole_words())
    return family, minutes


def of_kind(family, kind):
    return [one for one in suggestions_of(family.conference, family.chair) if one.kind == kind]


def test_the_sample_tells_of_everything_that_the_page_asks_for(said):
    family, _ = said

    kinds = {one.kind for one in suggestions_of(family.conference, family.chair)}

    assert {"decision", "view", "action", "core_group", "members"} <= kinds
    for found in suggestions_of(family.conference, family.chair):
        assert found.text
        assert found.source["end"] > found.source["start"]


def test_a_suggestion_becomes_a_row_by_one_press_and_never_by_itself(said):
    family, _ = said
    view = of_kind(family, "view")[0]
    assert not AgencyView.objects.exists()

    actions.take_suggestion(
        family.conference, suggestion=view.id, rows=[family.alfie, family.maisie], by=family.chair
    )

    rows = list(AgencyView.objects.all())
    assert {row.decision.row for row in rows} == {family.alfie, family.maisie}
    assert {row.words for row in rows} == {view.text}
    assert rows[0].source == view.source
    assert view.name in rows[0].agency
    with pytest.raises(Conflict, match="settled already"):
        actions.take_suggestion(family.conference, suggestion=view.id, rows=[family.alfie], by=family.chair)


def test_each_kind_of_suggestion_has_its_place(said):
    family, _ = said
    found = {one.kind: one for one in reversed(suggestions_of(family.conference, family.chair))}

    for one in found.values():
        actions.take_suggestion(family.conference, suggestion=one.id, rows=[family.alfie], by=family.chair)

    decision = ChildDecision.objects.get(row=family.alfie)
    assert (decision.outcome, decision.category) == ("plan_made", "neglect")
    assert (decision.core_group_on, decision.next_on) == (date(2026, 11, 17), date(2027, 2, 2))
    assert found["reason"].text in decision.reasons
    assert found["dissent"].text in decision.dissent
    assert found["contingency"].text in decision.contingency
    assert decision.views.count() == decision.actions.count() == 1
    assert {one.attendance.name for one in decision.members.all()} >= {"Kelly Hartley", "Daniel Okafor"}
    assert not decision.is_decided


def test_everything_noted_in_the_minutes_comes_over_by_one_press(said):
    family, minutes = said
    drafted = [row for row in saving.newest(minutes).content["suggestions"] if row["kind"] == "action"][:2]
    for row in drafted:
        minutes_actions.settle_suggestion(minutes, suggestion=row["id"], taken=True, by=family.chair)

    count = actions.take_noted(family.conference, by=family.chair)

    assert count == 4  # two for each of two children
    assert {one.action for one in PlanAction.objects.all()} == {row["text"] for row in drafted}
    with pytest.raises(Conflict, match="nothing noted"):
        actions.take_noted(family.conference, by=family.chair)


def test_what_was_left_out_in_the_minutes_or_here_is_not_shown_again(said):
    family, minutes = said
    first, second = of_kind(family, "action")[:2]
    minutes_actions.settle_suggestion(minutes, suggestion=first.id, taken=False, by=family.chair)

    actions.leave_suggestion(family.conference, suggestion=second.id, by=family.chair)

    assert first.id not in {one.id for one in of_kind(family, "action")}
    assert all(second.id in one.taken for one in ChildDecision.objects.all())
    with pytest.raises(Conflict, match="not there any more"):
        actions.take_suggestion(family.conference, suggestion=first.id, rows=[family.alfie], by=family.chair)
    with pytest.raises(Conflict, match="Choose for which child"):
        actions.take_suggestion(family.conference, suggestion=second.id, rows=[], by=family.chair)


def test_nothing_of_a_restricted_part_is_ever_suggested(said):
    family, minutes = said
    whole = [one["text"] for one in _sentences(saving.newest(minutes).restricted)]
    restricted = {words for words in whole if len(words.split()) > 4}

    assert restricted
    assert not restricted & {one.text for one in suggestions_of(family.conference, family.chair)}


def _sentences(text):
    return [s for section in text["sections"] for p in section["paragraphs"] for s in p["sentences"]]


def test_without_minutes_there_are_no_suggestions():
    family = made.siblings()

    assert suggestions_of(family.conference, family.chair) == []
