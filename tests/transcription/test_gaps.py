"""Where nobody's words are: silence with its times, unclear speech, several people at once."""

from typing import NamedTuple

import pytest
from django.urls import reverse
from django.utils import timezone

from access.roles import Role
from minutes import saving, text
from minutes.models import Minutes
from minutes.tasks import start_due_drafts
from tests import factories
from tests.minutes import made
from transcription.engine.words import Segment, Word, segment
from transcription.gaps import gaps, words
from transcription.models import Transcript


class Turn(NamedTuple):
    start: float
    end: float
    speaker: str


def said(start, end):
    return segment([Word(word="Yes.", start=start, end=end, probability=0.9)])


def found(lines: list[Segment], turns: list[Turn], *, seconds=100.0, voiced=()):
    return [
        (gap["kind"], gap["start"], gap["end"]) for gap in gaps(lines, turns, voiced=voiced, seconds=seconds)
    ]


def test_a_long_silence_is_said_with_its_times_and_a_pause_is_not():
    turns = [Turn(0, 20, "Speaker 1"), Turn(24, 30, "Speaker 2")]

    assert found([said(0, 20), said(24, 30)], turns) == [("no_speech", 30, 100)]


def test_a_silence_reads_as_hours_minutes_and_seconds():
    assert words({"kind": "no_speech", "start": 724, "end": 778.9}) == "[no speech 00:12:04 to 00:12:58]"
    assert words({"kind": "no_speech", "start": 3600, "end": 7325}) == "[no speech 01:00:00 to 02:02:05]"


def test_speech_without_words_is_unclear():
    turns = [Turn(0, 5, "Speaker 1"), Turn(8, 11, "Speaker 2"), Turn(14, 100, "Speaker 1")]

    assert found([said(0, 5), said(14, 100)], turns) == [("unclear", 8, 11)]


def test_a_cough_or_a_word_that_is_a_little_off_is_not_unclear():
    turns = [Turn(0, 6.2, "Speaker 1"), Turn(7, 7.5, "Speaker 2"), Turn(9, 100, "Speaker 1")]

    assert found([said(0, 5.5), said(9.5, 100)], turns) == []


def test_where_voices_could_not_be_told_apart_only_long_sound_without_words_is_unclear():
    voiced = [(0.0, 20.0), (40.0, 41.0), (60.0, 70.0)]

    kinds = found([said(0, 20)], [], voiced=voiced)

    assert [kind for kind, _, _ in kinds] == ["no_speech", "unclear", "no_speech"]
    assert kinds[1][1:] == (60, 70)


def test_two_voices_at_once_for_long_are_several_people_speaking():
    turns = [
        Turn(0, 50, "Speaker 1"),
        Turn(10, 12.5, "Speaker 2"),
        Turn(30, 30.5, "Speaker 2"),
        Turn(50, 100, "Speaker 3"),
    ]

    assert found([said(0, 100)], turns) == [("together", 10, 12.5)]
    assert words({"kind": "together", "start": 10, "end": 12.5}) == "[several people speaking]"


def test_one_voice_with_two_turns_at_a_time_is_not_several():
    turns = [Turn(0, 50, "Speaker 1"), Turn(10, 20, "Speaker 1")]

    assert found([said(0, 100)], turns) == []


def test_a_recording_without_a_word_or_a_voice_is_one_silence():
    assert found([], []) == [("no_speech", 0, 100)]


def with_gaps(world, *rows):
    """A finished transcript of the small meeting with these gaps in it."""
    transcript = made.transcript(world.conference, made.small_words(), recording=world.recording)
    transcript.gaps = [{"kind": kind, "start": start, "end": end} for kind, start, end in rows]
    transcript.finished_at = timezone.now()
    transcript.save()
    return transcript


@pytest.mark.django_db
def test_the_page_and_the_api_show_a_gap_as_nobody_s_words(world, sign_in):
    transcript = with_gaps(world, ("no_speech", 5.0, 25.0))
    client = sign_in(world.people[Role.CHAIR])

    page = client.get(reverse("transcription:transcript", args=[transcript.pk])).text
    answer = client.get(reverse("transcription-api:words", args=[transcript.pk])).json()

    assert "[no speech 00:00:05 to 00:00:25]" in page
    assert "nobody</span>" in page
    assert answer["gaps"] == [{"kind": "no_speech", "start": 5.0, "end": 25.0}]
    assert not any("[no speech" in line["text"] for line in answer["segments"])


def drafted(world):
    start_due_drafts()
    return saving.newest(Minutes.objects.get(conference=world.conference))


def paragraphs_of(whole):
    return [paragraph for _, paragraph in text.paragraphs(whole)]


@pytest.mark.django_db
def test_in_the_draft_a_gap_is_a_paragraph_of_its_own_at_its_place(world):
    school = made.small_words().lines[1]
    middle = (school["start"] + school["end"]) / 2
    with_gaps(world, ("unclear", middle, middle + 2))

    paragraphs = paragraphs_of(drafted(world).content)

    place = next(n for n, one in enumerate(paragraphs) if one["sentences"][0]["text"] == "[unclear]")
    assert "81 per cent" in paragraphs[place - 1]["sentences"][-1]["text"]
    assert "kind boy" in paragraphs[place + 1]["sentences"][0]["text"]
    assert paragraphs[place]["speaker"] == ""
    assert len({paragraph["id"] for paragraph in paragraphs}) == len(paragraphs)


@pytest.mark.django_db
def test_a_gap_in_the_restricted_part_stays_in_it(world):
    second = made.small_words().lines[1]
    start, end = second["start"], second["end"]
    part = {"kind": "restricted", "start_ms": int(start * 1000), "end_ms": int(end * 1000)}
    factories.part(world.recording, **part)
    with_gaps(world, ("together", start + 0.1, end - 0.1))

    newest = drafted(world)

    assert "[several people speaking]" in [s["text"] for s in text.sentences(newest.restricted)]
    assert "[several people speaking]" not in [s["text"] for s in text.sentences(newest.content)]


@pytest.mark.django_db
def test_a_gap_before_the_first_words_and_a_transcript_without_gaps_change_nothing(world):
    with_gaps(world, ("no_speech", 0.0, 0.5))

    assert "[no speech" not in " ".join(s["text"] for s in text.sentences(drafted(world).content))
    assert Transcript.objects.get().gaps


@pytest.mark.django_db
def test_nobody_is_asked_to_name_a_gap_and_its_paragraph_has_no_name(world, sign_in):
    with_gaps(world, ("no_speech", 3.0, 4.0))
    drafted(world)

    minutes = Minutes.objects.get()
    page = sign_in(world.people[Role.CHAIR]).get(reverse("minutes:detail", args=[minutes.pk])).text

    assert "[no speech 00:00:03 to 00:00:04]" in page
    assert "<b>Nobody named</b>" not in page
