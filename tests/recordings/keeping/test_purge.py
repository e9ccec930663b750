"""manage.py purge: what needs no person goes, recordings are only put before the people who end them."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from access.models import AuditEvent
from recordings import actions, tasks
from recordings.models import Destruction, Fault, Upload
from recordings.vault import store
from tests import factories
from tests.recordings.keeping import made
from transcription.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_ledger(settings, tmp_path):
    settings.ERASURE_LEDGER = tmp_path / "destroyed-keys"


def purge(capsys):
    call_command("purge")
    return json.loads(capsys.readouterr().out)


def test_what_is_due_is_listed_once_and_never_destroyed(capsys):
    made.rule()
    due, held = made.sealed_recording(), made.sealed_recording()
    actions.place_hold(held.conference, reason="court", note="A letter", by=made.governance())
    made.sealed_recording(factories.conference())

    first, again = purge(capsys), purge(capsys)

    assert (first["listed"], first["stopped"]) == ([str(due.pk)], [str(held.pk)])
    assert again["listed"] == []
    listed = Destruction.objects.get()
    assert (listed.recording, listed.state, listed.proposed_by) == (due, "due", None)
    assert made.heard(due) == made.SOUND
    assert AuditEvent.objects.get(verb="destruction.due").actor_role == "service"


def test_the_worker_does_the_same_each_day(settings):
    made.rule()
    due = made.sealed_recording()

    tasks.purge()

    assert Destruction.objects.get().recording == due
    assert "recordings.tasks.purge" in [one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()]


def test_rows_that_go_by_themselves_go_in_their_time(capsys):
    now = timezone.now()
    for days in (89, 91):
        Job.objects.create(
            kind="transcribe", subject=factories.child().pk, state="done", run_after=now,
            finished_at=now - timedelta(days=days),
        )  # fmt: skip
    Fault.objects.create(place="blobs", row=factories.child().pk, reason="missing")

    answer = purge(capsys)

    assert answer["deleted"].items() >= {"transcription.Job": 1, "recordings.Fault": 0}.items()
    assert Job.objects.count() == 1


def test_an_object_that_lost_its_key_while_it_was_written_leaves_the_storage(
    capsys, django_capture_on_commit_callbacks
):
    recording = made.sealed_recording()
    recording.key.destroy()

    with django_capture_on_commit_callbacks(execute=True):
        assert purge(capsys)["unreadable"] == 1

    with pytest.raises(FileNotFoundError):
        store.place().size(recording.blob)


def test_an_abandoned_upload_is_destroyed(capsys):
    conference = factories.conference()
    upload = actions.begin_upload(conference, filename="a.wav", length=9, by=conference.chair)
    Upload.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    assert purge(capsys)["uploads"] == 1

    upload.key.refresh_from_db()
    assert upload.key.wrapped is None
