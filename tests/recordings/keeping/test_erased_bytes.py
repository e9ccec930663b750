"""After two people destroyed a recording, no file of the database holds a byte of its key."""

import pytest

from tests.recordings.vault.conftest import new_machine

__all__ = ["new_machine"]

PEOPLE = """
from datetime import date
from django.utils import timezone
from access.models import User
from access.roles import Role
from recordings import actions
from recordings.models import Conference, Recording, RetentionRule, VaultKey, Destruction

def person(name, role):
    found = User.objects.filter(name=name).first()
    return found or User.objects.create_user(email=f"{name}@wexborough.example", name=name, role=role)

first = person("imran", Role.INFORMATION_GOVERNANCE)
second = person("ruth", Role.QUALITY_REVIEWER)
"""
MAKE = (
    PEOPLE
    + """
from django.db import connection
from recordings.vault import store
basis, today = "35 years from conference", timezone.localdate()
actions.set_rule(kind="with_record", basis=basis, effective_from=today, by=first)
chair = person("margaret", Role.CHAIR)
key, held_on = VaultKey.objects.fresh(), date(1985, 5, 2)
conference = Conference.objects.create(key=key, type="initial", held_on=held_on, chair=chair)

for number in range(10):
    key = VaultKey.objects.fresh()
    recording = Recording(key=key, conference=conference, order=number, size=5, received_by=chair)
    recording.blob_sha256 = recording.fingerprint = "0" * 64
    recording.container, recording.codec, recording.duration_ms = "wav", "pcm", 1000
    recording.blob = store.seal_stream([b"sound"], key, recording.pk, "audio").name
    recording.save()
    print(key.wrapped.hex())

connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall() and None
"""
)
DESTROY = (
    PEOPLE
    + """
for recording in Recording.objects.all():
    actions.approve_destruction(actions.propose_destruction(recording, by=first), by=second)

print(Recording.objects.exclude(erased_at=None).count())
"""
)


@pytest.mark.slow
def test_sqlite_and_its_log_keep_nothing_of_the_keys_of_destroyed_recordings(new_machine):
    folder, manage = new_machine("one")
    wrapped = [bytes.fromhex(line) for line in manage("shell", "--verbosity", "0", stdin=MAKE).split()]
    held = b"".join(file.read_bytes() for file in folder.glob("db.sqlite3*"))
    assert len(wrapped) == 10
    assert all(key in held for key in wrapped)
    assert len(list((folder / "blobs").rglob("*"))) >= 10

    assert manage("shell", "--verbosity", "0", stdin=DESTROY).split() == ["10"]

    left = b"".join(file.read_bytes() for file in folder.glob("db.sqlite3*"))
    assert not any(key[start : start + 8] in left for key in wrapped for start in range(0, 40, 8))
