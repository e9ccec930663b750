"""Undo takes back one's own changes, one after the other, and nothing of anybody else's."""

import pytest

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from minutes import actions, saving, text
from minutes.models import Version
from minutes.text import Line
from tests.minutes import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(world):
    return world.people[Role.CHAIR]


@pytest.fixture
def joan(world):
    return world.people[Role.ADMINISTRATOR]


@pytest.fixture
def minutes(world, chair):
    return actions.start_checking(made.minutes_of(world.conference, recording=world.recording), by=chair)


def sections(minutes):
    newest = saving.newest(minutes)
    return newest.content["sections"], newest.restricted["sections"]


def paragraph(minutes, n):
    return [p for _, p in text.paragraphs(saving.newest(minutes).content)][n]


def edit(minutes, n, words, *, by):
    found = paragraph(minutes, n)
    lines = [Line(found["sentences"][0]["id"], words)]
    newest = saving.newest(minutes).number
    return actions.edit_paragraph(minutes, paragraph=found["id"], lines=lines, based_on=newest, by=by)


def moved(minutes, to, *, by, reason=""):
    found = paragraph(minutes, 1)["id"]
    return actions.move_paragraph(minutes, paragraph=found, to=to, reason=reason, by=by)


def test_every_change_of_a_visit_is_taken_back_and_done_again(minutes, chair):
    states = [sections(minutes)]
    edit(minutes, 1, "His attendance is 91 per cent.", by=chair)
    states.append(sections(minutes))
    moved(minutes, "discussion", by=chair)
    states.append(sections(minutes))
    moved(minutes, "police_restricted", by=chair, reason="He asked for it.")
    states.append(sections(minutes))

    for state in reversed(states[:-1]):
        actions.undo(minutes, by=chair)
        assert sections(minutes) == state
    with pytest.raises(Conflict, match="nothing of yours to undo"):
        actions.undo(minutes, by=chair)
    for state in states[1:]:
        actions.redo(minutes, by=chair)
        assert sections(minutes) == state
    with pytest.raises(Conflict, match="nothing to do again"):
        actions.redo(minutes, by=chair)


def test_what_others_wrote_since_stays(minutes, chair, joan):
    edit(minutes, 1, "Changed by the chair.", by=chair)
    edit(minutes, 2, "Changed by Joan.", by=joan)

    actions.undo(minutes, by=chair)

    said = [p["sentences"][0]["text"] for _, p in text.paragraphs(saving.newest(minutes).content)]
    assert "Changed by the chair." not in said
    assert "Changed by Joan." in said


@pytest.mark.parametrize("to", ["discussion", "police_restricted"])
def test_a_move_is_taken_back_though_others_wrote_meanwhile(minutes, chair, joan, to):
    before = [p["id"] for _, p in text.paragraphs(saving.newest(minutes).content)]
    moved(minutes, to, by=chair, reason="She asked for it.")
    edit(minutes, 0, "Changed by Joan.", by=joan)

    actions.undo(minutes, by=chair)

    assert [p["id"] for _, p in text.paragraphs(saving.newest(minutes).content)] == before


def test_an_added_paragraph_goes_and_a_deleted_one_comes_back_to_its_place(minutes, chair, joan):
    whole = paragraph(minutes, 1)
    order = [p["id"] for _, p in text.paragraphs(saving.newest(minutes).content)]
    lines = [Line(s["id"], "") for s in whole["sentences"]]
    actions.edit_paragraph(minutes, paragraph=whole["id"], lines=lines, based_on=1, by=chair)
    actions.add_paragraph(minutes, after=order[0], words="Added.", speaker=None, by=chair)
    edit(minutes, 0, "Changed by Joan.", by=joan)

    actions.undo(minutes, by=chair)
    actions.undo(minutes, by=chair)

    assert [p["id"] for _, p in text.paragraphs(saving.newest(minutes).content)] == order


def test_what_somebody_else_changed_since_is_not_taken_from_them(minutes, chair, joan):
    edit(minutes, 1, "Changed by the chair.", by=chair)
    edit(minutes, 1, "Changed again by Joan.", by=joan)

    with pytest.raises(Conflict, match="Somebody has changed the same paragraph since"):
        actions.undo(minutes, by=chair)
    assert paragraph(minutes, 1)["sentences"][0]["text"] == "Changed again by Joan."


def test_a_suggestion_settled_is_open_again(minutes, chair, joan):
    rows = saving.newest(minutes).content["suggestions"]
    actions.settle_suggestion(minutes, suggestion=rows[0]["id"], taken=False, by=chair)
    edit(minutes, 1, "Changed by Joan.", by=joan)

    actions.undo(minutes, by=chair)

    assert "taken" not in saving.newest(minutes).content["suggestions"][0]


