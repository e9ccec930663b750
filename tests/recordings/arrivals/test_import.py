"""The watched folder: each file is matched, held, or left where it is with the reason; and nothing twice."""

import fcntl
import os
import time

import pytest
from django.core.management import CommandError, call_command

from access.models import AuditEvent
from recordings import actions, arriving, tasks
from recordings.models import Arrival, Recording, VaultKey
from recordings.vault import store
from tests import factories
from tests.recordings.arrivals import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def share(tmp_path):
    return tmp_path / "share"


def sound_of(recording):
    reader = store.open(recording.blob, recording.key, recording.pk, "audio")
    return reader.pread(0, reader.size)


def test_a_file_on_the_list_becomes_a_recording_of_its_conference(share, capsys):
    conference = factories.conference(status="planned")
    path = made.left(share, "room 2/REC_0001.WAV")
    made.listed(share / "room 2", f"REC_0001.WAV,{conference.pk}")

    lines, files = made.imported(share, capsys)

    recording = Recording.objects.get()
    assert (recording.conference, recording.filename) == (conference, "REC_0001.WAV")
    assert sound_of(recording) == made.SOUND
    assert lines == [{"outcome": "received", "id": str(recording.pk)}]
    assert files == {"received": 1}
    assert path.exists()
    assert not Arrival.objects.exists()
    assert AuditEvent.objects.filter(verb="arrival.matched", conference_id=conference.pk).exists()
    conference.refresh_from_db()
    assert conference.status == "held"


def test_a_file_larger_than_is_taken_is_refused(share, capsys, monkeypatch):
    made.left(share, "a.wav")
    monkeypatch.setattr(actions, "LARGEST", 1000)

    lines, _ = made.imported(share, capsys, code=1)

    assert "larger than 4 GB" in lines[0]["reason"]


def test_a_case_reference_and_a_day_say_which_conference(share, capsys):
    child = factories.child()
    conference = factories.conference(children=[child])
    made.left(share, "a.wav")
    columns = "file,case_reference,held_on"
    made.listed(share, f"a.wav, {child.case_reference.lower()} ,{conference.held_on}", columns=columns)

    made.imported(share, capsys)

    assert Recording.objects.get().conference == conference


def test_a_file_on_no_list_is_held_sealed(share, capsys):
    made.left(share, "a.wav")

    lines, _files = made.imported(share, capsys)

    held = Arrival.objects.get()
    assert lines == [{"outcome": "held", "id": str(held.pk)}]
    assert (held.filename, held.size, held.length) == ("a.wav", len(made.SOUND), "0:12")
    assert held.recorded_at.timestamp() == made.LONG_AGO
    blob = held.key.blobs.get()
    assert made.SOUND[1000:1064] not in store.place().read_at(blob.name, 0, blob.size)


def test_again_takes_nothing_twice_whatever_the_file_is_called(share, capsys):
    made.left(share, "a.wav")
    made.imported(share, capsys)
    made.left(share, "b.wav")

    _lines, files = made.imported(share, capsys)

    assert files == {"already": 2}
    assert Arrival.objects.count() == 1
    assert VaultKey.objects.count() == 1


def test_what_waited_is_matched_once_it_is_on_the_list(share, capsys):
    made.left(share, "a.wav")
    made.imported(share, capsys)
    waiting = Arrival.objects.get()
    conference = factories.conference()
    made.listed(share, f"a.wav,{conference.pk}")

    lines, _ = made.imported(share, capsys)

    assert lines == [{"outcome": "received", "id": str(waiting.pk)}]
    assert sound_of(Recording.objects.get(pk=waiting.pk, conference=conference)) == made.SOUND


def test_what_was_destroyed_does_not_come_back(share, capsys):
    made.left(share, "a.wav")
    made.imported(share, capsys)
    set_aside = actions.set_aside_arrival(Arrival.objects.get(), by=made.administrator())
    actions.discard_arrival(set_aside, by=made.governance())

    lines, files = made.imported(share, capsys, code=1)

    assert files == {"refused": 1}
    assert lines[0]["reason"] == arriving.MORE_REASONS["destroyed"]


@pytest.mark.parametrize(("then", "is_left"), [("leave", True), ("move", False), ("remove", False)])
def test_a_file_leaves_the_share_only_by_option(share, capsys, then, is_left):
    path = made.left(share, "monday/a.wav")
    made.left(share, "received/monday/a.wav", b"an earlier one of the same name")

    made.imported(share, capsys, "--then", then)

    assert path.exists() is is_left
    moved = [one.read_bytes() for one in (share / "received" / "monday").glob("a-*.wav")]
    assert moved == ([made.SOUND] if then == "move" else [])
    assert Arrival.objects.count() == 1


