"""The parent's side of the locked-down child: starts it, feeds it bytes, takes its sound, ends it."""

import json
import os
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from recordings.audio.lengths import goes_on
from recordings.audio.source import Source

CHILD = Path(__file__).with_name("child.py")
RATE = 16000
MOST_ASKED, MOST_FRAME, MOST_JSON = 1 << 20, 16 << 20, 1 << 16


@dataclass(frozen=True)
class Limits:
    """How much one file may cost. Six hours is the longest conference day the service takes."""

    seconds: float = 6.25 * 3600  # of sound
    wall: float = 900  # seconds of waiting for the child, all told
    silence: float = 60  # seconds of waiting for its next frame
    cpu: int = 900
    memory: int = 384 << 20  # beyond what it uses after its imports


class Refused(Exception):
    """The child could not or would not read this; `code` is a key of `words.REASONS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Child:
    """One child, reading one source once."""

    def __init__(self, source: Source, *, layout: str, limits: Limits) -> None:
        self.source, self.limits = source, limits
        self.left = limits.wall
        theirs_in, self.to = os.pipe()
        self.back, theirs_out = os.pipe()
        self.process = subprocess.Popen(  # noqa: S603 - a fixed command with nothing from outside in it
            [sys.executable, "-I", "-B", str(CHILD)],
            stdin=theirs_in,
            stdout=theirs_out,
            stderr=subprocess.DEVNULL,
            env={"HOME": "/"},  # else Python asks the machine for it
            cwd="/",
            close_fds=True,
        )
        for pipe in (theirs_in, theirs_out):
            os.close(pipe)
        for pipe in (self.to, self.back):
            os.set_blocking(pipe, False)
        self._answer(json.dumps(self._request(layout)).encode())

    def _request(self, layout: str) -> dict[str, Any]:
        return {
            "size": self.source.size,
            "layout": layout,
            "samples": int(self.limits.seconds * RATE),
            "options": {"ignore_length": "1"} if goes_on(self.source) else {},
            "limits": {"memory": self.limits.memory, "cpu": self.limits.cpu},
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.to, self.back):
            os.close(pipe)

    def facts(self) -> dict[str, Any]:
        """What the container says about itself, before any sound."""
        letter, payload = self._next()
        return self._facts(letter, payload)

    def sound(self) -> Generator[bytes, None, dict[str, Any]]:
        """Sound until the end; the generator's return value is the child's last word."""
        sent = 0
        while True:
            letter, payload = self._next()
            if letter == b"S":
                sent += len(payload)
                yield payload
            else:
                return self._facts(letter, payload)

    def _facts(self, letter: bytes, payload: bytes) -> dict[str, Any]:
        try:
            found = json.loads(payload) if letter in b"FE" and len(payload) <= MOST_JSON else {}
        except (ValueError, RecursionError):
            raise Refused("unreadable") from None
        if not isinstance(found, dict) or not found or "reason" in found:
            raise Refused(str(found.get("reason", "unreadable")))
        return found

    def _next(self) -> tuple[bytes, bytes]:
        """The next frame that is not a question; questions are answered on the way."""
        while True:
            letter, (length,) = self._read(1), struct.unpack(">I", self._read(4))
            if letter not in (b"A", b"F", b"S", b"E") or length > MOST_FRAME:
                raise Refused("unreadable")
            payload = self._read(length)
            if letter != b"A":
                return letter, payload
            self._lend(payload)

    def _lend(self, question: bytes) -> None:
        offset, length = struct.unpack(">QI", question)
        if length > MOST_ASKED or offset + length > self.source.size:
            raise Refused("unreadable")
        self._answer(self.source.read_at(offset, length))

    def _answer(self, data: bytes) -> None:
        view = memoryview(struct.pack(">I", len(data)) + data)
        while view:
            self._wait(self.to, select.POLLOUT)
            try:
                view = view[os.write(self.to, view) :]
            except BrokenPipeError:
                raise Refused("unreadable") from None

    def _read(self, length: int) -> bytes:
        parts = bytearray()
        while len(parts) < length:
            self._wait(self.back, select.POLLIN)
            part = os.read(self.back, length - len(parts))
            if not part:
                raise Refused(self._how_it_died())
            parts += part
        return bytes(parts)

    def _wait(self, pipe: int, event: int) -> None:
        """Only the time the child keeps us waiting counts, not what the reader of the sound does between."""
        poll, started = select.poll(), time.monotonic()
        poll.register(pipe, event)
        if not poll.poll(max(0.0, min(self.left, self.limits.silence)) * 1000):
            raise Refused("too_slow")
        self.left -= time.monotonic() - started

    def _how_it_died(self) -> str:
        try:
            ended_with = self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            return "unreadable"
        return "too_slow" if ended_with in (-signal.SIGKILL, -signal.SIGXCPU) else "unreadable"