def test_a_suggestion_settled_since_by_another_is_left_to_them(minutes, chair, joan):
    rows = saving.newest(minutes).content["suggestions"]
    version = actions.settle_suggestion(minutes, suggestion=rows[0]["id"], taken=False, by=chair)
    newest = saving.newest(minutes)
    content = {**newest.content, "suggestions": []}
    saving.store(saving.locked(minutes), texts=(content, newest.restricted), by=joan, based_on=version.number)

    with pytest.raises(Conflict, match="since"):
        actions.undo(minutes, by=chair)


def test_what_was_undone_cannot_be_done_again_after_another_change(minutes, chair):
    edit(minutes, 1, "First.", by=chair)
    actions.undo(minutes, by=chair)
    edit(minutes, 1, "Second.", by=chair)

    with pytest.raises(Conflict, match="nothing to do again"):
        actions.redo(minutes, by=chair)


def test_a_visit_begins_with_signing_in(minutes, chair, sign_in):
    edit(minutes, 1, "Yesterday.", by=chair)

    sign_in(chair)
    chair.refresh_from_db()

    with pytest.raises(Conflict, match="nothing of yours to undo"):
        actions.undo(minutes, by=chair)


def test_nothing_is_undone_behind_an_approval(minutes, chair):
    edit(minutes, 1, "Before.", by=chair)
    made.approve(minutes, by=chair)
    with pytest.raises(Conflict, match="nothing of yours to undo"):
        actions.undo(minutes, by=chair)

    actions.reopen(minutes, reason="A wrong figure.", by=chair)

    with pytest.raises(Conflict, match="nothing of yours to undo"):
        actions.undo(minutes, by=chair)


def test_the_page_undoes_with_a_press_and_goes_to_what_changed(minutes, chair, sign_in):
    browser = sign_in(chair)
    place = f"/minutes/{minutes.pk}/"
    assert "data-undo disabled" in browser.get(place).text
    edit(minutes, 1, "Changed.", by=chair)
    assert "data-undo>" in browser.get(place).text

    answer = browser.post(f"{place}undo/")

    assert answer.headers["Location"].endswith(f"#p-{paragraph(minutes, 1)['id']}")
    assert "Undone. This is version 3; version 2 is kept." in browser.get(place).text
    assert "data-redo " in browser.get(place).text
    browser.post(f"{place}redo/")
    assert paragraph(minutes, 1)["sentences"][0]["text"] == "Changed."


def test_the_audit_says_which_change_was_taken_back(minutes, chair):
    edit(minutes, 1, "Changed.", by=chair)
    actions.undo(minutes, by=chair)

    assert AuditEvent.objects.get(verb="minutes.undone").details == {"version": 3, "undone": 2}
    assert Version.objects.get(minutes=minutes, number=3).undoes == 2


def test_every_save_is_kept_and_the_list_shows_milestones(minutes, chair, sign_in):
    for n in range(5):
        edit(minutes, 1, f"Change {n}.", by=chair)
    browser, there = sign_in(chair), f"/minutes/{minutes.pk}/versions/"
    answer = browser.post(f"{there}3/name/", {"name": "Before the meeting with school"}, follow=True)

    rows = [(row.version.number, row.name, len(row.saves)) for row in answer.context["rows"]]
    assert rows == [(6, "", 2), (3, "Before the meeting with school", 1), (1, "First draft", 0)]
    assert "After 2 saves by Own chair" in answer.text
    assert len(browser.get(f"{there}?every=yes").context["rows"]) == 6
    assert "“Before the meeting with school”" in browser.get(f"{there}3/").text


def test_a_version_is_named_again_and_never_without_words(minutes, chair, sign_in):
    browser, there = sign_in(chair), f"/minutes/{minutes.pk}/versions/1/name/"
    browser.post(there, {"name": "First"})
    browser.post(there, {"name": "As it came"})
    answer = browser.post(there, {"name": " "})

    assert answer.status_code == 400
    assert "Write a name for this version." in answer.text
    assert Version.objects.get(minutes=minutes).milestone.name == "As it came"
    with pytest.raises(Conflict, match="Write a name"):
        actions.name_version(minutes, number=1, name=" ", by=chair)


def test_the_api_undoes_names_and_lists(minutes, chair, sign_in):
    api, there = sign_in(chair), f"/api/minutes/{minutes.pk}/"
    edit(minutes, 1, "Changed.", by=chair)

    assert api.post(f"{there}undo/").json()["undoes"] == 2
    assert api.post(f"{there}redo/").json()["what"] == "redone"
    api.put(f"{there}versions/2/name/", {"name": "Mine"}, content_type="application/json")

    assert [row["name"] for row in api.get(f"{there}versions/").json()] == [None, "Mine", None, None]
