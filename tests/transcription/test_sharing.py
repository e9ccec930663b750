"""One recording among several workers: a chunk is taken once, held by a lease, kept by who holds it."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from access.roles import Role
from tests import factories
from transcription import actions, jobs, progress, sharing, transcribing
from transcription.models import Chunk, Job, Transcript
from transcription.sharing import CutDiffers, Part

pytestmark = pytest.mark.django_db

PAST = timedelta(seconds=1)
HEARD = [{"text": "Good morning.", "words": [], "start": 0.0, "end": 1.0, "flags": [], "speaker": ""}]


@pytest.fixture
def owner(world):
    world.recording.duration_ms = 600_000
    world.recording.save()
    transcript = actions.queue(world.recording, by=world.people[Role.CHAIR])
    job = jobs.claim(Job.objects.get(subject=transcript.pk).pk)
    Transcript.objects.update(model_sha256="0" * 64, compute_type="int8")
    return part_of(job, job.worker)


@pytest.fixture
def helper(owner):
    return part_of(owner.job, jobs.worker_name())


def part_of(job, worker):
    return Part(job, Transcript.objects.with_keys().get(pk=job.subject), worker)


def take(part, index):
    return part.take(index, start_ms=20_000 * index, end_ms=20_000 * (index + 1))


def let_the_leases_run_out():
    Chunk.objects.filter(finished_at=None).update(lease_until=timezone.now() - PAST)


def done_of(part):
    return Job.objects.get(pk=part.job.pk).done


def test_a_chunk_is_taken_once(owner, helper):
    assert take(owner, 0)
    assert not take(helper, 0)
    assert take(helper, 1)


def test_a_chunk_that_is_done_is_not_taken_again(owner, helper):
    take(helper, 0)
    helper.keep(0, HEARD)
    let_the_leases_run_out()

    assert not take(owner, 0)
    assert not take(helper, 0)


def test_a_chunk_whose_worker_fell_silent_goes_to_the_next_and_is_kept_once(owner, helper):
    take(helper, 0)
    let_the_leases_run_out()

    assert sharing.left_behind(owner.transcript).count() == 1
    assert take(owner, 0)
    helper.keep(0, HEARD)
    assert sharing.unfinished(owner.transcript).count() == 1
    owner.keep(0, HEARD)

    assert [chunk.times_done for chunk in Chunk.objects.all()] == [1]


def test_renewing_keeps_the_chunks_in_hand_and_only_the_owners_job(owner, helper):
    take(helper, 0)
    let_the_leases_run_out()
    Job.objects.update(lease_until=timezone.now() - PAST)

    helper.renew()

    assert not sharing.left_behind(owner.transcript).exists()
    assert Job.objects.get().lease_until < timezone.now()


def test_what_a_worker_lets_go_of_is_free_at_once_and_what_it_has_done_stays(owner, helper):
    take(helper, 0), take(helper, 1)
    helper.keep(0, HEARD)

    helper.let_go()

    assert take(owner, 1)
    assert not take(owner, 0)


@pytest.mark.parametrize("end", [jobs.cancel, jobs.stop, jobs.give_back])
def test_who_helps_writes_nothing_once_the_work_was_ended(owner, helper, end):
    take(helper, 0)
    end(owner.job)

    with pytest.raises(jobs.Lost):
        helper.keep(0, HEARD)
    assert helper.ended() == "lost"
    assert [chunk.heard for chunk in Chunk.objects.all()] == [None]


def test_who_helps_goes_on_when_another_worker_takes_the_job_over(owner, helper):
    take(helper, 0)
    Job.objects.update(lease_until=timezone.now() - PAST)
    jobs.claim(owner.job.pk)

    helper.keep(0, HEARD)

    assert helper.ended() == ""
    with pytest.raises(jobs.Lost):
        owner.hold()


def test_a_worker_that_cuts_elsewhere_does_not_help(owner, helper):
    take(owner, 0)

    with pytest.raises(CutDiffers):
        helper.take(0, start_ms=0, end_ms=19_000)


def test_how_far_it_is_leaves_out_what_is_still_in_hand(owner, helper):
    take(owner, 0), take(helper, 1)
    helper.keep(1, HEARD)
    assert done_of(owner) == 20_000

    owner.keep(0, HEARD)
    assert done_of(owner) == 40_000


def test_a_clock_set_back_does_not_keep_a_chunk_for_a_worker_that_died(owner, helper):
    take(helper, 0)
    Chunk.objects.update(lease_until=timezone.now() + timedelta(hours=3))

    sharing.put_right()

    assert Chunk.objects.get().lease_until < timezone.now() + 2 * jobs.lease()


def test_the_time_left_counts_what_all_workers_do(owner, helper):
    """Two workers, each ten times as fast as speech: five minutes of sound are fifteen seconds of work."""
    began = timezone.now() - timedelta(minutes=2)
    for index in range(15):
        part = (owner, helper)[index % 2]
        take(part, index)
        part.keep(index, HEARD)
        at = began + timedelta(seconds=2 * (index // 2 + 1))
        Chunk.objects.filter(index=index).update(finished_at=at)
    Job.objects.update(started_at=began)

    left = progress.time_left(owner.transcript, Job.objects.get(), now=at)

    assert left.total_seconds() == pytest.approx(15, abs=2)


@pytest.mark.parametrize(
    ("sha256", "compute_type", "kept"),
    [("0" * 64, "int8", 1), ("1" * 64, "int8", 0), ("0" * 64, "float16", 0)],
    ids=["the same", "another model", "other numbers"],
)
def test_another_attempt_goes_on_with_what_the_same_model_has_heard(owner, sha256, compute_type, kept):
    take(owner, 0)
    owner.keep(0, HEARD)

    owner.begin({"name": "base", "sha256": sha256, "compute_type": compute_type})

    assert Chunk.objects.count() == kept
    transcript = Transcript.objects.get()
    assert (transcript.model_sha256, transcript.compute_type) == (sha256, compute_type)


@pytest.fixture
def here(settings):
    settings.SPEECH_MODEL = "tiny.en"


def test_a_free_worker_helps_where_there_is_sound_that_nobody_has_taken(owner, here):
    assert transcribing.to_help() is None, "it was begun before, and nobody is at it now"
    take(owner, 0)

    found = transcribing.to_help()

    assert found.job == owner.job
    assert not found.owns


def test_it_helps_from_the_first_moment(owner, here):
    Transcript.objects.update(model_sha256="")

    assert transcribing.to_help().job == owner.job


def test_nobody_joins_for_the_last_minute(owner, here):
    owner.take(0, start_ms=0, end_ms=560_000)

    assert transcribing.to_help() is None


def test_help_goes_where_the_fewest_are_at_work(owner, helper, here, world):
    take(owner, 0), take(helper, 1)
    other = actions.queue(
        factories.recording(world.conference, duration_ms=600_000), by=world.people[Role.CHAIR]
    )
    job = jobs.claim(Job.objects.get(subject=other.pk).pk)
    Transcript.objects.update(model_sha256="0" * 64)
    take(part_of(job, job.worker), 0)

    assert transcribing.to_help().job == job


def test_nobody_helps_with_what_was_cancelled(owner, here):
    take(owner, 0)
    jobs.cancel(owner.job)

    assert transcribing.to_help() is None


@pytest.mark.django_db(transaction=True)
def test_of_many_who_take_a_chunk_at_the_same_moment_one_gets_it(owner):
    together, won = threading.Barrier(6), []

    def one():
        part = part_of(owner.job, jobs.worker_name())
        together.wait()
        won.append([take(part, index) for index in range(5)])
        connection.close()

    threads = [threading.Thread(target=one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [sum(got) for got in zip(*won, strict=True)] == [1] * 5
