"""What people say of a passage: accepted as an amendment, or refused with their statement beside it."""

import pytest
from django.core.exceptions import PermissionDenied

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from minutes import actions, saving, statements, text
from minutes.models import Correction, Minutes
from minutes.requests.reading import Away, for_reader, left_out
from minutes.text import Line
from tests.minutes import made, routes

pytestmark = pytest.mark.django_db
WHY = "Two people heard it."


@pytest.fixture
def chair(world):
    return world.people[Role.CHAIR]


@pytest.fixture
def minutes(world, chair):
    found = actions.start_checking(routes.minutes(world), by=chair)
    return made.approve(found, by=chair)


def asked(world, **more):
    return routes.correction(world, **more)


def words(minutes):
    newest = saving.newest(minutes)
    return [s["text"] for whole in newest.both for s in text.sentences(whole)]


def stated(minutes):
    newest = saving.newest(minutes)
    return [p for whole in newest.both for _, p in text.paragraphs(whole) if statements.is_statement(p)]


def test_an_accepted_correction_reopens_approved_minutes_as_a_numbered_amendment(world, minutes, chair):
    before = minutes.approved_version

    settled = actions.accept_correction(asked(world), reason=WHY, by=chair)

    assert (settled.outcome, settled.amendment.number) == ("accepted", 1)
    assert Minutes.objects.get(pk=minutes.pk).is_amending
    assert text.digest(*saving.numbered(minutes, before.number).both) == before.content_sha256


def test_a_refused_one_stands_as_a_statement_in_an_amendment_of_its_own(world, minutes, chair):
    settled = actions.refuse_correction(asked(world), reason=WHY, by=chair)

    held = Minutes.objects.get(pk=minutes.pk)
    assert held.is_approved
    assert held.approved_version.number == minutes.approved_version.number + 1
    assert settled.amendment.version == held.approved_version
    [statement] = stated(held)
    assert statement["sentences"][0]["text"].startswith("Statement by Kelly Hartley, added on ")
    assert "“That is wrong.”" in statement["sentences"][0]["text"]
    order = [p["id"] for _, p in text.paragraphs(held.approved_version.content)]
    assert order.index(statement["id"]) == order.index(str(settled.paragraph)) + 1


def test_the_statement_takes_the_seconds_of_its_passage_and_so_its_presence(world, minutes, chair):
    correction = asked(world)
    actions.refuse_correction(correction, reason=WHY, statement="I was not asked.", by=chair)
    [statement] = stated(minutes)
    about = next(
        s for s in text.sentences(saving.newest(minutes).content) if s["id"] == str(correction.sentence)
    )
    assert statement["sentences"][0]["sources"] == about["sources"]

    version = saving.newest(minutes).version
    read = [said.lines for heading in for_reader(version.content, []) for said in heading.paragraphs]
    assert any("I was not asked." in line.text for lines in read for line in lines)
    away = [Away(str(world.recording.pk), 0, 20)]
    assert any("I was not asked." in gone for gone in left_out(version.content, away))


def test_in_a_draft_a_refused_correction_is_a_version_like_any_other(world, chair):
    minutes = actions.start_checking(routes.minutes(world), by=chair)

    settled = actions.refuse_correction(asked(world), reason=WHY, by=chair)

    assert settled.amendment is None
    assert saving.newest(minutes).number == 2
    made.approve(minutes, by=chair)
    assert stated(minutes)