@pytest.mark.parametrize("then", ["move", "remove"])
def test_a_file_that_is_refused_stays_where_it_is(share, capsys, then):
    path = made.left(share, "letter.pdf", b"%PDF-1.7 a letter")

    lines, _files = made.imported(share, capsys, "--then", then, code=1)

    assert path.exists()
    assert lines == [
        {
            "outcome": "refused",
            "file": "letter.pdf",
            "reason": "This is a document, not a recording. Nothing was kept. Add it under Reports instead.",
        }
    ]
    assert not Arrival.objects.exists()
    assert not VaultKey.objects.filter(destroyed_at=None).exists()


@pytest.mark.parametrize("name", ["a.wav.part", ".a.wav", "~a.wav", ".hidden/a.wav"])
def test_names_of_unfinished_files_are_passed_over(share, capsys, name):
    made.left(share, name)

    assert made.imported(share, capsys) == ([], {})


def test_a_file_that_is_still_being_written_is_left_alone(share, capsys):
    made.left(share, "a.wav", at=time.time())

    _lines, files = made.imported(share, capsys, "--then", "remove")

    assert files == {"waiting": 1}
    assert (share / "a.wav").exists()
    assert not Arrival.objects.exists()


def test_a_file_that_changes_while_it_is_read_is_left_alone(share, capsys, monkeypatch):
    path = made.left(share, "a.wav")
    begin = actions.begin_arrival

    def meanwhile(**named):
        made.left(share, "a.wav", made.OTHER)
        return begin(**named)

    monkeypatch.setattr(actions, "begin_arrival", meanwhile)
    lines, _files = made.imported(share, capsys, "--then", "remove", code=1)

    assert lines[0]["reason"] == arriving.MORE_REASONS["changed"]
    assert path.read_bytes() == made.OTHER
    assert not Arrival.objects.exists()


def test_a_file_that_changes_after_it_was_read_is_not_taken_off_the_share(share, capsys, monkeypatch):
    path = made.left(share, "a.wav")
    hold = actions.hold_arrival

    def meanwhile(*args, **named):
        made.left(share, "a.wav", made.OTHER)
        return hold(*args, **named)

    monkeypatch.setattr(actions, "hold_arrival", meanwhile)
    made.imported(share, capsys, "--then", "remove")

    assert path.read_bytes() == made.OTHER


def test_links_pipes_and_empty_files_are_not_read(share, capsys, tmp_path):
    outside = made.left(tmp_path / "outside", "secret.wav")
    made.left(share, "empty.wav", b"")
    (share / "link.wav").symlink_to(outside)
    (share / "linked").symlink_to(outside.parent, target_is_directory=True)
    os.mkfifo(share / "pipe.wav")

    lines, files = made.imported(share, capsys, "--then", "remove", code=1)

    assert {line["file"] for line in lines} == {"empty.wav", "link.wav", "pipe.wav"}
    assert files == {"refused": 3}
    assert not Arrival.objects.exists()
    assert outside.exists()


def test_a_storage_that_refuses_keeps_nothing_and_the_file_stays(share, capsys, settings, tmp_path):
    path = made.left(share, "a.wav")
    in_the_way = tmp_path / "blobs"
    in_the_way.write_text("a file where the storage's folder should be")
    broken = {"BACKEND": "recordings.vault.places.Folder", "OPTIONS": {"location": in_the_way / "here"}}
    settings.STORAGES = {**settings.STORAGES, "blobs": broken}

    lines, _ = made.imported(share, capsys, "--then", "remove", code=1)

    assert lines[0]["reason"] == "Not a directory"
    assert path.exists()
    assert not Arrival.objects.exists()


def test_what_a_killed_import_began_is_swept_after_a_day(share):
    arrival = actions.begin_arrival(filename="a.wav", recorded_at=None, by=made.administrator())
    stored = store.seal_stream([made.SOUND], arrival.key, arrival.pk, "audio")
    tasks.sweep_uploads()
    assert Arrival.objects.exists()

    Arrival.objects.update(arrived_at="2026-01-01T00:00Z")
    tasks.sweep_uploads()

    assert not Arrival.objects.exists()
    assert VaultKey.objects.get().wrapped is None
    assert not arrival.key.blobs.filter(name=stored.name).exists()


def test_only_one_import_runs_at_a_time_and_only_in_a_folder(share, settings):
    share.mkdir()
    with (settings.DATA_FOLDER / "importing.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="Another import"):
            call_command("import_recordings", str(share))
    with pytest.raises(CommandError, match="no folder"):
        call_command("import_recordings", str(share / "not there"))


def test_a_missing_keyring_is_one_line(share, settings, tmp_path):
    made.left(share, "a.wav")
    settings.KEK_KEYRING = tmp_path / "none.json"

    with pytest.raises(CommandError, match="is missing"):
        call_command("import_recordings", str(share))
