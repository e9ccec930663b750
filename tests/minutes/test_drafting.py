"""Minutes are pulled: a finished transcript without minutes gets its draft, once."""

import pytest

from access.models import User
from access.roles import Role
from minutes import saving, text
from minutes.drafting import first_texts
from minutes.models import Minutes
from minutes.tasks import start_due_drafts
from recordings.models import Conference
from tests import factories
from tests.minutes import made
from transcription.models import Segment

pytestmark = pytest.mark.django_db


def test_a_finished_transcript_gets_one_draft_by_the_software(world):
    made.transcript(world.conference, made.small_words(), recording=world.recording)

    assert start_due_drafts() == 1
    assert start_due_drafts() == 0

    minutes = Minutes.objects.get(conference=world.conference)
    assert saving.newest(minutes).version.author == User.objects.service("drafting")
    assert minutes.status == Minutes.Status.DRAFT


def test_a_conference_waits_until_all_its_recordings_are_transcribed(world):
    made.transcript(world.conference, made.small_words(), recording=world.recording)
    factories.recording(world.conference, order=1)

    assert start_due_drafts() == 0


def test_a_restricted_recording_goes_whole_into_the_restricted_text(world):
    recording = factories.recording(world.conference, restricted=True)
    world.recording.erased_at, world.recording.erased_by = (
        factories.moment("2026-11-06T10:00"),
        world.people[Role.CHAIR],
    )
    world.recording.save()
    made.transcript(world.conference, made.small_words(), recording=recording)

    start_due_drafts()

    newest = saving.newest(Minutes.objects.get(conference=world.conference))
    assert list(text.sentences(newest.content)) == []
    assert "81 per cent" in " ".join(s["text"] for s in text.sentences(newest.restricted))


def test_a_part_marked_restricted_before_the_draft_is_set_apart(world):
    words = made.small_words()
    second = words.lines[1]
    factories.part(
        world.recording,
        kind="restricted",
        start_ms=int(second["start"] * 1000),
        end_ms=int(second["end"] * 1000),
    )
    made.transcript(world.conference, words, recording=world.recording)

    start_due_drafts()

    newest = saving.newest(Minutes.objects.get(conference=world.conference))
    assert "81 per cent" not in " ".join(s["text"] for s in text.sentences(newest.content))
    assert not any("81" in row["text"] for row in newest.content["suggestions"])


def test_a_chair_sees_only_the_minutes_of_their_own_conferences(world):
    made.minutes_of(world.conference, recording=world.recording)
    other = factories.conference(chair=world.others[Role.CHAIR])
    made.minutes_of(other)

    seen = Minutes.objects.visible_to(world.people[Role.CHAIR])

    assert [minutes.conference for minutes in seen] == [world.conference]
    assert Conference.objects.count() == 2


def test_voices_nobody_could_tell_apart_never_carry_a_sentence_into_another_recording(world):
    second = factories.recording(world.conference, order=1)
    for recording in (world.recording, second):
        made.transcript(world.conference, made.small_words(), recording=recording)
    Segment.objects.update(speaker=None)

    start_due_drafts()

    newest = saving.newest(Minutes.objects.get(conference=world.conference))
    said = [sentence for whole in newest.both for sentence in text.sentences(whole)]
    assert all(end <= second.duration for s in said for _, end in s["sources"])
    assert {sentence["recording"] for sentence in said} == {str(world.recording.pk), str(second.pk)}


def test_a_part_that_goes_on_in_the_next_recording_is_suggested_on_both(world):
    before, after = made.LINES[:5], made.LINES[4:]
    second = factories.recording(world.conference, order=1)
    transcripts = [
        made.transcript(world.conference, made.small_words(before), recording=world.recording),
        made.transcript(world.conference, made.small_words(after), recording=second),
    ]

    content, _ = first_texts(world.conference, transcripts, "strengthening_families")

    found = [row["recording"] for row in content["presence"] if row["kind"] == "restricted"]
    assert found == [str(world.recording.pk), str(second.pk)]
