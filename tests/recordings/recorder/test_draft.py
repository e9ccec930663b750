"""What a recording in parts does to the draft: a gap stays a gap, and nothing is drafted before the end."""

from datetime import timedelta

import pytest

from access.roles import Role
from minutes import saving, text
from minutes.models import Minutes
from minutes.tasks import start_due_drafts
from recordings.models import Recording
from tests import factories
from tests.minutes import made
from tests.recordings.recorder.made import Recorder, webm

pytestmark = pytest.mark.django_db
TEN = factories.moment("2026-11-05T10:00")


def drafted(conference, *recordings):
    """The open and the restricted words of the first draft of these recordings."""
    Recording.objects.exclude(pk__in=[one.pk for one in recordings]).delete()
    for one in recordings:
        made.transcript(conference, made.small_words(), recording=one)
    start_due_drafts()
    newest = saving.newest(Minutes.objects.get(conference=conference))
    return [
        [sentence["text"] for sentence in text.sentences(side)]
        for side in (newest.content, newest.restricted)
    ]


def part(conference, order, minutes, **more):
    began = TEN + timedelta(minutes=minutes)
    return factories.recording(
        conference, order=order, started_at=began, duration_ms=120_000, fingerprint=str(order) * 64, **more
    )


def test_a_pause_and_the_time_between_two_recordings_stand_in_the_draft(world):
    pause = {"at_ms": 9000, "from": "2026-11-05T10:00:30+00:00", "to": "2026-11-05T10:03:30+00:00"}

    said, _ = drafted(
        world.conference, part(world.conference, 0, 0, pauses=[pause]), part(world.conference, 1, 10)
    )

    assert "[not recorded 10:00 to 10:03]" in said
    assert "[not recorded 10:05 to 10:10]" in said
    assert said.index("[not recorded 10:00 to 10:03]") < said.index("[not recorded 10:05 to 10:10]")


def test_how_long_a_restricted_part_was_does_not_stand_in_the_open_text(world):
    parts = [part(world.conference, 0, 0), part(world.conference, 1, 5, restricted=True)]

    said, _ = drafted(world.conference, *parts, part(world.conference, 2, 20))

    assert not [words for words in said if "not recorded" in words]


def test_a_pause_of_a_restricted_part_stands_there(world):
    pause = {"at_ms": 9000, "from": "2026-11-05T10:00:30+00:00", "to": None}

    said, apart = drafted(world.conference, part(world.conference, 0, 0, restricted=True, pauses=[pause]))

    assert (said, "[not recorded 10:00 to 10:00]" in apart) == ([], True)


def test_nothing_is_drafted_while_the_meeting_is_still_recorded(world, sign_in):
    made.transcript(world.conference, made.small_words(), recording=world.recording)
    recorder = Recorder(sign_in(world.people[Role.CHAIR]), world.conference)
    recorder.sends(recorder.begins(), webm())

    assert start_due_drafts() == 0
