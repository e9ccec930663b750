"""What starts a transcription: a press, an upload where the council has set that, a larger model."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from recordings.actions import switch_drafting
from recordings.models import Recording
from tests import factories
from tests.minutes import made
from transcription import actions, jobs, passes, progress, speech_models, tasks
from transcription.actions.finishing import _add_speakers
from transcription.before import NAMED_BEFORE
from transcription.engine.words import Word, segment
from transcription.models import Job, Speaker, Transcript

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(world):
    return world.people[Role.CHAIR]


@override_settings(TRANSCRIBE_AFTER_UPLOAD=True)
def test_where_the_council_has_set_it_a_new_recording_is_transcribed_by_itself(world):
    assert tasks.start_new() == 1
    assert tasks.start_new() == 0

    queued = Transcript.objects.get(recording=world.recording)
    event = AuditEvent.objects.get(verb="transcript.queued", on_id=str(queued.pk))
    assert event.actor_id != world.people[Role.CHAIR].pk


def test_elsewhere_a_person_starts_it(world):
    assert tasks.start_new() == 0


@override_settings(TRANSCRIBE_AFTER_UPLOAD=True, SPEECH_MODEL="/no/such/folder")
def test_without_a_model_nothing_is_started(world):
    assert tasks.start_new() == 0


@override_settings(TRANSCRIBE_AFTER_UPLOAD=True)
def test_nothing_starts_by_itself_where_drafting_is_off_nor_for_what_was_left_alone(world):
    world.conference.domestic_abuse = True
    world.conference.save()
    old = factories.recording(factories.conference())
    Recording.objects.filter(pk=old.pk).update(received_at=timezone.now() - timedelta(days=3))

    assert tasks.start_new() == 0
    assert not Transcript.objects.exists()


def test_a_recording_is_heard_again_with_a_model_that_is_here(world, by):
    first = actions.queue(world.recording, by=by)
    jobs.finish(jobs.claim(Job.objects.get(subject=first.pk).pk))

    again = actions.queue(world.recording, model="base", by=by)

    assert again.settings == {"speakers": None, "model": "base"}
    assert passes.request(again, voices=True)["model"] == "base"
    assert passes.request(first, voices=True)["model"] == "tiny.en"
    with pytest.raises(Conflict, match="not installed here"):
        actions.queue(world.recording, model="enormous", by=by)


def test_the_engine_is_told_the_names_the_schools_and_the_place_of_this_conference(world, by):
    child = world.conference.children.first().child
    child.school, world.conference.place = "St Oswin's Primary School", "Larkfield Hub"
    child.save()
    world.conference.save()

    told = passes.request(actions.queue(world.recording, by=by), voices=True)["names"]

    people = [person.name for person in world.conference.people.all()]
    assert {child.name, *people} < set(told)
    assert told == passes.names_of(world.conference)
    assert told[-2:] == ["St Oswin's Primary School", "Larkfield Hub"]


def test_how_many_attended_is_a_hint_unless_a_person_says_a_number(world, by):
    world.conference.people.update(came="invited")
    first = actions.queue(world.recording, by=by)
    assert passes.request(first, voices=True)["speakers"] is None

    world.conference.people.update(came="attended")
    assert passes.request(first, voices=True)["speakers"] == world.conference.people.count()
    first.settings = {**first.settings, "speakers": 3}
    assert passes.request(first, voices=True)["speakers"] == 3


@override_settings(SPEECH_DEVICE="cuda")
def test_on_a_gpu_the_same_child_is_asked_for_float16(world, by):
    asked = passes.request(actions.queue(world.recording, by=by), voices=True)

    assert (asked["device"], asked["compute_type"]) == ("cuda", "float16")


def test_models_are_offered_by_name_and_those_for_tests_are_not(settings, tmp_path):
    folder = tmp_path / "large-v3"
    folder.mkdir()
    settings.SPEECH_MODEL, settings.SPEECH_MODELS = "base", [str(folder), "/no/such/folder"]

    assert speech_models.offered() == ["base", "large-v3"]
    assert speech_models.chosen("large-v3") == str(folder)
    assert speech_models.chosen("") == "base"
    assert "tiny.en" in speech_models.listed()


def test_the_page_offers_to_transcribe_again_and_the_earlier_words_stay(world, by, sign_in):
    first = made.transcript(world.conference, made.small_words(), recording=world.recording)
    chair = sign_in(by)
    page = reverse("recordings:conference", args=[world.conference.pk])

    offered = chair.get(page).text
    chair.post(reverse("transcription:start", args=[world.recording.pk]), {"model": "base", "speakers": "3"})
    again = Transcript.objects.latest("created_at")
    jobs.fail(jobs.claim(Job.objects.get(subject=again.pk).pk), reason="no_model", for_good=True)
    stopped = chair.get(page).text

    assert "Transcribe again" in offered
    assert again.settings == {"speakers": 3, "model": "base"}
    assert "Read the words heard before" in stopped
    assert reverse("transcription:transcript", args=[first.pk]) in stopped
    assert progress.transcribed(world.conference, by).state == "done"


def test_over_the_api_a_model_is_chosen_too(world, by, sign_in):
    made_again = sign_in(by).post(
        reverse("transcription-api:start", args=[world.recording.pk]), {"model": "base"},
        content_type="application/json",
    )  # fmt: skip

    assert made_again.status_code == 201
    assert Transcript.objects.get().settings["model"] == "base"


def test_a_voice_is_suggested_to_be_whom_people_named_at_those_seconds(world, by):
    made.transcript(world.conference, made.small_words(), recording=world.recording)
    again = actions.queue(world.recording, by=by)
    teacher = made.small_words().lines[1]
    word = Word(word="Attendance.", start=teacher["start"], end=teacher["end"], probability=0.9)
    far = Word(word="Bye.", start=500.0, end=501.0, probability=0.9)
    lines = [segment([word], speaker="Speaker 1"), segment([far], speaker="Speaker 2")]

    found = _add_speakers(again, lines)

    assert found["Speaker 1"].suggested.name == "Tom Whitcombe"
    assert found["Speaker 1"].suggestion == NAMED_BEFORE
    assert not found["Speaker 1"].is_confirmed
    assert found["Speaker 2"].suggested is None
    assert Speaker.objects.filter(transcript=again).count() == 2


def test_a_job_whose_conference_was_switched_off_is_not_begun(world, by):
    queued = actions.queue(world.recording, by=by)
    switch_drafting(world.conference, on=False, reason="", by=by)

    tasks._do(Job.objects.get(subject=queued.pk).pk)

    row = Job.objects.get(subject=queued.pk)
    assert (row.state, row.reason) == ("cancelled", "switched_off")
    assert "Machine drafting was switched off" in progress.of_transcript(queued, 1).text
    assert progress.of_transcript(queued, 1).text.endswith("Type the rest yourself.")
