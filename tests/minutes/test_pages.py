"""The editor's pages, as plain forms and as fragments."""

import gzip
import json

import pytest

from access.roles import Role
from minutes import saving, text
from minutes.markup import _piece
from minutes.models import Minutes
from minutes.showing import said_of
from tests import factories
from tests.minutes import made

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def minutes(world):
    return made.minutes_of(world.conference, recording=world.recording)


@pytest.fixture
def chair(world, sign_in):
    return sign_in(world.people[Role.CHAIR])


def school(minutes):
    return next(p for _, p in text.paragraphs(saving.newest(minutes).content) if p["sentences"][0]["flags"])


def form(paragraph, *texts, based_on=1, **more):
    return {
        "based_on": based_on,
        "sentence": [s["id"] for s in paragraph["sentences"]],
        "text": list(texts),
        **more,
    }


def address(minutes, *parts):
    return "/".join(["/minutes", str(minutes.pk), *(str(part) for part in parts), ""])


def test_every_sentence_is_shown_with_its_seconds_and_the_draft_says_what_it_is(minutes, chair):
    page = chair.get(address(minutes)).content.decode()

    assert "DRAFT made by software, not checked" in page
    assert 'aria-label="Play from 0:05"' in page
    assert "His attendance is" in page
    assert 'class="flag' in page


def test_the_title_names_no_child(minutes, chair):
    page = chair.get(address(minutes)).content.decode()

    title = page[page.index("<title>") : page.index("</title>")]
    assert "Draft minutes, conference of 5 November 2026" in title
    assert "Hartley" not in title


def test_the_chair_reads_the_restricted_part_and_the_administrator_is_not_told_of_it(minutes, world, sign_in):
    chairs = sign_in(world.people[Role.CHAIR]).get(address(minutes)).content.decode()
    administrators = sign_in(world.people[Role.ADMINISTRATOR]).get(address(minutes)).content.decode()

    assert "live investigation" in chairs
    assert "section-police_restricted" in chairs
    assert "live investigation" not in administrators
    assert "estricted part" not in administrators


def test_what_was_marked_restricted_after_the_draft_is_hidden_too(minutes, world, sign_in):
    [[start, end]] = school(minutes)["sentences"][0]["sources"]
    factories.part(world.recording, kind="restricted", start_ms=int(start * 1000), end_ms=int(end * 1000))

    page = sign_in(world.people[Role.ADMINISTRATOR]).get(address(minutes)).content.decode()

    assert "His attendance is" not in page


def test_without_a_script_a_paragraph_is_edited_on_its_own_page(minutes, chair):
    paragraph = school(minutes)
    there = address(minutes, "paragraphs", paragraph["id"])
    assert "His attendance is 81 per cent." in chair.get(there).content.decode()

    answer = chair.post(there, form(paragraph, "Changed words.", "He is kind.", done="yes"))

    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"#p-{paragraph['id']}")
    assert "Changed words." in chair.get(address(minutes)).content.decode()


