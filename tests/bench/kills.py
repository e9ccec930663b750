"""kill -9 many times a minute: `python -m tests.bench.kills upload|import|rotate [--kills 1000]`.

After every kill this side looks: nothing that was acknowledged is lost, nothing is there twice, everything
that is there opens. Where a process is killed: `tests/recordings/killing.py`.
"""

import argparse
import json
import os
import random
import shutil
import signal
import time
from functools import partial
from pathlib import Path

from tests.recordings.killing import Broken, Work, own_place

BODY = "application/offset+octet-stream"


def sound(number, seconds=6):
    """A recording of a little more than two segments, unlike every other."""
    from tests.recordings.audio import sounds

    made = sounds.recording("wav", "pcm_s16le", sounds.tone(seconds, 48000), rate=48000)
    return made[:-8] + number.to_bytes(8, "little")


class Uploads:
    """Uploads through the whole of the web side, and the worker going on with what it left."""

    def __init__(self, work):
        from django.test import Client

        from tests import factories

        self.work, self.conference, self.client = work, factories.conference(), Client()
        self.client.force_login(self.conference.chair)
        self.place = f"/api/conferences/{self.conference.pk}/uploads/"

    def one(self, number):
        content = sound(number)
        upload = self._begun(len(content))
        acknowledged, tries = 0, 0
        while upload.state not in ("received", "refused", "ended"):
            ahead = min(acknowledged + self.work.random.randrange(1, len(content) // 5), len(content))
            if acknowledged < len(content):
                _, said = self.work.run("patch", partial(self._patch, upload, content, upload.offset, ahead))
            else:
                __, said = self.work.run("sweep", _swept)
            acknowledged = max([acknowledged, *(line["offset"] for line in said)])
            upload.refresh_from_db()
            if upload.offset < acknowledged:
                raise Broken(f"{acknowledged} bytes were acknowledged and {upload.offset} are kept")
            acknowledged = upload.offset
            if (tries := tries + 1) > 200:
                raise Broken(f"upload {number} does not come to its end: {upload.state}")
        self._look(upload, content)

    def _begun(self, length):
        from recordings.models import Upload

        before = set(Upload.objects.values_list("pk", flat=True))
        while True:
            _, said = self.work.run("begin", partial(self._begin, length))
            if said:
                return Upload.objects.get(pk=said[0]["id"])
            Upload.objects.exclude(pk__in=before).update(
                expires_at="2026-01-01T00:00Z"
            )  # nobody comes back to it

    def _begin(self, length, say):
        answer = self.client.post(
            self.place, headers={"Tus-Resumable": "1.0.0", "Upload-Length": str(length)}
        )
        say({"id": answer["Location"].split("/")[-2]})

    def _patch(self, upload, content, start, end, say):
        answer = self.client.patch(
            f"/api/uploads/{upload.pk}/",
            content[start:end],
            BODY,
            headers={"Tus-Resumable": "1.0.0", "Upload-Offset": str(start)},
        )
        if answer.status_code != 204:
            raise Broken(f"PATCH was answered {answer.status_code}: {answer.content[:200]}")
        say({"offset": int(answer["Upload-Offset"])})

    def _look(self, upload, content):
        from recordings.models import Recording
        from recordings.vault import store

        found = Recording.objects.filter(pk=upload.pk)
        if upload.state != "received" or len(found) != 1:
            raise Broken(f"an upload ended as {upload.state} with {len(found)} recordings")
        reader = store.open(found[0].blob, found[0].key, found[0].pk, "audio")
        if reader.pread(0, reader.size) != content:
            raise Broken("a recording is not what was sent")
        if found[0].key.blobs.count() != 1:
            raise Broken("a recording is in the storage twice")


def _swept(say):
    from recordings import tasks

    tasks.sweep_uploads()


def uploads(kills, seed):
    from recordings.models import Recording

    work, number = Work(seed), 0
    through = Uploads(work)
    while work.kills < kills:
        through.one(number)
        number += 1
    orders = sorted(Recording.objects.values_list("order", flat=True))
    if orders != list(range(number)):
        raise Broken(f"the recordings stand at {orders}")
    return {"kills": work.kills, "uploads": number, **_all_well()}


def imports(kills, seed):
    """A share with three files for each round; every file is taken off it, and is there once."""
    from access.models import User
    from recordings.models import Arrival

    work, number = Work(seed), 0
    share = Path(os.environ["DATA_FOLDER"]) / "share"
    share.mkdir()
    service = User.objects.service("recorders")
    while work.kills < kills:
        for number in range(number, number + 3):  # noqa: B020 - goes on counting
            path = share / f"{number}.wav"
            path.write_bytes(sound(number, seconds=3))
            os.utime(path, (1_700_000_000, 1_700_000_000))
        number += 1
        while not work.run("import", partial(_imported, share, service))[0]:
            pass
        if list(share.iterdir()) or Arrival.objects.waiting().count() != number:
            raise Broken(f"{Arrival.objects.waiting().count()} of {number} files are held")
    Arrival.objects.filter(state="arriving").update(arrived_at="2026-01-01T00:00Z")
    _swept(None)
    return {"kills": work.kills, "files": number, **_all_well()}


def _imported(share, service, say):
    from recordings.watching import Watched

    for said in Watched(share, settle=60, then="remove").take_in(by=service):
        if said.outcome not in ("held", "already"):
            raise Broken(f"{said}")


def rotation(kills, seed):
    """Keys are wrapped again while others are made, read and destroyed; after each kill every key unwraps."""
    from recordings.models import VaultKey
    from recordings.vault import keyring, rotation

    work = Work(seed)
    load = [_under_load(number) for number in range(2)]
    try:
        while work.kills < kills:
            keyring.add_version(Path(os.environ["KEK_KEYRING"]))
            while not work.run("rotate", lambda say: rotation.rotate())[0]:
                _every_key_opens()
        rotation.rotate()
    finally:
        for pid in load:
            os.kill(pid, signal.SIGTERM)
        ended = [os.waitpid(pid, 0)[1] for pid in load]
    _every_key_opens()
    if any(os.WEXITSTATUS(status) for status in ended):
        raise Broken("what was sealed under load did not open")
    rotation.rotate()
    destroyed = VaultKey.objects.exclude(destroyed_at=None)
    return {
        "kills": work.kills,
        "keys": VaultKey.objects.count(),
        "destroyed_meanwhile": destroyed.count(),
        "destroyed_that_came_back": destroyed.exclude(wrapped=None).count(),
        "left_under_an_older_kek": rotation.outdated().count(),
    }


def _under_load(number):
    """A process that seals, reads and destroys until it is told to stop."""
    from django.db import connections

    connections.close_all()
    if pid := os.fork():
        return pid
    going = [True]
    signal.signal(signal.SIGTERM, lambda *_: going.clear())
    chosen, failed, held = random.Random(number), 0, []
    while going:
        failed += not _sealed_and_read(chosen, held)
        time.sleep(0.05)
    os._exit(min(failed, 100))


def _sealed_and_read(chosen, held):
    """Seal something new, read something old, and destroy the oldest of fifty."""
    from recordings.models import VaultKey
    from tests.recordings.vault.blobs import open_as_ours, seal_as_ours

    row, bound = VaultKey.objects.fresh(), b"load"
    held.append((row.pk, seal_as_ours(str(row.pk).encode(), row.unwrap(), bound)))
    pk, blob = chosen.choice(held)
    well = open_as_ours(blob, VaultKey.objects.get(pk=pk).unwrap(), bound) == str(pk).encode()
    if len(held) > 50:
        VaultKey.objects.get(pk=held.pop(0)[0]).destroy()
    return well


def _every_key_opens():
    from recordings.models import VaultKey

    for row in VaultKey.objects.filter(destroyed_at=None):
        row.unwrap()


def _all_well():
    """What must hold whatever was killed: the audit's chain, every object sound, none that nobody claims."""
    from django.utils import timezone

    from access import audit
    from recordings.models import Blob
    from recordings.vault import store

    unsound = [blob.pk for blob in Blob.objects.readable() if not store.is_sound(blob)]
    if unsound:
        raise Broken(f"{len(unsound)} objects are not sound")
    swept = store.sweep(timezone.now())
    return {"audit_events": audit.verify().events, "objects": Blob.objects.count(), "swept": len(swept)}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("what", choices=["upload", "import", "rotate"])
    options.add_argument("--kills", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    folder = own_place()
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    started = time.monotonic()
    try:
        found = {"upload": uploads, "import": imports, "rotate": rotation}[chosen.what](
            chosen.kills, chosen.seed
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps({**found, "seconds": round(time.monotonic() - started)}))


if __name__ == "__main__":
    main()
