"""Rotation killed again and again, while everything is read."""

import json

import pytest

KILLED_100_TIMES = """
import os, random, signal, time
from django.conf import settings
from django.db import connection
from recordings.models import VaultKey
from recordings.vault import keyring, rotation
plain = {key.pk: key.unwrap() for key in (VaultKey.objects.fresh() for _ in range(40))}
connection.close()
done = 0
for _ in range(100):
    if not rotation.outdated().exists():
        keyring.add_version(settings.KEK_KEYRING)
        done += 1
    connection.close()
    if not (child := os.fork()):
        rotation.rotate()
        os._exit(0)
    time.sleep(random.uniform(0, 0.1))
    during = {key.pk: key.unwrap() for key in VaultKey.objects.all()}
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert during == {key.pk: key.unwrap() for key in VaultKey.objects.all()} == plain

assert done > 1
assert rotation.rotate().left == 0
assert {key.pk: key.unwrap() for key in VaultKey.objects.all()} == plain
print(done)
"""


@pytest.mark.slow
def test_rotation_killed_a_hundred_times_leaves_nothing_unreadable(new_machine, tmp_path):
    _, manage = new_machine("one", KEK_KEYRING=tmp_path / "keyring.json")
    manage("vault", "new-kek")

    manage("shell", "--verbosity", "0", stdin=KILLED_100_TIMES)

    health = json.loads(manage("vault", "health"))
    assert (health["keys"], health["keys_outdated"]) == (40, 0)
