"""What was erased stays erased: in the database's files, and after an older backup comes back."""

import json
import shutil
from uuid import uuid4

import pytest

from recordings.models import KeyDestroyed, VaultKey
from recordings.vault import erasure, ledger


@pytest.fixture(autouse=True)
def own_ledger(settings, tmp_path):
    settings.ERASURE_LEDGER = tmp_path / "destroyed-keys"


@pytest.mark.slow
def test_sqlite_and_its_log_keep_nothing_of_a_destroyed_key(new_machine):
    folder, manage = new_machine("one")
    made = manage("shell", "--verbosity", "0", stdin=MAKE_KEYS)
    wrapped = [bytes.fromhex(line) for line in made.split()]
    held = b"".join(file.read_bytes() for file in folder.glob("db.sqlite3*"))
    assert len(wrapped) == 30
    assert all(key in held for key in wrapped)

    manage("shell", "--verbosity", "0", stdin=DESTROY_KEYS)

    left = b"".join(file.read_bytes() for file in folder.glob("db.sqlite3*"))
    assert not any(key[start : start + 8] in left for key in wrapped for start in range(0, 40, 8))


@pytest.mark.slow
def test_an_older_database_put_back_is_unreadable_again_once_the_ledger_is_replayed(new_machine, tmp_path):
    folder, manage = new_machine("one")
    manage("shell", "--verbosity", "0", stdin=MAKE_KEYS)
    shutil.copy(folder / "db.sqlite3", tmp_path / "older")
    manage("shell", "--verbosity", "0", stdin=DESTROY_KEYS)

    shutil.copy(tmp_path / "older", folder / "db.sqlite3")
    assert json.loads(manage("vault", "health"))["keys"] == 30
    assert json.loads(manage("vault", "replay")) == {"noted": 0, "destroyed": 30}

    assert json.loads(manage("vault", "health"))["keys"] == 0
    assert json.loads(manage("vault", "replay")) == {"noted": 0, "destroyed": 0}


MAKE_KEYS = """
from recordings.models import VaultKey
from django.db import connection
for _ in range(30): print(VaultKey.objects.fresh().wrapped.hex())

connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall() and None
"""
DESTROY_KEYS = """
from recordings.models import VaultKey
for key in VaultKey.objects.all(): key.destroy()

"""


@pytest.mark.django_db
def test_a_destruction_is_noted_only_when_it_is_certain(django_capture_on_commit_callbacks):
    key = VaultKey.objects.fresh()

    with django_capture_on_commit_callbacks(execute=True):
        key.destroy()
        assert ledger.noted() == set()

    assert ledger.noted() == {key.pk}


@pytest.mark.django_db
def test_a_destruction_that_a_crash_kept_off_the_ledger_is_noted_later():
    key = VaultKey.objects.fresh()
    key.destroy()

    assert (erasure.complete_ledger(), erasure.complete_ledger()) == (1, 0)

    assert ledger.noted() == {key.pk}


@pytest.mark.django_db
def test_replaying_destroys_what_any_ledger_names_and_nothing_else(tmp_path):
    ours, theirs, kept = (VaultKey.objects.fresh() for _ in range(3))
    ledger.note([ours.pk, uuid4()])
    ledger.note([theirs.pk], tmp_path / "another")

    assert erasure.replay(tmp_path / "another") == 2

    assert len(VaultKey.objects.get(pk=kept.pk).unwrap()) == 32
    for key in (ours, theirs):
        with pytest.raises(KeyDestroyed):
            VaultKey.objects.get(pk=key.pk).unwrap()


def test_a_line_cut_short_by_a_crash_spoils_no_other(settings):
    first, second = uuid4(), uuid4()
    ledger.note([first])
    with settings.ERASURE_LEDGER.open("a") as file:
        file.write(f"\n{uuid4()}"[:20])

    ledger.note([second])

    assert ledger.noted() == {first, second}