def test_a_statement_is_never_changed_moved_replaced_or_lost(world, chair, sign_in):
    minutes = actions.start_checking(routes.minutes(world), by=chair)
    actions.refuse_correction(asked(world), reason=WHY, by=chair)
    [statement] = stated(minutes)
    pk, sentence = statement["id"], statement["sentences"][0]

    with pytest.raises(Conflict, match="beside its passage for ever"):
        actions.edit_paragraph(minutes, paragraph=pk, lines=[Line(sentence["id"], "")], based_on=2, by=chair)
    with pytest.raises(Conflict, match="beside its passage for ever"):
        actions.move_paragraph(minutes, paragraph=pk, to="discussion", reason="", by=chair)
    with pytest.raises(Conflict, match="beside its passage for ever"):
        actions.name_paragraph(minutes, paragraph=pk, speaker=world.mother, by=chair)
    sign_in(chair).post(f"/minutes/{minutes.pk}/replace/", {
        "find": "wrong", "write": "right", "replace": "yes", "sentence": [sentence["id"]],
    })  # fmt: skip
    actions.restore_version(minutes, number=1, by=chair)

    assert stated(minutes) == [statement]
    actions.undo(minutes, by=chair)
    with pytest.raises(Conflict, match="nothing of yours to undo"):
        actions.undo(minutes, by=chair)
    assert stated(minutes) == [statement]


@pytest.mark.parametrize("to", ["discussion", "police_restricted"])
def test_where_its_passage_goes_the_statement_goes(world, chair, to):
    minutes = actions.start_checking(routes.minutes(world), by=chair)
    correction = actions.refuse_correction(asked(world), reason=WHY, by=chair)

    actions.move_paragraph(minutes, paragraph=correction.paragraph, to=to, reason="She asked.", by=chair)

    newest = saving.newest(minutes)
    home = next(s for whole in newest.both for s in whole["sections"] if s["code"] == to)
    ids = [p["id"] for p in home["paragraphs"]]
    assert ids.index(stated(minutes)[0]["id"]) == ids.index(str(correction.paragraph)) + 1


def test_an_undecided_correction_blocks_approval_and_a_comment_does_not(world, chair):
    minutes = actions.start_checking(routes.minutes(world), by=chair)
    asked(world, kind="comment")
    correction = asked(world)
    made.hear(minutes, by=chair)
    with pytest.raises(Conflict, match="1 thing is left: 1 correction asked for"):
        actions.approve(minutes, version=1, by=chair)

    actions.accept_correction(correction, reason=WHY, by=chair)

    assert actions.approve(minutes, version=1, by=chair).is_approved


def test_only_this_conferences_chair_decides_with_a_reason_and_once(world, minutes, chair):
    correction = asked(world)
    with pytest.raises(PermissionDenied):
        actions.refuse_correction(correction, reason=WHY, by=world.people[Role.ADMINISTRATOR])
    with pytest.raises(Conflict, match="Only the chair"):
        actions.refuse_correction(correction, reason=WHY, by=world.others[Role.CHAIR])
    with pytest.raises(Conflict, match="Say why"):
        actions.refuse_correction(correction, reason=" ", by=chair)
    with pytest.raises(Conflict, match="request to correct"):
        actions.note_comment(correction, by=chair)
    actions.refuse_correction(correction, reason=WHY, by=chair)
    with pytest.raises(Conflict, match="decided already"):
        actions.accept_correction(correction, reason=WHY, by=chair)


def test_a_comment_is_noted_and_never_decided(world, minutes, chair):
    comment = asked(world, kind="comment")
    with pytest.raises(Conflict, match="This is a comment"):
        actions.accept_correction(comment, reason=WHY, by=chair)

    assert actions.note_comment(comment, by=chair).outcome == "noted"


def test_what_is_said_of_a_restricted_passage_is_there_for_those_who_may_read_it(world, chair, sign_in):
    minutes = actions.start_checking(routes.minutes(world), by=chair)
    correction = asked(world)
    actions.move_paragraph(
        minutes, paragraph=correction.paragraph, to="police_restricted", reason="She asked.", by=chair
    )
    place = f"/minutes/{minutes.pk}/corrections/"

    assert "That is wrong." in sign_in(chair).get(place).text
    assert "That is wrong." not in sign_in(world.people[Role.ADMINISTRATOR]).get(place).text
    again = asked_in_restricted(minutes, correction, chair)
    assert again.restricted
    assert not Correction.objects.visible_to(world.people[Role.ADMINISTRATOR]).filter(pk=again.pk).exists()


