"""Real Celery workers, killed and stopped in the middle of a recording: nothing lost, nothing done twice."""

import os
import shutil
import uuid

import psycopg
import pytest

from tests.transcription.worker import Works, kill

pytestmark = [pytest.mark.speech, pytest.mark.slow]

MIDDLE = 150_000
SERVERS = {
    "a folder and SQLite": {},
    "RabbitMQ and PostgreSQL": {
        "BROKER_URL": os.environ.get("TESTS_RABBITMQ_URL"),
        "DATABASE_URL": os.environ.get("TESTS_POSTGRES_URL"),
    },
}


@pytest.fixture(params=SERVERS)
def works(request, tmp_path):
    settings = SERVERS[request.param]
    if None in settings.values():
        pytest.fail("This needs the servers that ./test starts.")
    if settings:
        settings = {**settings, "DATABASE_URL": fresh_database(settings["DATABASE_URL"])}
    made = Works(tmp_path, **settings).start()
    yield made
    made.stop()


def fresh_database(url):
    """A database of its own on the server that ./test started."""
    name = f"worker_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{url.rpartition('/')[0]}/{name}"


@pytest.fixture
def folder_works(tmp_path):
    made = Works(tmp_path).start()
    yield made
    made.stop()


def is_done(job):
    return job["state"] == "done"


def in_the_middle(job):
    return job["done"] > MIDDLE


def test_a_worker_killed_in_the_middle_loses_nothing_and_repeats_no_finished_chunk(works):
    works.ask("recorded('conference_dev')")
    worker = works.start_worker()
    works.until("job()", in_the_middle)

    kill(worker)
    before = works.ask("chunks()")
    works.start_worker()
    job = works.until("job()", is_done, seconds=600)

    after = works.ask("chunks()")
    assert job["attempt"] == 2
    assert before == after[: len(before)]
    assert len(before) < len(after)
    assert [chunk[0] for chunk in after] == list(range(len(after)))
    assert {chunk[1] for chunk in after} == {1}
    assert works.ask("AuditEvent.objects.filter(verb='transcript.finished').count()") == 1


def test_two_workers_told_of_the_same_job_do_it_once(works):
    works.ask("recorded('conference_short')")
    works.worker_without_beat()
    works.worker_without_beat()

    works.ask("[jobs.send(row.pk) for row in Job.objects.all() for _ in range(4)]")
    job = works.until("job()", is_done)

    assert job["attempt"] == 1
    assert {chunk[1] for chunk in works.ask("chunks()")} == {1}
    assert works.ask("AuditEvent.objects.filter(verb='transcript.finished').count()") == 1


def test_a_person_stops_it_in_the_middle_and_it_goes_on_from_there(folder_works):
    folder_works.ask("recorded('conference_dev')")
    folder_works.start_worker()
    folder_works.until("job()", in_the_middle)

    folder_works.ask("cancel()")
    folder_works.until("job()", lambda job: job["state"] == "cancelled", seconds=20)
    kept = folder_works.ask("chunks()")
    folder_works.ask("retry()")
    folder_works.until("chunks()", lambda chunks: len(chunks) > len(kept))

    assert folder_works.ask("chunks()")[: len(kept)] == kept
    assert folder_works.ask("job()")["attempt"] == 1


def test_a_lost_message_is_sent_again_by_the_sweep(folder_works):
    folder_works.ask("recorded('conference_short')")
    shutil.rmtree(folder_works.data / "broker" / "messages")
    folder_works.ask("Job.objects.update(sent_at=None)")

    folder_works.start_worker()

    assert folder_works.until("job()", is_done)["attempt"] == 1


def test_the_words_have_voices_with_suggestions_that_nobody_has_confirmed(folder_works):
    folder_works.ask("recorded('conference_short')")
    folder_works.start_worker()
    folder_works.until("job()", is_done)

    voices = folder_works.ask("[[one.attendance_id, one.suggestion] for one in Speaker.objects.all()]")

    assert len(voices) == 8
    assert {attendance for attendance, _ in voices} == {None}
    assert any("Priya Nair" in sentence for _, sentence in voices)


def shared(hands):
    return len(hands) > 1 and min(hands) > 0


