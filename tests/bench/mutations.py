"""Thousands of broken and crafted files through the child: `python -m tests.bench.mutations [--files 10000]`.

The child is `recordings/audio/child.py` as it is, but forked from a process that has imported it already, so
that ten thousand of them take minutes. strace, where it is installed, looks at every system call that opens a
file or a socket or starts a program: after the doors are shut none may succeed.
"""

import argparse
import collections
import io
import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import tests.environment  # noqa: F401 - settings for whatever is imported
from recordings import audio
from recordings.audio import child, process
from recordings.audio.words import REASONS
from tests.recordings.audio import crafted, sounds
from tests.recordings.audio.test_attacks import bomb, lists_of, with_reference

CALLS = "open,openat,openat2,creat,socket,connect,bind,sendto,execve,execveat"
LOOKED_AT = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
ITS_OWN_SIZE = '"/proc/self/statm"'  # read by the child just before it shuts the doors


def _as_a_program():
    """What Python does when the child's file is run: an exception that nobody expects ends it."""
    try:
        child.main()
    except BaseException as problem:  # noqa: BLE001 - said, and the process ends
        os.write(2, f"unexpected: {type(problem).__name__}\n".encode())
        os._exit(1)
    os._exit(5)


class Forked:
    """What a `Child` asks of its process."""

    def __init__(self, theirs_in, theirs_out):
        self.pid, self.returncode = os.fork(), None
        if not self.pid:
            os.dup2(theirs_in, 0)
            os.dup2(theirs_out, 1)
            os.closerange(3, 256)
            _as_a_program()

    def kill(self):
        if self.returncode is None:
            os.kill(self.pid, 9)

    def wait(self, timeout=None):
        if self.returncode is None:
            self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.returncode


class ForkedChild(process.Child):
    """A child without the second that a fresh Python needs."""

    ended = collections.Counter()

    def __init__(self, source, *, layout, limits):
        self.source, self.limits, self.left = source, limits, limits.wall
        theirs_in, self.to = os.pipe()
        self.back, theirs_out = os.pipe()
        self.process = Forked(theirs_in, theirs_out)
        for pipe in (theirs_in, theirs_out):
            os.close(pipe)
        for pipe in (self.to, self.back):
            os.set_blocking(pipe, False)
        self._answer(json.dumps(self._request(layout)).encode())

    def __exit__(self, *problem):
        super().__exit__(*problem)
        self.ended[self.process.returncode] += 1


def files(folder, port, chosen):
    """Every kind of recording and of attack, each time broken in another way."""
    secret = folder / "secret.wav"
    secret.write_bytes(sounds.kind("wav"))
    whole = [sounds.kind(name, seconds=1) for name in sounds.KINDS]
    whole += [text.encode() for _, text in lists_of(secret, port)]
    whole += [with_reference(sounds.kind("mov"), secret), bomb(minutes=3), crafted.joined(), crafted.locked()]
    whole += [
        crafted.nested(),
        crafted.packed_index(),
        crafted.far_index(),
        crafted.rf64(bytes(9000), 1 << 62),
    ]
    whole += [crafted.with_attachment(text.encode()) for _, text in lists_of(secret, port)]
    while True:
        yield broken(chosen, whole)


def broken(chosen, whole):
    file = bytearray(chosen.choice(whole))
    for _ in range(chosen.choice([0, 1, 4, 40, 400])):
        file[chosen.randrange(len(file))] = chosen.randrange(256)
    way = chosen.randrange(5)
    at = chosen.randrange(len(file))
    if way == 0:
        del file[at:]
    elif way == 1:
        file[at:at] = chosen.choice(whole)[: chosen.randrange(1, 4000)]
    elif way == 2:
        file[at : at + chosen.randrange(1, 64)] = chosen.randbytes(chosen.randrange(64))
    elif way == 3:
        file += chosen.choice(whole)
    return bytes(file) or b"\0"


def decode_all(number, seed):
    """In the process that strace looks at."""
    audio.Child = ForkedChild
    child.warm_up()
    chosen, answers = random.Random(seed), collections.Counter()
    with tempfile.TemporaryDirectory() as name, socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        made = files(Path(name), server.getsockname()[1], chosen)
        Path("/none/the doors are about to shut").exists()
        for _ in range(number):
            found = audio.examine(
                audio.Source(*_held(next(made))), limits=audio.Limits(seconds=600, wall=30, cpu=20)
            )
            if not found.accepted and found.reason not in REASONS.values():
                raise SystemExit(f"not a plain answer: {found.reason!r}")
            answers[found.code or "accepted"] += 1
        try:
            server.accept()
            raise SystemExit("somebody knocked")
        except TimeoutError:
            pass
    died = {str(code): count for code, count in ForkedChild.ended.items()}
    print(json.dumps({"files": number, "answers": answers, "children_ended_with": died}))


def _held(content):
    file = io.BytesIO(content)

    def read_at(offset, length):
        file.seek(offset)
        return file.read(length)

    return read_at, len(content)


def opened(log, parent):
    """What the children opened, connected or started, and what they only tried."""
    done, tried = collections.Counter(), collections.Counter()
    with log.open(errors="replace") as lines:
        for line in lines:
            match = LOOKED_AT.match(line)
            if match and not line.startswith(f"{parent} ") and ITS_OWN_SIZE not in line:
                (tried if int(match[3]) < 0 else done)[match[1]] += 1
    return done, tried


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.inside:
        return decode_all(given.files, given.seed)
    command = [sys.executable, "-m", "tests.bench.mutations", "--inside"]
    command += [f"--files={given.files}", f"--seed={given.seed}"]
    with tempfile.TemporaryDirectory() as name:
        log = Path(name) / "calls"
        watch = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", f"trace={CALLS}", "-o", str(log)]
        started = time.monotonic()
        watched = bool(shutil.which("strace"))
        ran = subprocess.Popen([*(watch if watched else []), *command], stdout=subprocess.PIPE, text=True)
        said = ran.communicate()[0]
        if ran.returncode:
            raise SystemExit(ran.returncode)
        found = {**json.loads(said), "seconds": round(time.monotonic() - started)}
        if watched:
            parent = log.read_text(errors="replace").split(maxsplit=1)[0]
            done, tried = opened(log, parent)
            found |= {"opened_by_children": done, "tried_by_children": tried}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