def asked_in_restricted(minutes, correction, chair):
    about = {"paragraph": correction.paragraph, "sentence": correction.sentence}
    said = {"words": "Still wrong.", "name": "Gareth Pryce", "reached_us_on": correction.reached_us_on}
    return actions.log_correction(minutes, asked=routes.Asked(**about, **said), by=chair)


def test_nothing_is_logged_without_words_and_a_name(world, minutes, chair):
    with pytest.raises(Conflict, match="Write who says it"):
        asked(world, words=" ")


def test_the_pages_log_it_and_decide_and_say_what_is_wrong(world, minutes, chair, sign_in):
    browser = sign_in(chair)
    there = f"/minutes/{minutes.pk}/paragraphs/{routes.first(world)['id']}/corrections/"
    wrong = browser.post(there, {**routes.a_correction(world), "person": ""})
    assert wrong.status_code == 400
    assert "Choose who says it, or write their name" in wrong.text
    listed = browser.post(there, routes.a_correction(world), follow=True)
    assert "Kelly Hartley asks for a correction" in listed.text
    correction = Correction.objects.get()
    decide = f"/minutes/{minutes.pk}/corrections/{correction.pk}/"

    assert "Say why" in browser.post(decide, {"outcome": "refused"}).text
    browser.post(decide, {"outcome": "refused", "reason": WHY})

    page = browser.get(f"/minutes/{minutes.pk}/").text
    assert "Statement by Kelly Hartley" in page
    assert "Comments and corrections (1)" in page
    assert "as <a" in browser.get(f"/minutes/{minutes.pk}/corrections/").text


def test_a_correction_of_approved_minutes_is_a_task_of_their_chair(world, minutes, chair, sign_in):
    asked(world)

    assert "Decide on a correction" in sign_in(chair).get("/").text
    assert "Decide on a correction" not in sign_in(world.others[Role.CHAIR]).get("/").text


def test_a_statement_has_no_link_to_edit_it(world, chair, sign_in):
    minutes = actions.start_checking(routes.minutes(world), by=chair)
    actions.refuse_correction(asked(world, name="Sandra Hartley", attendance=None), reason=WHY, by=chair)

    page = sign_in(chair).get(f"/minutes/{minutes.pk}/").text

    part = page[page.index(f'id="p-{stated(minutes)[0]["id"]}"') :].partition("</div>")[0]
    assert "<b>Statement</b>" in part
    assert "data-edit" not in part


def test_a_page_accepts_and_notes(world, minutes, chair, sign_in):
    browser, comment, correction = sign_in(chair), asked(world, kind="comment"), asked(world)
    place = f"/minutes/{minutes.pk}/corrections/"

    browser.post(f"{place}{comment.pk}/")
    answer = browser.post(f"{place}{correction.pk}/", {"outcome": "accepted", "reason": WHY})

    assert answer.headers["Location"].endswith(f"#p-{correction.paragraph}")
    assert set(Correction.objects.values_list("outcome", flat=True)) == {"noted", "accepted"}


def test_the_api_logs_decides_and_lists(world, minutes, chair, sign_in):
    api, place = sign_in(chair), f"/api/minutes/{minutes.pk}/corrections/"
    data = {**routes.an_api_correction(world), "asked_by": None, "name": "Sandra Hartley"}
    first = api.post(place, data, content_type="application/json").json()
    second = api.post(place, {**data, "kind": "correction"}, content_type="application/json").json()

    api.post(f"{place}{first['id']}/", {"outcome": "noted"}, content_type="application/json")
    answer = api.post(
        f"{place}{second['id']}/", {"outcome": "refused", "reason": WHY}, content_type="application/json"
    )

    assert answer.json()["amendment"] == 1
    assert [row["outcome"] for row in api.get(place).json()] == ["noted", "refused"]
    assert any("Sandra Hartley" in said for said in words(minutes))


def test_the_audit_holds_ids_and_none_of_the_words(world, minutes, chair):
    actions.refuse_correction(asked(world), reason=WHY, by=chair)

    for event in AuditEvent.objects.filter(verb__startswith="correction."):
        assert "wrong" not in str(event.details)
