"""The parent's side of the speech child: starts it, feeds it sound, takes its words, can end it at once."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self, cast

ROOT = Path(__file__).resolve().parent.parent
# Nothing of our environment reaches the child: it holds secrets.
ENVIRONMENT = {
    "HOME": "/",
    "LANG": "C.UTF-8",
    "OPENBLAS_NUM_THREADS": "1",
    "ORT_DISABLE_TELEMETRY": "1",  # see transcription
    "PYTHONDONTWRITEBYTECODE": "1",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",  # large pages: encoding takes a seventh less time
}


class ChildEnded(Exception):
    """The child has ended before its work was done; the text is the kind of the fault, never its words."""


class SpeechChild:
    """One child, hearing one recording once."""

    def __init__(self, request: dict[str, Any]) -> None:
        """`request` is what `transcription.child` takes; the names in it go through the pipe as well."""
        answers, self._answers = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "transcription.child"],
            pass_fds=[answers],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            cwd=ROOT,
        )
        os.close(answers)
        self._to = cast(BinaryIO, self._process.stdin)
        self._from = cast(BinaryIO, self._process.stdout)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="sound")
        self._feeding: Future[None] | None = None
        self._request = request | {"answers": answers}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        self._process.wait()
        self._pool.shutdown()
        self._from.close()
        os.close(self._answers)

    def kill(self) -> None:
        """End it now, whatever it is doing."""
        self._process.kill()

    def hear(self, blocks: Iterable[bytes]) -> Iterator[dict[str, Any]]:
        """What the child says while it is given the sound; raises what went wrong with the sound."""
        self._feeding = self._pool.submit(self._feed, blocks)
        while (message := self._next()) is not None:
            if "failed" in message:
                raise ChildEnded(str(message["failed"]))
            yield message
            if "turns" in message:
                return
        self._feeding.result()
        raise ChildEnded("ended")

    def answer(self, *, wanted: bool) -> None:
        """Tell the child whether it is to do the chunk that it asked about."""
        with suppress(BrokenPipeError):
            os.write(self._answers, b"y" if wanted else b"n")

    def _feed(self, blocks: Iterable[bytes]) -> None:
        # A child that has ended says why on its own side; a pipe closed early tells it that we have.
        with suppress(BrokenPipeError), self._to:
            self._send(json.dumps(self._request).encode())
            for block in blocks:
                self._send(block)
            self._send(b"")

    def _send(self, body: bytes) -> None:
        self._to.write(struct.pack(">I", len(body)) + body)
        self._to.flush()

    def _next(self) -> dict[str, Any] | None:
        head = self._from.read(4)
        if len(head) < 4:
            return None
        body = self._from.read(*struct.unpack(">I", head))
        found: dict[str, Any] = json.loads(body) if body else {}
        return found
