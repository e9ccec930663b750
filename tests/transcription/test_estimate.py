"""How long it still takes, as the page says it: how far it is off with slow workers."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from access.roles import Role
from transcription import actions, jobs, progress
from transcription.models import Chunk, Job

pytestmark = pytest.mark.django_db

LENGTH = 90 * 60  # seconds of a whole conference
CHUNK = 22


def timetable(pace, *, jitter, slower_after=1.0, seed=1):
    """When each chunk is finished, in seconds from the start: `pace` seconds of sound in each second."""
    random.seed(seed)
    at, found = 3.0, []
    for start in range(0, LENGTH, CHUNK):
        now = pace if start < slower_after * LENGTH else pace / 3
        at += CHUNK / now * random.uniform(1 - jitter, 1 + jitter)
        found.append((start, min(start + CHUNK, LENGTH), at))
    return found


@pytest.fixture
def said(world):
    """What the page would say after so much of the recording, beside what it then really took."""
    world.recording.duration_ms = 1000 * LENGTH
    world.recording.save()
    transcript = actions.queue(world.recording, by=world.people[Role.CHAIR])
    job = jobs.claim(Job.objects.get(subject=transcript.pk).pk)

    def at(share, times):
        began = timezone.now() - timedelta(days=1)
        Chunk.objects.all().delete()
        done = [row for row in times if row[1] <= share * LENGTH]
        for index, (start, end, seconds) in enumerate(done):
            Chunk.objects.create(
                transcript=transcript, index=index, start_ms=1000 * start, end_ms=1000 * end, heard=[],
                times_done=1, finished_at=began + timedelta(seconds=seconds),
            )  # fmt: skip
        jobs.hold(job, done=1000 * done[-1][1], started_at=began)
        row = Job.objects.get(pk=job.pk)
        left = progress.time_left(transcript, row, now=began + timedelta(seconds=done[-1][2]))
        return left.total_seconds(), times[-1][2] - done[-1][2]

    return at


def error(estimate):
    """How far it is off, as a share of what it really took; at most a minute is not wrong to anybody."""
    guessed, true = estimate
    return 0.0 if abs(guessed - true) < 60 else abs(guessed - true) / true


@pytest.mark.parametrize("pace", [20, 8, 3, 1.2])
@pytest.mark.parametrize("share", [0.1, 0.25, 0.5, 0.9])
def test_with_a_worker_of_any_speed_it_is_at_most_a_fifth_off(said, pace, share):
    times = timetable(pace, jitter=0.4)

    assert error(said(share, times)) < 0.2


@pytest.mark.parametrize("share", [0.5, 0.7, 0.9])
def test_a_worker_that_becomes_three_times_as_slow_is_believed_within_minutes(said, share):
    times = timetable(10, jitter=0.3, slower_after=0.4)

    assert error(said(share, times)) < 0.2


def test_what_was_done_in_an_attempt_before_does_not_count_as_speed(said):
    """Of three quarters that were there already, nothing is known about how fast this worker is."""
    first = [(start, end, -1000.0) for start, end, _ in timetable(5, jitter=0) if end <= 0.75 * LENGTH]
    rest = [(start, end, at - 810) for start, end, at in timetable(5, jitter=0) if end > 0.75 * LENGTH]

    assert error(said(0.85, first + rest)) < 0.2
