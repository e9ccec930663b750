"""A disk that is full at any write: `python -m tests.bench.full_disk [--tries 200]`, as root.

The database, the uploads and the storage lie on a small disk of their own (a tmpfs). Before each request some
room is left, as drawn; afterwards there is enough again and the sender goes on. Nothing that was acknowledged
may be lost, nothing may be there twice, and the answer is never one that says it worked when it did not.
"""

import argparse
import collections
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.recordings.killing import Broken, own_place

SIZE = 48 * 1024 * 1024
BODY = "application/offset+octet-stream"


class Disk:
    """A small disk that can be filled up to any point."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="conference-disk-"))
        command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(self.folder)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            sys.exit("This needs root: a small disk cannot be made.")
        self.ballast = self.folder / "ballast"

    def leave(self, room):
        """Fill the disk but for so many bytes."""
        free = shutil.disk_usage(self.folder).free
        with self.ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(free - room, 1))

    def clear(self):
        self.ballast.unlink(missing_ok=True)

    def close(self):
        subprocess.run(["umount", "-l", str(self.folder)], check=True)
        self.folder.rmdir()


class Sender:
    """Sends recordings through the whole of the web side and looks at what became of them."""

    def __init__(self, disk, seed):
        from django.test import Client

        from tests import factories

        self.disk, self.random, self.answers = disk, random.Random(seed), collections.Counter()
        self.conference, self.client = factories.conference(), Client(raise_request_exception=False)
        self.client.force_login(self.conference.chair)
        self.refused = 0

    def one(self, number):
        from recordings.models import Upload
        from tests.bench.kills import sound

        content = sound(number)
        place = self._begun(len(content))
        upload = Upload.objects.get(pk=place.split("/")[-2])
        acknowledged = 0
        while upload.state == "receiving":
            end = min(upload.offset + self.random.randrange(1, len(content)), len(content))
            acknowledged = max(acknowledged, self._patch(place, content, upload.offset, end))
            upload.refresh_from_db()
            if upload.offset < acknowledged:
                raise Broken(f"{acknowledged} bytes were acknowledged and {upload.offset} are kept")
            if upload.offset == len(content):
                self._go_on()
                upload.refresh_from_db()
        self._look(upload, content)

    def _begun(self, length):
        place = f"/api/conferences/{self.conference.pk}/uploads/"
        while True:
            answer = self._ask(
                self.client.post, place, headers={"Tus-Resumable": "1.0.0", "Upload-Length": str(length)}
            )
            if answer.status_code == 201:
                return answer["Location"]

    def _patch(self, place, content, start, end):
        headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": str(start)}
        answer = self._ask(self.client.patch, place, content[start:end], BODY, headers=headers)
        return int(answer["Upload-Offset"]) if answer.status_code == 204 else start

    def _ask(self, method, *given, **named):
        """One request with little room, drawn so that every kind of write meets the end of the disk."""
        self.disk.leave(
            int(self.random.choice([0, 5000, 50_000, 300_000, 900_000, 3_000_000]) * self.random.random())
        )
        try:
            answer = method(*given, **named)
        finally:
            self.disk.clear()
        self.answers[answer.status_code] += 1
        self.refused += answer.status_code >= 400
        return answer

    def _go_on(self):
        """The worker finishes what has arrived, once with little room and once with enough."""
        from recordings import tasks

        self.disk.leave(self.random.randrange(900_000))
        try:
            tasks.sweep_uploads()
        except Exception as problem:  # noqa: BLE001 - the task ends with it and is run again
            self.answers[type(problem).__name__] += 1
            self.refused += 1
        finally:
            self.disk.clear()
        tasks.sweep_uploads()

    def _look(self, upload, content):
        from recordings.models import Recording
        from recordings.vault import store

        (found,) = Recording.objects.filter(pk=upload.pk)
        reader = store.open(found.blob, found.key, found.pk, "audio")
        if upload.state != "received" or reader.pread(0, reader.size) != content:
            raise Broken(f"an upload ended as {upload.state}, or is not what was sent")
        if found.key.blobs.count() != 1:
            raise Broken("a recording is in the storage twice")
        # Room for the next one; ending recordings is looked at elsewhere.
        for name in found.key.blobs.values_list("name", flat=True):
            store.delete(name)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tries", type=int, default=200, help="so many requests meet the end of the disk")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    disk = Disk()
    tempfile.tempdir = str(disk.folder)
    try:
        print(json.dumps(filled(disk, given.tries, given.seed)))
    finally:
        disk.close()


def filled(disk, tries, seed):
    own_place()
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from access import audit

    sender, number = Sender(disk, seed), 0
    while sender.refused < tries:
        sender.one(number)
        number += 1
    answers = {str(code): count for code, count in sorted(sender.answers.items(), key=str)}
    return {"uploads": number, "answers": answers, "audit_events": audit.verify().events}


if __name__ == "__main__":
    main()
