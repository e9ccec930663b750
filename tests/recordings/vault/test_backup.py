"""A backup comes back whole on an empty machine, but for what was erased."""

import json
import shutil

import pytest
from django.core.management import CommandError, call_command

from recordings.models import VaultKey
from recordings.vault import backups, keyring, keys, store, tables
from recordings.vault.sealed import Refused
from tests import factories

FILL = """
import hashlib, os
from uuid import UUID
from django.db import transaction
from access import audit
from recordings.models import Blob, Child, VaultKey
from recordings.vault import store
from tests import factories
conference = factories.conference()
for length in (0, 5, 600_000):
    recording = factories.recording(conference)
    stored = store.seal_stream([bytes(length)], recording.key, recording.pk, "audio")
    recording.blob = stored.name
    recording.waveform = {"peaks": [length]}
    recording.save()

with transaction.atomic(): audit.record("conference.created", by=conference.chair, on=conference)

"""
READ = """
from access import audit
from recordings.models import Recording
from recordings.vault import store
for recording in Recording.objects.order_by("pk"):
    reader = store.open(recording.blob, recording.key, recording.pk, "audio")
    print(recording.waveform["peaks"], reader.size)

print(recording.conference.names, recording.conference.chair.name, audit.verify().events)
"""
ERASE_ALL = """
from recordings.models import Recording
for recording in Recording.objects.all(): recording.key.destroy()

"""


@pytest.mark.slow
def test_a_backup_comes_back_on_an_empty_machine_and_the_drill_says_so(new_machine, tmp_path):
    _, manage = new_machine("first")
    manage("shell", "--verbosity", "0", stdin=FILL)
    read = manage("shell", "--verbosity", "0", stdin=READ)

    made = json.loads(manage("backup", tmp_path / "backup"))
    drill = json.loads(manage("restore", tmp_path / "backup", "--drill"))
    _, elsewhere = new_machine("second", migrated=False)
    restored = json.loads(elsewhere("restore", tmp_path / "backup"))

    assert (made["blobs_copied"], restored["blobs"], restored["blobs_missing"]) == (3, 3, [])
    assert (drill["restored"]["rows"], drill["opened"]["blobs"]) == (restored["rows"], 3)
    assert drill["opened"]["faults"] == []
    assert elsewhere("shell", "--verbosity", "0", stdin=READ) == read
    assert "Alfie Hartley" in read
    held = [path.read_bytes() for path in (tmp_path / "backup").rglob("*") if path.is_file()]
    assert not any(b"wexborough" in content or b"Margaret" in content for content in held)


@pytest.mark.slow
def test_what_was_erased_after_a_backup_stays_erased_when_it_comes_back(new_machine, tmp_path):
    first, manage = new_machine("first")
    manage("shell", "--verbosity", "0", stdin=FILL)
    manage("backup", tmp_path / "backup")
    manage("shell", "--verbosity", "0", stdin=ERASE_ALL)

    _, elsewhere = new_machine("second", migrated=False)
    restored = json.loads(elsewhere("restore", tmp_path / "backup", "--ledger", first / "destroyed-keys"))

    assert (restored["keys_destroyed"], restored["blobs"]) == (3, 0)
    assert "KeyDestroyed" in elsewhere("shell", "--verbosity", "0", stdin=READ, code=1)
    drill = json.loads(manage("restore", tmp_path / "backup", "--drill"))
    assert (drill["restored"]["keys_destroyed"], drill["opened"]["blobs"]) == (3, 0)


@pytest.fixture
def own_vault(db, settings, tmp_path):
    folder = {"BACKEND": "recordings.vault.places.Folder", "OPTIONS": {"location": tmp_path / "blobs"}}
    settings.STORAGES = {**settings.STORAGES, "blobs": folder}
    settings.KEK_KEYRING = tmp_path / "keyring.json"
    settings.ERASURE_LEDGER = tmp_path / "destroyed-keys"
    settings.DATA_FOLDER = tmp_path
    keyring.add_version(settings.KEK_KEYRING)
    return tmp_path / "backup"


def blob(content=b"hello"):
    key = VaultKey.objects.fresh()
    return store.seal_stream([content], key, key.pk, "audio").name


def test_a_second_run_copies_only_what_is_new_and_drops_what_is_old(own_vault):
    old = blob()
    first = backups.make(own_vault, keep_days=35)
    (own_vault / "sets" / first.set).rename(own_vault / "sets" / "2020-01-01T000000")
    store.delete(old)
    blob(), blob()
    (own_vault / "sets" / "2026-01-01T000000.part").mkdir()

    second = backups.make(own_vault, keep_days=35)

    assert (first.blobs_copied, second.blobs_copied, second.blobs_kept, second.sets_dropped) == (1, 2, 0, 1)
    assert [path.name for path in (own_vault / "sets").iterdir()] == [second.set]
    assert not (own_vault / "blobs" / old).exists()


def test_a_backup_stops_at_a_blob_that_is_not_what_was_stored(own_vault):
    name = blob()
    path = own_vault.parent / "blobs" / name
    path.write_bytes(bytes(path.stat().st_size))

    with pytest.raises(CommandError, match=r"is not what was stored: run vault scrub --all\.$"):
        call_command("backup", own_vault)

    assert backups.whole_sets(own_vault) == []


def test_a_backup_goes_only_into_an_empty_database(own_vault):
    factories.child()
    backups.make(own_vault, keep_days=35)

    with pytest.raises(tables.NotTheSame, match="The database is not empty"):
        backups.restore(own_vault, ledgers=[])


@pytest.mark.parametrize("place", [0, 80, -1])
def test_a_set_that_was_touched_is_refused(own_vault, place):
    made = backups.make(own_vault, keep_days=35)
    database = own_vault / "sets" / made.set / "database"
    touched = bytearray(database.read_bytes())
    touched[place] ^= 1
    database.write_bytes(touched)

    with pytest.raises(Refused):
        backups.restore(own_vault, ledgers=[])


def test_a_set_is_worth_nothing_without_the_keyring(own_vault, settings):
    backups.make(own_vault, keep_days=35)
    settings.KEK_KEYRING.unlink()
    keyring.add_version(settings.KEK_KEYRING)

    with pytest.raises(keys.KeyProblem, match="does not hold the key"):
        backups.restore(own_vault, ledgers=[])


def test_a_set_of_another_version_of_the_service_is_refused(own_vault, monkeypatch):
    monkeypatch.setattr(tables, "schema", lambda: ["recordings.0001_older"])
    backups.make(own_vault, keep_days=35)
    monkeypatch.undo()

    with pytest.raises(tables.NotTheSame, match="another version"):
        backups.restore(own_vault, ledgers=[])


def test_no_backup_and_no_such_set_are_said_plainly(own_vault):
    with pytest.raises(CommandError, match="There is no whole backup in"):
        call_command("restore", own_vault)
    made = backups.make(own_vault, keep_days=35)
    shutil.copytree(own_vault / "sets" / made.set, own_vault / "sets" / "unfinished.part")
    with pytest.raises(CommandError, match="There is no set called unfinished in"):
        call_command("restore", own_vault, name="unfinished")
