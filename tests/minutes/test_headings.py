"""Another set of headings: nothing is lost, and going back tells everything apart again."""

import pytest

from access.errors import Conflict
from access.roles import Role
from minutes import actions, council, saving, tasks, text
from minutes.draft.templates import SIGNS_OF_SAFETY, STRENGTHENING_FAMILIES, Heading
from minutes.drafting import first_texts
from minutes.models import CouncilTemplate, Minutes
from minutes.regrouping import regrouped
from minutes.template_forms import TemplateForm
from tests.minutes import conferences, made

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(world):
    return world.people[Role.CHAIR]


@pytest.fixture
def minutes(world):
    return made.minutes_of(world.conference, recording=world.recording)


def by_paragraph(content):
    return {p["id"]: [s["id"] for s in p["sentences"]] for _, p in text.paragraphs(content)}


def headings(content):
    return {p["id"]: section["code"] for section, p in text.paragraphs(content)}


LISTED = [
    one
    for one in conferences.everything()
    if {line["name"] for line in one.lines} <= {row["name"] for row in one.attendance}
]


@pytest.mark.parametrize("words", LISTED, ids=lambda one: one.name)
def test_every_paragraph_goes_there_and_back(world, words):
    transcript = made.transcript(world.conference, words, recording=world.recording)
    content, _ = first_texts(world.conference, [transcript], "strengthening_families")

    other = regrouped(content, SIGNS_OF_SAFETY)
    back = regrouped(other, STRENGTHENING_FAMILIES)

    assert by_paragraph(other) == by_paragraph(content) == by_paragraph(back)
    assert headings(back) == headings(content)
    assert list(headings(back)) == list(headings(content))
    titles = {one.title for one in SIGNS_OF_SAFETY.headings}
    assert {s["title"] for s in other["sections"] if not s["code"].startswith("agency")} <= titles


def test_minutes_are_put_under_signs_of_safety_and_back_by_undo(minutes, chair):
    before = saving.newest(minutes)

    actions.change_template(minutes, template="signs_of_safety", by=chair)

    after = saving.newest(minutes)
    assert by_paragraph(after.content) == by_paragraph(before.content)
    assert after.restricted == before.restricted
    assert Minutes.objects.get(pk=minutes.pk).template == "signs_of_safety"
    assert "Danger statement and decision" in [s["title"] for s in after.content["sections"]]
    actions.undo(minutes, by=chair)
    assert saving.newest(minutes).content == before.content


def test_what_somebody_moved_stays_where_they_put_it(minutes, chair):
    first = next(p for _, p in text.paragraphs(saving.newest(minutes).content))["id"]
    actions.change_template(minutes, template="signs_of_safety", by=chair)
    actions.move_paragraph(minutes, paragraph=first, to="parent_views", reason="", by=chair)

    actions.change_template(minutes, template="strengthening_families", by=chair)

    assert headings(saving.newest(minutes).content)[first] == "parent_views"


def test_a_paragraph_for_which_there_is_no_heading_keeps_its_own():
    odd = {"id": "1", "sentences": []}
    content = {
        "sections": [{"code": "appendix", "title": "Appendix", "paragraphs": [odd, {**odd, "id": "2"}]}]
    }

    other = regrouped(content, SIGNS_OF_SAFETY)

    [section] = other["sections"]
    assert (section["title"], len(section["paragraphs"])) == ("Appendix", 2)


def test_the_same_headings_again_and_unknown_ones_are_refused(minutes, chair):
    actions.change_template(minutes, template="signs_of_safety", by=chair)
    with pytest.raises(Conflict, match="have these headings already"):
        actions.change_template(minutes, template="signs_of_safety", by=chair)
    with pytest.raises(Conflict, match="Choose one of the sets"):
        actions.change_template(minutes, template="made_up", by=chair)
    with pytest.raises(Conflict, match="no such set"):
        actions.write_template("made_up", wanted=None, by=actions_by(minutes))


def actions_by(minutes):
    return minutes.conference.administrator


def written(**more):
    form = TemplateForm({**TemplateForm.of(SIGNS_OF_SAFETY, for_new=False).initial, **more})
    assert form.is_valid(), form.errors
    return form.wanted


def test_the_councils_own_headings_lay_out_new_drafts_and_leave_old_ones_alone(world, minutes, chair):
    before = saving.newest(minutes).content
    lines = (
        TemplateForm.of(SIGNS_OF_SAFETY, for_new=True)
        .initial["headings"]
        .replace("Why we are here", "Our worry")
    )
    joan = world.people[Role.ADMINISTRATOR]

    actions.write_template(
        "signs_of_safety", wanted=written(title="Ours", headings=lines, for_new=True), by=joan
    )
    actions.write_template("strengthening_families", wanted=written(title="Other"), by=joan)

    assert saving.newest(minutes).content == before
    assert council.for_new() == "signs_of_safety"
    assert (
        Heading("reason_for_conference", "Our worry", ("reason_for_conference",))
        in council.template_by("signs_of_safety").headings
    )
    actions.change_template(minutes, template="signs_of_safety", by=chair)
    moved = actions.move_paragraph(
        minutes, paragraph=next(iter(headings(before))), to="reason_for_conference", reason="", by=chair
    )
    assert "Our worry" in [s["title"] for s in moved.content["sections"]]


def test_a_due_draft_is_laid_out_by_the_councils_headings(world):
    joan = world.people[Role.ADMINISTRATOR]
    actions.write_template("signs_of_safety", wanted=written(for_new=True), by=joan)
    made.transcript(world.conference, made.small_words(), recording=world.recording)

    assert tasks.start_due_drafts() == 1

    drafted = Minutes.objects.get(conference=world.conference)
    assert drafted.template == "signs_of_safety"
    assert saving.newest(drafted).content["headings"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Only this: introduction", "“decision” stands nowhere"),
        ("No colon", "Write a title, a colon"),
        ("Twice: introduction, introduction", "“introduction” stands 2 times"),
        ("Odd: sausage", "“sausage” is not one of the things"),
        ("Agencies: agency_report, discussion", "needs a line of its own"),
    ],
)
def test_each_mistake_in_a_set_of_headings_is_told_in_its_own_words(line, told):
    form = TemplateForm({"title": "Ours", "headings": line})

    assert not form.is_valid()
    assert told in str(form.errors).replace("&#x27;", "'")


def test_the_pages_show_write_and_choose(world, minutes, chair, sign_in):
    joan = sign_in(world.people[Role.ADMINISTRATOR])
    assert "Strengthening Families" in joan.get("/minutes/templates/").text
    assert joan.get("/minutes/templates/made_up/").status_code == 404
    there = "/minutes/templates/signs_of_safety/"
    assert "Danger statement and decision: decision" in joan.get(there).text
    assert joan.post(there, {"title": "Ours", "headings": "x"}).status_code == 400
    joan.post(there, {**TemplateForm.of(SIGNS_OF_SAFETY, for_new=True).initial, "title": "Ours"})
    assert CouncilTemplate.objects.get().title == "Ours"

    browser, page = sign_in(chair), f"/minutes/{minutes.pk}/headings/"
    assert "Ours" in browser.get(page).text
    answer = browser.post(page, {"template": "signs_of_safety"}, follow=True)
    assert "The headings are changed. This is version 2." in answer.text


def test_the_api_refuses_a_wrong_set(world, sign_in):
    api = sign_in(world.people[Role.ADMINISTRATOR])

    answer = api.put(
        "/api/minutes/templates/signs_of_safety/",
        {"title": "x", "headings": "x"},
        content_type="application/json",
    )

    assert answer.status_code == 400
