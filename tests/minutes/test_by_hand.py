"""Minutes typed by a person: the whole way with no speech model, each sentence its typist's, seconds kept."""

import pytest
from django.urls import reverse

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from minutes import actions, saving, text
from minutes.actions.byhand import Stamp, Typed
from minutes.draft.templates import RESTRICTED
from minutes.models import Minutes
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(world):
    return world.people[Role.CHAIR]


@pytest.fixture
def administrator(world):
    return world.people[Role.ADMINISTRATOR]


@pytest.fixture
def minutes(world, chair):
    return actions.start_typing(world.conference, by=chair)


def typed_in(minutes):
    newest = saving.newest(minutes)
    return [list(text.sentences(whole)) for whole in newest.both]


def test_the_whole_way_with_no_speech_model_installed(world, chair, administrator, sign_in, settings):
    settings.SPEECH_MODEL = "/nothing/is/here"
    browser = sign_in(administrator)
    page = browser.get(reverse("recordings:conference", args=[world.conference.pk])).text
    assert "No speech model is installed here, so nothing can be transcribed." in page
    assert reverse("transcription:start", args=[world.recording.pk]) not in page
    assert "Type the minutes yourself" in page

    began = browser.post(reverse("minutes:type_start", args=[world.conference.pk]))
    minutes = Minutes.objects.get(conference=world.conference)
    editor = browser.get(began.headers["Location"]).text
    assert "Decision and reasons" in editor
    assert "DRAFT typed by people" in editor

    heard = {
        "under": "parent_views", "speaker": str(world.mother.pk), "recording": str(world.recording.pk),
        "heard_from": "0:05", "heard_to": "0:09", "words": "Kelly wants help.\nShe asked for it in May.",
    }  # fmt: skip
    again = browser.post(reverse("minutes:type", args=[minutes.pk]), heard)
    browser.post(reverse("minutes:type", args=[minutes.pk]), {"under": "decision", "words": "A plan."})
    shown = browser.get(again.headers["Location"]).text
    assert "Kelly wants help." in shown
    assert 'data-from="5.0"' in shown
    assert 'value="parent_views" selected' in shown

    version = saving.newest(minutes).number
    approved = sign_in(chair).post(
        reverse("minutes:approve", args=[minutes.pk]), {"version": version, "stated": "on"}
    )
    minutes.refresh_from_db()
    assert approved.status_code == 302
    assert minutes.is_approved
    (open_text, _) = typed_in(minutes)
    assert [sentence["text"] for sentence in open_text] == [
        "Kelly wants help.", "She asked for it in May.", "A plan.",
    ]  # fmt: skip
    assert {sentence["author"] for sentence in open_text} == {str(administrator.pk)}
    assert [sentence["sources"] for sentence in open_text] == [[[5.0, 9.0]], [[5.0, 9.0]], []]


def test_blank_minutes_have_the_headings_of_the_council_and_are_no_software_draft(minutes, chair):
    newest = saving.newest(minutes)

    assert [section["title"] for section in newest.content["sections"]][:2] == [
        "Opening and purpose", "Recording and confidentiality",
    ]  # fmt: skip
    assert minutes.status == Minutes.Status.IN_REVIEW
    assert newest.version.author == chair
    assert AuditEvent.objects.filter(verb="minutes.typing_started", on_id=str(minutes.pk)).exists()


def test_minutes_are_begun_once(world, minutes, chair):
    with pytest.raises(Conflict, match="There are minutes of this conference already"):
        actions.start_typing(world.conference, by=chair)


def test_an_administrator_of_other_conferences_cannot_begin_them(world, sign_in):
    browser = sign_in(world.others[Role.ADMINISTRATOR])

    answer = browser.post(reverse("minutes:type_start", args=[world.conference.pk]))

    assert answer.status_code == 404


def test_what_was_said_in_a_restricted_part_is_kept_in_the_restricted_text(world, minutes, chair):
    factories.part(world.recording, kind="restricted", start_ms=8_000, end_ms=20_000)
    stamp = Stamp(world.recording, 7_000, 9_000)

    actions.type_sentences(minutes, typed=Typed("discussion", "An investigation.", stamp=stamp), by=chair)

    open_text, restricted = typed_in(minutes)
    assert open_text == []
    assert [sentence["text"] for sentence in restricted] == ["An investigation."]
    assert saving.newest(minutes).restricted["sections"][0]["code"] == RESTRICTED


def test_an_administrator_cannot_type_into_the_restricted_text(world, minutes, administrator, sign_in):
    factories.part(world.recording, kind="restricted", start_ms=8_000, end_ms=20_000)
    said = {"under": "discussion", "recording": str(world.recording.pk), "heard_from": "0:10", "words": "No."}

    answer = sign_in(administrator).post(reverse("minutes:type", args=[minutes.pk]), said)

    assert answer.status_code in {400, 403}
    assert typed_in(minutes) == [[], []]


@pytest.mark.parametrize(("heard_from", "heard_to"), [("0:09", "0:05"), ("9:00", "9:30")])
def test_times_that_are_not_in_the_recording_are_explained_and_the_words_stay(
    world, minutes, chair, sign_in, heard_from, heard_to
):
    said = {
        "under": "discussion", "recording": str(world.recording.pk), "heard_from": heard_from,
        "heard_to": heard_to, "words": "These words stay.",
    }  # fmt: skip

    answer = sign_in(chair).post(reverse("minutes:type", args=[minutes.pk]), said)

    assert answer.status_code == 400
    assert "Enter times that lie in the recording" in answer.text
    assert "These words stay." in answer.text
    assert typed_in(minutes) == [[], []]


def test_sentences_with_seconds_stand_in_the_order_of_the_recording(world, minutes, chair):
    for words, start in (("Second.", 9_000), ("First.", 3_000)):
        stamp = Stamp(world.recording, start, start + 1000)
        actions.type_sentences(minutes, typed=Typed("discussion", words, stamp=stamp), by=chair)

    assert [sentence["text"] for sentence in typed_in(minutes)[0]] == ["First.", "Second."]


def test_minutes_in_which_nothing_is_written_are_not_approved(world, chair, sign_in):
    minutes = actions.start_typing(world.conference, by=chair)
    version = saving.newest(minutes).number

    answer = sign_in(chair).post(
        reverse("minutes:approve", args=[minutes.pk]), {"version": version, "stated": "on"}
    )

    minutes.refresh_from_db()
    assert answer.status_code == 409
    assert "Nothing is written in these minutes" in answer.text
    assert not minutes.is_approved
