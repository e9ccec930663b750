"""What the worker does by itself: finishes what a crash interrupted, destroys what nobody came back to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.models import AuditEvent, User
from access.roles import Role
from recordings import actions, tasks
from recordings.audio.words import WARN_DAMAGED
from recordings.models import Recording, Upload
from recordings.uploads import Receiver, Superseded, finishing
from recordings.vault import store
from tests import factories
from tests.recordings.audio import sounds
from tests.recordings.audio.test_attacks import bomb

pytestmark = pytest.mark.django_db


@pytest.fixture
def upload():
    """A recording whose every byte has arrived, and about which nothing is decided yet."""
    return arrived(sounds.kind("wav", seconds=12))


def arrived(file, sent=None, conference=None):
    conference = conference or factories.conference()
    upload = actions.begin_upload(conference, filename="a.wav", length=len(file), by=conference.chair)
    receiver = Receiver(upload, offset=0)
    receiver.write(file[:sent])
    receiver.make_safe()
    return upload


def later(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep_uploads()


def test_an_upload_that_a_crash_left_undecided_becomes_a_recording(
    upload, django_capture_on_commit_callbacks
):
    later(django_capture_on_commit_callbacks)

    assert Recording.objects.get().pk == upload.pk
    assert not upload.staged.exists()


def test_it_does_so_from_every_step_it_may_have_stopped_at(upload, monkeypatch):
    class Killed(BaseException):
        pass

    def killed(*_, **__):
        raise Killed

    for module, name in (
        (finishing, "_close"), (finishing, "_fingerprint"), (finishing, "examine"),
        (finishing.store, "keep"), (finishing.actions, "receive_recording"),
    ):  # fmt: skip
        with monkeypatch.context() as patch:
            patch.setattr(module, name, killed)
            with pytest.raises(Killed):
                finishing.finish(upload.pk)

    tasks.sweep_uploads()

    recording = Recording.objects.get()
    assert store.open(recording.blob, recording.key, recording.pk, "audio").size == recording.size
    assert recording.key.blobs.count() == 1


def test_a_sender_who_lost_the_right_meanwhile_leaves_nothing_behind(upload):
    User.objects.filter(pk=upload.by_id).update(role=Role.IT)

    tasks.sweep_uploads()

    upload = Upload.objects.get()
    assert (upload.state, upload.reason, upload.key.wrapped) == ("refused", "not_allowed", None)
    assert not Recording.objects.exists()


def test_an_abandoned_upload_is_destroyed_and_in_the_end_forgotten(django_capture_on_commit_callbacks):
    upload = arrived(bytes(900_000), sent=600_000)
    Upload.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    later(django_capture_on_commit_callbacks)

    upload = Upload.objects.get()
    assert (upload.state, upload.tail, upload.key.wrapped, upload.staged.exists()) == (
        "ended",
        None,
        None,
        False,
    )
    assert AuditEvent.objects.filter(verb="upload.expired", on_id=str(upload.pk)).exists()

    Upload.objects.update(created_at=timezone.now() - timedelta(days=2))
    tasks.sweep_uploads()
    assert not Upload.objects.exists()


def test_one_that_is_not_abandoned_stays():
    arrived(bytes(900_000), sent=600_000)

    tasks.sweep_uploads()

    assert Upload.objects.get().state == Upload.State.RECEIVING


def test_a_connection_that_was_taken_over_writes_nothing_more():
    upload = arrived(bytes(900_000), sent=600_000)
    upload.refresh_from_db()
    old, new = Receiver(upload, offset=600_000), Receiver(upload, offset=600_000)

    old.write(b"old")
    with pytest.raises(Superseded):
        old.make_safe()

    new.write(b"newer")
    assert new.make_safe() == 600_005


def test_recordings_stand_in_the_order_in_which_they_were_chosen(upload):
    files = [sounds.kind("wav"), sounds.kind("mp3")]
    chosen = [upload, *(arrived(file, conference=upload.conference) for file in files)]

    for late in (chosen[2], chosen[0], chosen[1]):
        finishing.finish(late.pk)

    assert [recording.pk for recording in Recording.objects.in_order()] == [one.pk for one in chosen]


def test_a_long_recording_is_listened_to_in_the_worker(monkeypatch):
    monkeypatch.setattr(finishing, "LISTENED_AT_ONCE", 5.0)
    finishing.finish(arrived(sounds.kind("flac", seconds=30)).pk)
    recording = Recording.objects.get()
    assert (recording.waveform, recording.duration) == (None, 30.0)

    tasks.examine_recordings()

    recording = Recording.objects.get()
    assert len(recording.waveform) == 300
    assert AuditEvent.objects.filter(verb="recording.examined", on_id=str(recording.pk)).exists()


def test_a_recording_that_turns_out_wrong_further_on_is_kept_with_a_warning(monkeypatch):
    monkeypatch.setattr(finishing, "LISTENED_AT_ONCE", 5.0)
    finishing.finish(arrived(bomb(minutes=60)).pk)

    tasks.examine_recordings()

    recording = Recording.objects.get()
    assert (recording.erased_at, recording.warnings[-1]) == (None, WARN_DAMAGED)
    assert recording.waveform == []


def test_a_copy_for_listening_is_made_of_what_browsers_cannot_play(sign_in):
    finishing.finish(arrived(sounds.kind("amr", seconds=12)).pk)
    recording = Recording.objects.get()
    client, place = sign_in(recording.received_by), f"/recordings/{recording.pk}/sound/"
    assert client.get(place)["Content-Type"] == "audio/amr"

    tasks.examine_recordings()
    tasks.examine_recordings()

    answer = client.get(place)
    assert (answer.status_code, answer["Content-Type"], answer.content[:4]) == (200, "audio/ogg", b"OggS")
    assert recording.key.blobs.filter(purpose="listening").count() == 1
    last = AuditEvent.objects.filter(verb="recording.listened").order_by("sequence").last()
    assert (last.details["from_second"], last.details["to_second"]) == (0.0, pytest.approx(12, abs=0.1))


def test_a_blob_that_is_missing_does_not_stop_the_others(world):
    tasks.examine_recordings()

    assert Recording.objects.get().waveform is None


def test_a_storage_that_fails_does_not_stop_the_others_and_is_tried_again(monkeypatch):
    first, second = (arrived(sounds.kind(kind, seconds=12)) for kind in ("wav", "mp3"))
    save, failing = store.keep, [OSError(28, "No space left on device")]
    monkeypatch.setattr(store, "keep", lambda *given: fail_once(failing) or save(*given))

    assert finishing.finish(first.pk).state == Upload.State.CHECKING
    tasks.sweep_uploads()

    assert set(Recording.objects.values_list("pk", flat=True)) == {first.pk, second.pk}


def fail_once(failing):
    if failing:
        raise failing.pop()