def test_two_workers_share_one_recording_and_make_the_words_of_one(works):
    works.ask("recorded('conference_dev', seconds=600)")
    alone = works.start_worker()
    works.until("job()", is_done, seconds=600)
    expected = works.ask("words()")
    works.worker_without_beat()

    works.ask("again()")
    works.until("job()", is_done, seconds=600)

    assert alone.poll() is None
    assert shared(works.ask("hands()"))
    assert works.ask("words()") == expected
    assert works.ask("job()")["attempt"] == 1
    assert {chunk[1] for chunk in works.ask("chunks()")} == {1}
    assert works.ask("AuditEvent.objects.filter(verb='transcript.finished').count()") == 2


@pytest.mark.parametrize("killed", ["who has the job", "who helps"])
def test_of_two_workers_one_is_killed_and_nothing_is_lost_or_done_twice(folder_works, killed):
    folder_works.ask("recorded('conference_dev', seconds=600)")
    first = folder_works.start_worker()
    folder_works.until("job()", lambda job: job["state"] == "running")
    second = folder_works.worker_without_beat()
    folder_works.until("hands()", shared)

    kill(first if killed == "who has the job" else second)
    before = folder_works.ask("chunks()")
    if killed == "who has the job":
        folder_works.start_worker()
    job = folder_works.until("job()", is_done, seconds=600)

    after = folder_works.ask("chunks()")
    assert job["attempt"] == (2 if killed == "who has the job" else 1)
    assert [chunk for chunk in after if chunk in before] == before
    assert [chunk[0] for chunk in after] == list(range(len(after)))
    assert {chunk[1] for chunk in after} == {1}


def test_who_helps_stops_within_seconds_when_a_person_stops_the_work(folder_works):
    folder_works.ask("recorded('conference_dev', seconds=600)")
    folder_works.start_worker()
    folder_works.worker_without_beat()
    folder_works.until("hands()", shared)

    folder_works.ask("cancel()")
    folder_works.until("job()", lambda job: job["state"] == "cancelled", seconds=20)
    folder_works.until("sharing.workers_on(Transcript.objects.get())", lambda there: there == 0, seconds=20)
    kept = folder_works.ask("chunks()")

    assert folder_works.ask("chunks()") == kept


def test_who_helps_leaves_for_another_recording_that_waits(folder_works):
    folder_works.ask("recorded('conference_dev', seconds=600)")
    folder_works.start_worker()
    folder_works.worker_without_beat()
    folder_works.until("hands()", shared)

    folder_works.ask("recorded('conference_short')")

    both = "Job.objects.filter(state='running').count()"
    folder_works.until(both, lambda running: running == 2, seconds=60)


def test_a_worker_without_its_model_does_not_start_and_says_what_to_do(tmp_path):
    works = Works(tmp_path, SPEECH_MODEL="/no/model")

    worker = works.worker_without_beat()
    code = worker.wait(60)

    assert code == 1
    said = (works.logs / "worker0.log").read_text()
    assert "There is no speech model '/no/model'" in said
    assert "SPEECH_MODEL=none" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("device", "why"),
    [("cuda", "SPEECH_DEVICE is cuda, and there is no such GPU"), ("gpu", "it can be cpu or cuda")],
)
def test_a_worker_without_its_gpu_does_not_start_and_says_so(tmp_path, device, why):
    """The machines of the tests have none."""
    works = Works(tmp_path, SPEECH_DEVICE=device)

    worker = works.worker_without_beat()
    code = worker.wait(60)

    said = (works.logs / "worker0.log").read_text()
    assert code == 1
    assert why in said
    assert "Traceback" not in said


def test_a_worker_that_is_told_of_no_model_starts_and_says_so_of_a_recording(tmp_path):
    works = Works(tmp_path, SPEECH_MODEL="none").start()
    try:
        works.ask("recorded('conference_short')")
        works.worker_without_beat()

        job = works.until("job()", lambda job: job["state"] == "dead", seconds=60)
    finally:
        works.stop()

    assert job["reason"] == "no_model"


def test_a_worker_that_only_sends_mail_needs_no_model_and_never_helps_with_a_recording(tmp_path):
    """It has a way out, so nothing of a recording may come to it."""
    works = Works(tmp_path, SPEECH_MODEL="/no/model")
    worker = works.worker_without_beat("--queues", "post")

    log = works.logs / "worker0.log"
    try:
        works.wait_until(lambda: "tasks ready for everything but recordings" in log.read_text(), "the worker")
    finally:
        kill(worker)
