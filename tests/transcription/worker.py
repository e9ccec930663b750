"""Real workers for the tests: a database, a broker and Celery processes of their own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.journeys.service import ROOT, Service

LEASE = "6"


class Works(Service):
    """The worker's side of the service; questions are asked from a process of their own."""

    def __init__(self, folder: Path, **settings: str):
        super().__init__(folder, JOB_LEASE_SECONDS=LEASE, SPEECH_WORKERS="1", SPEECH_THREADS="1", **settings)

    def start(self) -> "Works":
        self.prepare()
        with (self.logs / "asked.log").open("wb") as log:
            self.asked = subprocess.Popen(
                [sys.executable, "-m", "tests.transcription.asked"], cwd=ROOT, env=self.environment,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True,
            )  # fmt: skip
        self.processes.append(self.asked)
        return self

    def stop(self) -> None:
        super().stop()
        self.asked.stdin.close()
        self.asked.stdout.close()

    def ask(self, code: str) -> Any:
        """What this line of Python evaluates to, with everything of the service at hand."""
        self.asked.stdin.write(f"{code}\n")
        self.asked.stdin.flush()
        answer = self.asked.stdout.readline()
        assert answer, f"{code}: see {self.logs / 'asked.log'}"
        return json.loads(answer)

    def worker_without_beat(self, *more: str) -> subprocess.Popen:
        words = ["celery", "-A", "infra.celery", "worker", "--pool", "threads", "--concurrency", "2"]
        return self._start(f"worker{len(self.processes)}", *words, "--loglevel", "INFO", *more)

    def until(self, code: str, wanted: Callable[[Any], bool], *, seconds: float = 240) -> Any:
        end = time.monotonic() + seconds
        while not wanted(found := self.ask(code)):
            assert time.monotonic() < end, f"{code} is still {found}"
            time.sleep(0.5)
        return found


def kill(process: subprocess.Popen) -> None:
    """kill -9, children and all, as a power cut would."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
