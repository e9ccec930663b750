"""The pages of transcription: what each person sees, and what pressing a button does."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from access import audit
from access.models import AuditEvent
from access.roles import Role
from recordings.models import VaultKey
from tests import factories
from transcription import actions, jobs, sharing
from transcription.models import Chunk, Job, Segment, Speaker, Transcript

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def chair(world, sign_in):
    return sign_in(world.people[Role.CHAIR])


@pytest.fixture
def transcript(world):
    return actions.queue(world.recording, by=world.people[Role.CHAIR])


def panel(world):
    return reverse("transcription:transcription", args=[world.conference.pk])


def claimed(transcript):
    return jobs.claim(Job.objects.get(subject=transcript.pk).pk)


def heard(transcript, *, seconds, text="Good morning everyone."):
    """One more chunk done."""
    index = transcript.chunks.count()
    line = {"start": 1.0, "end": 2.5, "speaker": None, "text": text, "words": [], "flags": []}
    return Chunk.objects.create(
        transcript=transcript, index=index, start_ms=index, end_ms=1000 * seconds, heard=[line],
        times_done=1, finished_at=timezone.now(),
    )  # fmt: skip


def voice(world, transcript, *, label="Speaker 1", text="I'm Kelly Hartley, their mum."):
    speaker = Speaker.objects.create(
        transcript=transcript, label=label, order=1, suggested=world.mother, suggestion=text
    )
    Segment.objects.create(
        transcript=transcript, speaker=speaker, index=0, start_ms=60_000, end_ms=63_000,
        heard={"text": text, "words": [], "flags": []},
    )  # fmt: skip
    Transcript.objects.filter(pk=transcript.pk).update(finished_at=timezone.now())
    return speaker


def listen(world, by, *, since, until):
    with transaction.atomic():
        audit.record("recording.listened", by=by, on=world.recording, from_second=since, to_second=until)


def test_a_chair_has_a_recording_transcribed_by_one_press(world, chair):
    answer = chair.post(reverse("transcription:start", args=[world.recording.pk]), {"speakers": "4"})

    transcript = Transcript.objects.get(recording=world.recording)
    assert answer.status_code == 302
    assert transcript.settings == {"speakers": 4, "model": ""}
    assert Job.objects.get(subject=transcript.pk).state == "waiting"
    assert AuditEvent.objects.filter(verb="transcript.queued", on_id=str(transcript.pk)).exists()


def test_a_recording_is_not_transcribed_twice_at_once(world, chair, transcript):
    answer = chair.post(reverse("transcription:start", args=[world.recording.pk]))

    assert answer.status_code == 409
    assert Transcript.objects.count() == 1


def test_the_page_says_how_far_it_has_got_and_about_how_long_it_takes(world, chair, transcript):
    job = claimed(transcript)
    jobs.hold(job, done=36_000, started_at=timezone.now() - timedelta(seconds=60))
    heard(transcript, seconds=36)

    answer = chair.get(panel(world), headers=HTMX)

    assert "49% done, 0:36 of 1:12. About 1 minute left. You can close this page." in answer.text
    assert 'hx-trigger="every 5s"' in answer.text


def test_a_poll_is_answered_only_when_something_has_changed(world, chair, transcript):
    first = chair.get(panel(world), headers=HTMX)
    seen = first.context["panel"]["seen"]

    same = chair.get(f"{panel(world)}?seen={seen}", headers=HTMX)
    claimed(transcript)
    changed = chair.get(f"{panel(world)}?seen={seen}", headers=HTMX)

    assert (same.status_code, changed.status_code) == (204, 200)


def test_the_page_stops_asking_when_nothing_moves_any_more(world, chair, transcript):
    jobs.finish(claimed(transcript))
    Transcript.objects.update(finished_at=timezone.now())

    answer = chair.get(panel(world), headers=HTMX)

    assert answer.status_code == 286
    assert "hx-trigger" not in answer.text


def test_without_script_the_conference_page_shows_the_same(world, chair, transcript):
    answer = chair.get(reverse("recordings:conference", args=[world.conference.pk]))

    assert "Waiting for the worker" in answer.text
    assert "Look again" in answer.text
    assert "Stop transcribing" in answer.text


def test_a_stopped_transcription_says_where_and_offers_to_go_on(world, chair, transcript):
    job = claimed(transcript)
    jobs.hold(job, done=36_000)
    jobs.fail(job, reason="no_model", for_good=True)

    shown = chair.get(panel(world), headers=HTMX).text
    chair.post(reverse("transcription:retry", args=[transcript.pk]))

    assert "We stopped at 0:36. The words so far are kept." in shown
    assert "The speech model is not installed" in shown
    assert Job.objects.get(subject=transcript.pk).state == "waiting"


def test_a_chair_stops_a_waiting_transcription(world, chair, transcript):
    chair.post(reverse("transcription:cancel", args=[transcript.pk]))

    assert Job.objects.get(subject=transcript.pk).state == "cancelled"
    assert AuditEvent.objects.filter(verb="transcript.cancelled").exists()


def test_the_words_so_far_can_be_read_while_the_rest_is_heard(chair, transcript):
    heard(transcript, seconds=20, text="This is the initial conference.")

    answer = chair.get(reverse("transcription:transcript", args=[transcript.pk]))

    assert "This is the initial conference." in answer.text
    assert "The words so far." in answer.text


def test_a_stretch_that_another_worker_has_in_hand_is_a_hole_and_not_silence(chair, transcript):
    for index in range(3):
        heard(transcript, seconds=30 * (index + 1), text=f"Sentence {index}.")
    Chunk.objects.filter(index=1).update(start_ms=30_000, heard=None, finished_at=None, worker="another")

    shown = chair.get(reverse("transcription:transcript", args=[transcript.pk])).text

    assert shown.index("Sentence 0.") < shown.index("[still to be heard 00:00:30 to 00:01:00]")
    assert shown.index("[still to be heard") < shown.index("Sentence 2.")


def test_it_sees_how_many_workers_share_a_recording(world, transcript, sign_in):
    job = claimed(transcript)
    for index, worker in enumerate([job.worker, "another:1:abc"]):
        sharing.Part(job, transcript, worker).take(index, start_ms=1000 * index, end_ms=1000 * index + 900)

    shown = sign_in(world.people[Role.IT]).get(reverse("transcription:queue")).text

    assert "2 workers share it" in shown


def test_a_suggestion_is_shown_with_its_sentence_and_never_applied(world, chair, transcript):
    speaker = voice(world, transcript)

    answer = chair.get(reverse("transcription:transcript", args=[transcript.pk]))

    assert "This may be <b>Kelly Hartley</b>" in answer.text
    assert "their mum." in answer.text
    assert Speaker.objects.get(pk=speaker.pk).attendance is None


def test_a_voice_is_named_only_after_it_was_heard(world, chair, transcript):
    speaker, by = voice(world, transcript), world.people[Role.CHAIR]
    url, data = reverse("transcription:speaker_name", args=[speaker.pk]), {"attendance": world.mother.pk}
    listen(world, by, since=0, until=20)

    refused = chair.post(url, data)
    listen(world, by, since=55, until=65)
    chair.post(url, data)

    speaker.refresh_from_db()
    assert refused.status_code == 409
    assert (speaker.attendance, speaker.confirmed_by) == (world.mother, by)
    assert AuditEvent.objects.filter(verb="speaker.named", on_id=str(speaker.pk)).count() == 1


def test_a_voice_is_never_named_after_somebody_of_another_conference(world, chair, transcript):
    speaker = voice(world, transcript)
    listen(world, world.people[Role.CHAIR], since=55, until=65)
    stranger = factories.person(factories.conference())

    chair.post(reverse("transcription:speaker_name", args=[speaker.pk]), {"attendance": stranger.pk})

    assert Speaker.objects.get(pk=speaker.pk).attendance is None


def test_a_name_is_taken_back(world, chair, transcript):
    speaker, by = voice(world, transcript), world.people[Role.CHAIR]
    listen(world, by, since=55, until=65)
    actions.name_speaker(speaker, attendance=world.mother, by=by)

    chair.post(reverse("transcription:speaker_unname", args=[speaker.pk]))

    speaker.refresh_from_db()
    assert (speaker.attendance, speaker.confirmed_at) == (None, None)


def test_it_sees_the_queue_without_a_word_of_content(world, transcript, sign_in):
    client = sign_in(world.people[Role.IT])
    jobs.fail(claimed(transcript), reason="worker_lost", for_good=True)

    shown = client.get(reverse("transcription:queue")).text
    client.post(reverse("transcription:job_retry", args=[Job.objects.get().pk]))

    assert "The worker ended in the middle of it three times." in shown
    assert "Hartley" not in shown
    assert Job.objects.get().state == "waiting"


def test_the_api_starts_a_transcription_and_gives_its_words(world, chair):
    made = chair.post(
        reverse("transcription-api:start", args=[world.recording.pk]), {}, content_type="application/json"
    )
    transcript = Transcript.objects.get(pk=made.json()["id"])
    voice(world, transcript)

    words = chair.get(reverse("transcription-api:words", args=[transcript.pk])).json()

    assert made.status_code == 201
    assert words["segments"][0]["text"] == "I'm Kelly Hartley, their mum."
    assert words["segments"][0]["speaker"] == "Speaker 1"


def test_nothing_is_transcribed_once_the_recording_is_destroyed(world, chair):
    key = VaultKey.objects.get(pk=world.recording.key_id)
    key.destroy()
    type(world.recording).objects.update(erased_at=timezone.now(), erased_by=world.people[Role.CHAIR])

    answer = chair.post(reverse("transcription:start", args=[world.recording.pk]))

    assert answer.status_code == 404


def test_the_first_page_shows_what_is_being_transcribed_until_it_is_done(world, chair, transcript):
    assert "Being transcribed" in chair.get("/").text

    jobs.finish(claimed(transcript))
    Transcript.objects.update(finished_at=timezone.now())

    assert "Being transcribed" not in chair.get("/").text


def test_what_is_being_transcribed_is_shown_to_nobody_else(world, transcript, sign_in):
    page = sign_in(factories.user()).get("/").text

    assert "Being transcribed" not in page


def test_a_fragment_that_cannot_be_had_is_explained_above_the_page_and_not_as_a_page_in_it(world, chair):
    transcript = actions.queue(world.recording, by=world.people[Role.CHAIR])
    url = reverse("transcription:speaker_name", args=[voice(world, transcript).pk])

    answer = chair.post(url, {"attendance": str(world.mother.pk)}, headers=HTMX)

    assert (answer.status_code, answer["HX-Retarget"]) == (409, "#conflict")
    assert "Listen to this voice first" in answer.text
    assert "<html" not in answer.text
