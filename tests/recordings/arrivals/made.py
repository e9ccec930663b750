"""A share with files on it, as recorders leave them."""

import json
import os
import time

from django.core.management import call_command

from access.roles import Role
from tests import factories
from tests.recordings.audio import sounds

SOUND = sounds.kind("wav", seconds=12)
OTHER = sounds.kind("mp3", seconds=12)
LONG_AGO = 1_762_336_800  # 5 November 2025, 10:00


def left(share, name, content=SOUND, *, at=LONG_AGO):
    """A file that nobody has written to for a while."""
    path = share / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    os.utime(path, (at, at))
    return path


def listed(share, *rows, columns="file,conference"):
    """The manifest beside the files."""
    return left(share, "manifest.csv", "\n".join([columns, *rows]) + "\n")


def imported(share, capsys, *options, code=0):
    """What the command said of each file, and its sums."""
    try:
        call_command("import_recordings", str(share), *options)
        ended = 0
    except SystemExit as end:
        ended = end.code
    assert ended == code
    *lines, sums = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return lines, sums["files"]


def administrator():
    return factories.user(role=Role.ADMINISTRATOR, name="Janet Moss")


def governance():
    return factories.user(role=Role.INFORMATION_GOVERNANCE, name="Imran Saleh")


def now():
    return time.time()