def test_autosave_answers_with_the_new_version_and_when_it_was_saved(minutes, chair):
    paragraph = school(minutes)

    answer = chair.post(
        address(minutes, "paragraphs", paragraph["id"]),
        form(paragraph, "One.", "Two.", keep="yes"),
        headers=HTMX,
    )

    saved = json.loads(answer.headers["HX-Trigger"])["saved"]
    assert saved["version"] == 2
    assert saved["words"].startswith("Saved ")
    assert "The software heard “His attendance is 81 per cent.”" in answer.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_a_clash_shows_both_texts(minutes, chair, world, sign_in, headers):
    paragraph = school(minutes)
    there = address(minutes, "paragraphs", paragraph["id"])
    chair.post(there, form(paragraph, "The chair's words.", "He is kind.", done="yes"))

    answer = sign_in(world.people[Role.ADMINISTRATOR]).post(
        there, form(paragraph, "Joan's words.", "He is kind."), headers=headers
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The chair&#x27;s words." in page
    assert "Joan&#x27;s words." in page
    assert "Nothing is lost" in page


def test_a_clash_is_settled_from_its_form(minutes, chair, world, sign_in):
    paragraph = school(minutes)
    there = address(minutes, "paragraphs", paragraph["id"])
    chair.post(there, form(paragraph, "The chair's words.", "He is kind.", done="yes"))
    joan = sign_in(world.people[Role.ADMINISTRATOR])
    mine = {"mine": ["Joan's words.", "He is kind."], "seen": 2, "keep": "written"}

    answer = joan.post(f"{there}settle/", form(paragraph, "Both agreed.", "He is kind.", **mine))

    assert answer.status_code == 302
    assert school(minutes)["sentences"][0]["text"] == "Both agreed."
    assert saving.newest(minutes).number == 4


def test_a_check_is_ticked_and_the_next_one_comes(minutes, chair, world):
    made.listen(world.recording, by=world.people[Role.CHAIR])
    first, second = [s for s in text.sentences(saving.newest(minutes).content) if s["flags"]]

    answer = chair.post(address(minutes, "checks", first["id"]), {"next": second["id"]}, headers=HTMX)

    marks = [flag["id"] for flag in first["flags"]]
    assert json.loads(answer.headers["HX-Trigger"]) == {"cleared": {"marks": marks}}
    assert f'data-check="{second["id"]}"' in answer.content.decode()


def test_an_action_taken_up_stands_in_the_plan(minutes, chair):
    rows = saving.newest(minutes).content["suggestions"]

    chair.post(address(minutes, "suggestions", rows[0]["id"]), {"take": "yes"})

    assert saving.newest(minutes).content["suggestions"][0]["taken"] is True


def test_a_suggestion_is_settled_without_a_script_by_the_one_form_of_the_page(minutes, chair):
    page = chair.get(f"/minutes/{minutes.pk}/").content.decode()
    rows = saving.newest(minutes).content["suggestions"]
    address = f"/minutes/{minutes.pk}/suggestions/{rows[0]['id']}/"

    assert page.count('<form id="suggestions" method="post" hidden>') == 1
    assert page.count(f'form="suggestions" formaction="{address}"') == 2
    answer = chair.post(address, {"leave": "yes"})

    assert answer.status_code == 302
    assert address not in chair.get(f"/minutes/{minutes.pk}/").content.decode()


def test_the_editor_is_sent_packed_to_browsers_that_can_unpack_it(minutes, chair):
    address = f"/minutes/{minutes.pk}/"
    plain, packed = chair.get(address), chair.get(address, headers={"Accept-Encoding": "gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert "no-store" in packed["Cache-Control"]
    assert len(packed.content) < len(plain.content) / 3
    assert gzip.decompress(packed.content).decode().count('class="s"') == plain.content.decode().count(
        'class="s"'
    )


def test_the_times_the_words_suggest_are_marked_on_the_recording_with_one_press(minutes, chair, world):
    [row, *_] = saving.newest(minutes).content["presence"]
    assert "without Kelly Hartley" in chair.get(address(minutes)).content.decode()

    chair.post(address(minutes, "parts", row["id"]))

    [part] = world.recording.parts.all()
    assert part.kind == "restricted"
    assert {person.name for person in part.absent.all()} == {"Kelly Hartley"}
    assert "Mark it" not in chair.get(address(minutes)).content.decode()


def test_versions_are_listed_and_an_old_one_reads_as_it_was(minutes, chair):
    paragraph = school(minutes)
    chair.post(address(minutes, "paragraphs", paragraph["id"]), form(paragraph, "New words.", "He is kind."))

    listed = chair.get(address(minutes, "versions")).content.decode()
    old = chair.get(address(minutes, "versions", 1)).content.decode()

    assert "Version 2" in listed
    assert "The software" in listed
    assert "His attendance is" in old
    assert "New words." not in old


def test_approval_says_what_is_left_and_then_asks_one_question(minutes, chair, world):
    there = address(minutes, "approve")
    chair.post(address(minutes, "start"))
    made.listen(world.recording, by=world.people[Role.CHAIR])
    assert "2 passages to hear, 4 parts nobody has listened to" in chair.get(there).content.decode()
    made.hear(minutes, by=world.people[Role.CHAIR])

    assert chair.post(there, {"version": 1}).status_code == 200
    answer = chair.post(there, {"version": 1, "stated": "on"}, follow=True)

    assert "Approved by" in answer.content.decode()
    assert Minutes.objects.get(pk=minutes.pk).is_approved


def test_the_api_gives_the_same_text_and_says_what_is_left(minutes, chair):
    answer = chair.get(f"/api/minutes/{minutes.pk}/").json()

    assert answer["version"] == 1
    left = {row["kind"]: row["number"] for row in answer["left"]}
    assert left == {"number": 1, "negation": 1, "part": 4}
    assert answer["restricted"][0]["code"] == "police_restricted"


def test_the_api_answers_a_clash_with_both_texts(minutes, chair):
    paragraph = school(minutes)
    there = f"/api/minutes/{minutes.pk}/paragraphs/{paragraph['id']}/"
    body = {"based_on": 1, "lines": [{"id": s["id"], "text": "One."} for s in paragraph["sentences"]]}
    assert chair.put(there, body, content_type="application/json").status_code == 200

    body["lines"][0]["text"] = "Two."
    answer = chair.put(there, body, content_type="application/json")

    assert answer.status_code == 409
    assert answer.json()["theirs"]["sentences"][0]["text"] == "One."
    assert answer.json()["mine"][0]["text"] == "Two."


def test_the_api_does_not_approve_without_the_statement(minutes, chair):
    answer = chair.post(
        f"/api/minutes/{minutes.pk}/approve/",
        {"version": 1, "stated": False},
        content_type="application/json",
    )

    assert answer.status_code == 400


def test_flags_whose_words_are_gone_stand_apart_and_each_kind_once():
    codes = (("f1", "date"), ("f2", "date"), ("f3", "name"))
    flags = [{"id": pk, "code": code, "reason": "", "about": "gone"} for pk, code in codes]
    sentence = {
        "id": "s",
        "text": "It was in April.",
        "sources": [[1, 2]],
        "recording": "",
        "origin": "person",
        "heard": "",
        "flags": flags,
    }

    pieces = said_of({**sentence, "flags": flags}, cleared=()).pieces
    html = "".join(_piece(piece) for piece in pieces)

    assert [piece.label for piece in pieces] == ["", "date", "name"]
    assert html.startswith("It was in April. <mark")
    assert "</mark> <mark" in html


def test_the_keys_of_the_editor_are_shown_where_they_work(minutes, chair):
    page = chair.get(address(minutes)).content.decode()

    assert "Who said this; next speaker to name" in page
    assert "data-replace" in page
