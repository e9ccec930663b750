"""kill -9 of the reader of the mailbox: `python -m tests.bench.mailbox_kills [--kills 100] [--seed 1]`.

First at every step by name, before it and after it; then at calls that are drawn. The mailbox is a real IMAP
server (TESTS_IMAP_URL). After every kill somebody reads again: each letter is there once, with its original
as it came, nothing stays in the mailbox, and what was sealed for nobody is swept away.
"""

import argparse
import hashlib
import json
import os
import shutil
import signal
from functools import partial
from urllib.parse import urlsplit
from uuid import uuid4

from tests.recordings.killing import Broken, Work, own_place

STEPS = ["fetched", "sealed", "saved", "recorded", "noted", "moved"]
AT_ONCE = 3  # letters in the box when the reader is killed: it may have taken some of them


class Box:
    """A mailbox of its own on the real server."""

    def __init__(self):
        from django.conf import settings

        place = urlsplit(os.environ["TESTS_IMAP_URL"])
        self.place, self.account, self.known = place, f"kills-{uuid4().hex}", {}
        settings.MAILBOX_URL = f"imap://{self.account}:{place.password}@{place.hostname}:{place.port}/INBOX"

    def opened(self):
        from imap_tools import MailBoxUnencrypted

        return MailBoxUnencrypted(self.place.hostname, self.place.port).login(
            self.account, self.place.password
        )

    def put(self):
        """Some letters, one of them a report about an e-mail of nobody's."""
        from tests.requests import letters

        new = [letters.raw(f"Letter {uuid4()}") for _ in range(AT_ONCE - 1)]
        new.append(letters.report(f"<{uuid4()}@post.example>"))
        with self.opened() as box:
            for original in new:
                box.append(original, "INBOX")
                kept = original.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
                self.known[hashlib.sha256(kept).hexdigest()] = kept

    def lying(self, folder):
        with self.opened() as box:
            box.folder.set(folder)
            return len(box.uids())


def look(box, reader):
    """What must hold once somebody has read again."""
    from minutes.requests import mailbox
    from minutes.requests.actions.messages import PURPOSE
    from minutes.requests.models import Message
    from recordings.vault import store

    mailbox.read_mailbox()
    kept = list(Message.objects.all())
    if len(kept) != len(box.known) or {one.sha256 for one in kept} != set(box.known):
        raise Broken(f"{len(box.known)} letters came and {len(kept)} are kept after {reader}")
    for message in kept:
        opened = store.open(message.blob, message.key, message.pk, PURPOSE)
        if opened.pread(0, opened.size) != box.known[message.sha256]:
            raise Broken(f"an original is not what came, after {reader}")
    if box.lying("INBOX") or box.lying("Sealed") != len(box.known):
        raise Broken(f"a letter lies in the wrong folder after {reader}")


def killed_at(step, *, after):
    """The reader, which ends at this step. Its own code runs; only its end is ours."""
    from imap_tools.mailbox import BaseMailBox

    from access import audit
    from minutes.requests import after as bounces
    from minutes.requests import mailbox
    from minutes.requests.models import Message
    from recordings.vault import store

    owner, name = {
        "fetched": (mailbox, "_fetched"),
        "sealed": (store, "seal_stream"),
        "saved": (Message, "save"),
        "recorded": (audit, "record"),
        "noted": (bounces, "note_bounces"),
        "moved": (BaseMailBox, "move"),
    }[step]
    real = getattr(owner, name)

    def ended(*given, **named):
        if after:
            real(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, ended)
    mailbox.read_mailbox()


def forked(work):
    from django.db import connections

    connections.close_all()
    if not (pid := os.fork()):
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def every_step(box):
    """Killed before each step and after it."""
    for step in STEPS:
        for after in (False, True):
            box.put()
            if not forked(partial(killed_at, step, after=after)):
                raise Broken(f"the reader does not come to the step {step}")
            look(box, f"a kill {'after' if after else 'before'} {step}")
    return 2 * len(STEPS)


def at_any_call(box, kills, seed):
    """Killed wherever it was drawn: between any two calls of the service, of Django, of the system."""
    from minutes.requests import mailbox

    work = Work(seed)
    while work.kills < kills:
        box.put()
        work.run("read", lambda say: mailbox.read_mailbox())
        look(box, "a kill at any call")
    return work.kills


def nothing_left_over():
    """What was sealed for a row that never came is swept away after a day, and nothing else is."""
    from datetime import timedelta

    from django.utils import timezone

    from access import audit
    from minutes.requests.models import Message
    from recordings.models import Blob
    from recordings.vault import store

    swept = store.sweep(timezone.now() + timedelta(days=2))
    unclaimed = Blob.objects.exclude(name__in=Message.objects.values("blob")).count()
    if unclaimed:
        raise Broken(f"{unclaimed} sealed originals belong to no letter")
    return {"swept": len(swept), "audit_events": audit.verify().events}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    chosen, folder = options.parse_args(), own_place()
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    try:
        box = Box()
        steps = every_step(box)
        drawn = at_any_call(box, chosen.kills, chosen.seed) if chosen.kills else 0
        left = nothing_left_over()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps({"steps": steps, "drawn": drawn, "letters": len(box.known), **left}))


if __name__ == "__main__":
    main()
