"""Pieces of work in processes of their own, which kill themselves with kill -9 at a call that was drawn.

A process is forked from one that has loaded the service and counts its own calls: it may end between any two
calls of the service, of Django or of the operating system. Nothing is caught, closed or rolled back.
"""

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import traceback
from pathlib import Path

import tests.environment as environment

NEVER = sys.maxsize


class Broken(Exception):
    """What a kill must not do, and did."""


def own_place():
    """Settings for a database and folders of our own, before Django is loaded."""
    folder = Path(tempfile.mkdtemp(prefix="conference-kills-"))
    (folder / "static").mkdir()
    keyring = folder / "keyring.json"
    shutil.copy(environment.keyring, keyring)
    places = {
        "DATA_FOLDER": folder,
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "KEK_KEYRING": keyring,
    }
    os.environ.update({name: str(value) for name, value in places.items()})
    return folder


class Work:
    """Runs a piece of work in a process of its own, which may kill itself at its n-th call."""

    def __init__(self, seed):
        self.random, self.kills, self.lengths = random.Random(seed), 0, {}

    def run(self, name, work):
        """Whether the work came to its end, and what it said before it ended or was killed."""
        if name not in self.lengths:
            self.lengths[name] = 0
            return self._forked(name, work, NEVER)
        at = self.random.randint(1, max(self.lengths[name], 1)) if self.random.random() < 0.85 else NEVER
        return self._forked(name, work, at)

    def _forked(self, name, work, at):
        from django.db import connections

        connections.close_all()
        back, to = os.pipe()
        if not (pid := os.fork()):
            os.close(back)
            os._exit(_worked(work, to, at))
        os.close(to)
        said = b""
        while piece := os.read(back, 65536):
            said += piece
        os.close(back)
        _, status = os.waitpid(pid, 0)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
            self.kills += 1
        elif os.WEXITSTATUS(status):
            raise Broken(f"{name} ended with {os.WEXITSTATUS(status)} of itself")
        lines = [json.loads(line) for line in said.splitlines()]
        calls = [line["calls"] for line in lines if "calls" in line]
        self.lengths[name] = max([self.lengths[name], *calls])
        return bool(calls), [line for line in lines if "calls" not in line]


def _worked(work, to, at):
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in ("call", "c_call")
        if calls >= at:
            os.kill(os.getpid(), signal.SIGKILL)

    say = lambda line: os.write(to, json.dumps(line).encode() + b"\n")  # noqa: E731
    sys.setprofile(count)
    try:
        work(say)
    except BaseException:  # noqa: BLE001 - said to the other side, which stops
        sys.setprofile(None)
        traceback.print_exc()
        return 9
    sys.setprofile(None)
    say({"calls": calls})
    return 0
