"""The life of a job: claimed once, held by a lease, fenced, swept, and dead after three attempts."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from access.errors import Conflict
from transcription import jobs
from transcription.models import Job

pytestmark = pytest.mark.django_db

PAST = timedelta(seconds=1)


@pytest.fixture
def job():
    return jobs.add("transcribe", uuid.uuid4(), total=1000)


def let_the_lease_run_out(job):
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - PAST)


def test_a_job_is_claimed_once(job):
    claimed = jobs.claim(job.pk)

    assert claimed.attempt == 1
    assert jobs.claim(job.pk) is None


def test_a_job_whose_worker_fell_silent_is_claimed_by_the_next(job):
    first = jobs.claim(job.pk)
    let_the_lease_run_out(job)

    second = jobs.claim(job.pk)

    assert second.attempt == 2
    assert second.worker != first.worker


def test_a_worker_that_lost_its_job_writes_nothing(job):
    first = jobs.claim(job.pk)
    let_the_lease_run_out(job)
    second = jobs.claim(job.pk)

    with pytest.raises(jobs.Lost):
        jobs.hold(first, done=700)
    with pytest.raises(jobs.Lost):
        jobs.finish(first)
    jobs.hold(second, done=300)

    assert Job.objects.get(pk=job.pk).done == 300


def test_holding_a_job_renews_its_lease(job):
    claimed = jobs.claim(job.pk)
    let_the_lease_run_out(job)

    jobs.hold(claimed)

    assert Job.objects.get(pk=job.pk).lease_until > timezone.now()


def test_a_failed_attempt_waits_before_the_next(job):
    jobs.fail(jobs.claim(job.pk), reason="speech_stopped")

    row = Job.objects.get(pk=job.pk)
    assert (row.state, row.reason) == ("waiting", "speech_stopped")
    assert row.run_after > timezone.now()
    assert jobs.claim(job.pk) is None


def test_after_three_attempts_a_job_is_dead_and_says_why(job):
    for _ in range(3):
        Job.objects.filter(pk=job.pk).update(run_after=timezone.now())
        jobs.fail(jobs.claim(job.pk), reason="speech_stopped")

    row = Job.objects.get(pk=job.pk)
    assert (row.state, row.attempt, row.reason) == ("dead", 3, "speech_stopped")


def test_what_trying_again_cannot_help_is_dead_at_once(job):
    jobs.fail(jobs.claim(job.pk), reason="unreadable", for_good=True)

    assert Job.objects.get(pk=job.pk).state == "dead"


def test_a_job_lost_three_times_is_buried_by_the_sweep(job):
    for _ in range(3):
        jobs.claim(job.pk)
        let_the_lease_run_out(job)

    jobs.sweep()

    row = Job.objects.get(pk=job.pk)
    assert (row.state, row.reason) == ("dead", "worker_lost")


def test_a_person_has_a_dead_job_tried_again(job):
    jobs.fail(jobs.claim(job.pk), reason="no_model", for_good=True)

    jobs.retry(job)

    assert jobs.claim(job.pk).attempt == 1


def test_a_job_that_is_not_stopped_cannot_be_tried_again(job):
    with pytest.raises(Conflict):
        jobs.retry(job)


def test_a_waiting_job_is_cancelled_at_once(job):
    jobs.cancel(job)

    assert Job.objects.get(pk=job.pk).state == "cancelled"
    assert jobs.claim(job.pk) is None


def test_a_running_job_is_asked_to_stop_and_its_worker_ends_it(job):
    claimed = jobs.claim(job.pk)

    jobs.cancel(job)
    asked = jobs.is_cancelled(claimed)
    jobs.stop(claimed)

    assert asked
    assert Job.objects.get(pk=job.pk).state == "cancelled"


def test_a_cancelled_job_whose_worker_died_is_ended_by_the_sweep(job):
    jobs.claim(job.pk)
    jobs.cancel(job)
    let_the_lease_run_out(job)

    jobs.sweep()

    assert Job.objects.get(pk=job.pk).state == "cancelled"


def test_a_finished_job_cannot_be_cancelled(job):
    jobs.finish(jobs.claim(job.pk))

    with pytest.raises(Conflict):
        jobs.cancel(job)


def test_a_job_given_back_by_a_worker_that_shuts_down_was_no_attempt(job):
    jobs.give_back(jobs.claim(job.pk))

    assert jobs.claim(job.pk).attempt == 1


def test_the_sweep_sends_what_is_due_and_not_what_was_just_sent(job):
    sent = jobs.sweep(), jobs.sweep()

    assert sent == (1, 0)


def test_the_sweep_sends_a_lost_message_again(job):
    jobs.sweep()
    Job.objects.filter(pk=job.pk).update(sent_at=timezone.now() - jobs.SEND_AGAIN_AFTER - PAST)

    assert jobs.sweep() == 1


def test_the_sweep_sends_a_job_whose_worker_fell_silent(job):
    jobs.claim(job.pk)
    let_the_lease_run_out(job)

    assert jobs.sweep() == 1


FAR = timedelta(hours=3)


def test_a_clock_set_forward_lets_another_worker_on_and_the_first_writes_nothing(job, monkeypatch):
    first = jobs.claim(job.pk)
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + FAR)

    jobs.sweep()
    second = jobs.claim(job.pk)

    assert second.attempt == 2
    with pytest.raises(jobs.Lost):
        jobs.finish(first)
    jobs.finish(second)
    assert Job.objects.get(pk=job.pk).state == "done"


def test_a_clock_set_back_does_not_keep_a_job_for_a_worker_that_died(job):
    jobs.claim(job.pk)
    Job.objects.update(lease_until=timezone.now() + FAR, sent_at=timezone.now() + FAR)

    jobs.sweep()
    row = Job.objects.get(pk=job.pk)

    assert row.lease_until < timezone.now() + 2 * jobs.lease()
    let_the_lease_run_out(job)
    assert jobs.sweep() == 1
    assert jobs.claim(job.pk).attempt == 2


def test_a_clock_set_back_does_not_take_a_job_from_a_worker_that_lives(job):
    claimed = jobs.claim(job.pk)
    Job.objects.update(lease_until=timezone.now() + FAR)

    jobs.sweep()

    assert jobs.claim(job.pk) is None
    jobs.hold(claimed, done=100)


def test_a_clock_set_back_does_not_make_a_waiting_job_wait_for_hours(job):
    Job.objects.update(run_after=timezone.now() + FAR)

    jobs.sweep()

    assert jobs.claim(job.pk)


def test_the_most_urgent_job_comes_first_and_then_the_oldest(job):
    urgent = jobs.add("transcribe", uuid.uuid4(), priority=1)
    jobs.add("transcribe", uuid.uuid4())

    order = []
    while (pk := jobs.most_urgent()) is not None:
        order.append(pk)
        jobs.claim(pk)

    assert order[:2] == [urgent.pk, job.pk]


@pytest.mark.django_db(transaction=True)
def test_of_many_who_claim_at_the_same_moment_one_gets_it():
    job = jobs.add("transcribe", uuid.uuid4())
    together, won = threading.Barrier(6), []

    def claim():
        together.wait()
        won.append(jobs.claim(job.pk))
        connection.close()

    threads = [threading.Thread(target=claim) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len([claimed for claimed in won if claimed]) == 1
