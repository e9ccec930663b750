"""Voices: two that are one person's are joined, lines go to whoever said them, a line is cut between two."""

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from minutes.naming import Names
from recordings.models import VaultKey
from transcription import actions
from transcription.models import Segment, Speaker, Transcript

pytestmark = pytest.mark.django_db
TEXTS = ("I am their mum.", "Would you start? Yes, I will.", "Thank you.")


@pytest.fixture
def by(world):
    return world.people[Role.CHAIR]


@pytest.fixture
def transcript(world, by):
    """Three lines of two voices, ten seconds apart."""
    made = Transcript.objects.create(
        key=VaultKey.objects.fresh(), recording=world.recording, asked_by=by, finished_at=timezone.now()
    )
    voices = [Speaker.objects.create(transcript=made, label=f"Speaker {n}", order=n) for n in (1, 2)]
    for index, text in enumerate(TEXTS):
        words = [
            {"word": word, "start": 10 * index + n, "end": 10 * index + n + 0.9, "probability": 0.9}
            for n, word in enumerate(text.split())
        ]
        Segment.objects.create(
            transcript=made, speaker=voices[index % 2], index=index, start_ms=10_000 * index,
            end_ms=10_000 * index + 7_000, heard={"text": text, "words": words, "flags": []},
        )  # fmt: skip
    return made


def voice(transcript, number):
    return transcript.speakers.get(label=f"Speaker {number}")


def said(transcript):
    rows = transcript.segments.select_related("speaker", "transcript__key")
    return [(row.speaker.label, row.heard["text"]) for row in rows]


def listen(world, by, *, since=0, until=72):
    with transaction.atomic():
        audit.record("recording.listened", by=by, on=world.recording, from_second=since, to_second=until)


def test_two_voices_that_are_one_person_are_joined(world, by, transcript):
    listen(world, by)
    first, second = voice(transcript, 1), voice(transcript, 2)

    actions.join_voices(second, into=first, by=by)

    assert {label for label, _ in said(transcript)} == {"Speaker 1"}
    assert list(transcript.speakers.apart()) == [first]
    assert AuditEvent.objects.filter(verb="speaker.joined", on_id=str(second.pk)).exists()


def test_voices_are_joined_only_after_both_were_heard(world, by, transcript):
    listen(world, by, since=0, until=5)

    with pytest.raises(Conflict, match="Listen to both voices"):
        actions.join_voices(voice(transcript, 2), into=voice(transcript, 1), by=by)


def test_a_voice_is_not_joined_to_itself_nor_twice(world, by, transcript):
    listen(world, by)
    first, second = voice(transcript, 1), voice(transcript, 2)
    with pytest.raises(Conflict, match="another voice"):
        actions.join_voices(first, into=first, by=by)
    actions.join_voices(second, into=first, by=by)

    with pytest.raises(Conflict, match="joined to another already"):
        actions.join_voices(second, into=first, by=by)
    with pytest.raises(Conflict, match="joined to another one"):
        actions.name_speaker(second, attendance=world.mother, by=by)


def test_the_name_that_one_of_two_joined_voices_had_stays(world, by, transcript):
    listen(world, by)
    first, second = voice(transcript, 1), voice(transcript, 2)
    actions.name_speaker(second, attendance=world.mother, by=by)

    actions.join_voices(second, into=first, by=by)

    first.refresh_from_db()
    assert (first.attendance, first.confirmed_by) == (world.mother, by)


def test_minutes_that_were_drafted_before_follow_a_joined_voice(world, by, transcript):
    listen(world, by)
    first, second = voice(transcript, 1), voice(transcript, 2)
    actions.join_voices(second, into=first, by=by)
    actions.name_speaker(first, attendance=world.mother, by=by)

    names = Names(world.conference)

    assert names.of({"speaker_id": str(second.pk), "speaker": "Speaker 2"}).name == "Kelly Hartley"
    assert names.to_name() == set()


def test_lines_go_to_whoever_said_them(world, by, transcript):
    listen(world, by)
    lines = list(transcript.segments.filter(index__in=[0, 2]))

    actions.reassign_lines(transcript, lines=lines, to=voice(transcript, 2), by=by)

    assert {label for label, _ in said(transcript)} == {"Speaker 2"}
    event = AuditEvent.objects.get(verb="lines.reassigned")
    assert event.details["lines"] == 2


def test_lines_can_go_to_a_new_voice(world, by, transcript):
    listen(world, by)

    made = actions.reassign_lines(transcript, lines=[transcript.segments.first()], to=None, by=by)

    assert (made.label, made.order) == ("Speaker 3", 3)
    assert said(transcript)[0] == ("Speaker 3", "I am their mum.")


