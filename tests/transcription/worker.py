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
        self.manage("migrate", "--verbosity", "0")
        return self

    def ask(self, code: str) -> Any:
        """What this line of Python evaluates to, as JSON, with everything of the service at hand."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.transcription.asked", code],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout.splitlines()[-1])

    def worker_without_beat(self) -> subprocess.Popen:
        words = ["celery", "-A", "infra.celery", "worker", "--pool", "threads", "--concurrency", "2"]
        return self._start(f"worker{len(self.processes)}", *words, "--loglevel", "INFO")

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