def test_lines_are_moved_only_after_listening_and_only_within_a_recording(world, by, transcript):
    line, other = transcript.segments.first(), Transcript.objects.create(
        key=VaultKey.objects.fresh(), recording=world.recording, asked_by=by
    )  # fmt: skip
    stranger = Speaker.objects.create(transcript=other, label="Speaker 1", order=1)
    with pytest.raises(Conflict, match="Listen to at least one"):
        actions.reassign_lines(transcript, lines=[line], to=None, by=by)
    listen(world, by)

    with pytest.raises(Conflict, match="lines of this recording"):
        actions.reassign_lines(other, lines=[line], to=None, by=by)
    with pytest.raises(Conflict, match="voice of the same recording"):
        actions.reassign_lines(transcript, lines=[line], to=stranger, by=by)


def test_a_line_is_cut_where_somebody_else_begins(world, by, transcript):
    listen(world, by)
    line = transcript.segments.get(index=1)

    actions.split_line(line, at=3, to=voice(transcript, 1), by=by)

    assert said(transcript) == [
        ("Speaker 1", "I am their mum."),
        ("Speaker 2", "Would you start?"),
        ("Speaker 1", "Yes, I will."),
        ("Speaker 1", "Thank you."),
    ]
    first, second = transcript.segments.filter(index__in=[1, 2])
    assert (first.end_ms, second.start_ms) == (12_900, 13_000)
    assert [row.index for row in transcript.segments.all()] == [0, 1, 2, 3]


@pytest.mark.parametrize("at", [0, 6, 60])
def test_a_line_is_never_cut_into_nothing(world, by, transcript, at):
    listen(world, by)

    with pytest.raises(Conflict, match="after the first one"):
        actions.split_line(transcript.segments.get(index=1), at=at, to=None, by=by)

    assert transcript.segments.count() == 3


@pytest.fixture
def chair(by, sign_in):
    return sign_in(by)


def page(transcript):
    return reverse("transcription:transcript", args=[transcript.pk])


def test_the_page_joins_moves_and_splits(world, by, transcript, chair):
    listen(world, by)
    first, second = voice(transcript, 1), voice(transcript, 2)
    line = transcript.segments.get(index=1)

    shown = chair.get(page(transcript)).text
    asked = chair.get(reverse("transcription:line", args=[line.pk])).text
    chair.post(reverse("transcription:line", args=[line.pk]), {"at": 3, "voice": ""})
    chair.post(
        reverse("transcription:lines", args=[transcript.pk]),
        {"lines": [str(transcript.segments.get(index=0).pk)], "voice": str(second.pk)},
    )
    chair.post(reverse("transcription:speaker_join", args=[second.pk]), {"into": str(first.pk)})

    assert "Move the ticked lines" in shown
    assert "Where does somebody else begin?" in asked
    assert said(transcript)[2] == ("Speaker 3", "Yes, I will.")
    assert {label for label, _ in said(transcript)} == {"Speaker 1", "Speaker 3"}
    assert "Speaker 2" not in chair.get(page(transcript)).text


def test_the_page_says_what_is_missing(transcript, chair):
    moved = chair.post(reverse("transcription:lines", args=[transcript.pk]), {}, follow=True)
    joined = chair.post(
        reverse("transcription:speaker_join", args=[voice(transcript, 1).pk]), {"into": ""}, follow=True
    )
    split = chair.post(reverse("transcription:line", args=[transcript.segments.get(index=1).pk]), {})

    assert "Tick the lines first" in moved.text
    assert "Choose which other voice" in joined.text
    assert split.status_code == 400
    assert "Choose the word at which they begin" in split.text


def test_the_api_does_the_same(world, by, transcript, chair):
    listen(world, by)
    first, second = voice(transcript, 1), voice(transcript, 2)
    where = reverse("transcription-api:lines", args=[transcript.pk])
    json = {"content_type": "application/json"}

    rows = chair.get(where).json()
    split = chair.post(reverse("transcription-api:line_split", args=[rows[1]["id"]]), {"at": 3}, **json)
    moved = chair.post(where, {"lines": [rows[0]["id"]], "voice": str(second.pk)}, **json)
    joined = chair.post(
        reverse("transcription-api:speaker_join", args=[second.pk]), {"into": str(first.pk)}, **json
    )
    name = reverse("transcription-api:speaker_name", args=[first.pk])
    chair.post(name, {"attendance": str(world.mother.pk)}, **json)
    unnamed = chair.post(reverse("transcription-api:speaker_unname", args=[first.pk]), {}, **json)
    shown = chair.get(reverse("transcription-api:transcript", args=[transcript.pk])).json()

    assert [row["text"] for row in rows] == list(TEXTS)
    assert (split.status_code, split.json()["text"]) == (201, "Yes, I will.")
    assert moved.json()["id"] == str(second.pk)
    assert joined.json()["id"] == str(first.pk)
    assert unnamed.json()["attendance"] is None
    assert [row["label"] for row in shown["speakers"]] == ["Speaker 1", "Speaker 3"]
