"""The service as it really runs: gunicorn as a process of its own, on a database and folders of its own."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import requests

from tests.migrated import lay_down

WAIT = 60  # seconds: the machine may be busy with other tests
ROOT = Path(__file__).resolve().parents[3]
MADE = """
import json, django
django.setup()
from knox.models import AuthToken
from tests import factories
conference = factories.conference()
token = AuthToken.objects.create(conference.chair)[1]
print(json.dumps({"conference": str(conference.pk), "token": token, "email": conference.chair.email}))
"""


class Service:
    """Starts, is killed, and starts again on the same data."""

    def __init__(self, folder, application="infra.wsgi"):
        self.application = application
        self.folder = folder / "data"
        (self.folder / "static").mkdir(parents=True)
        lay_down(self.folder)
        self.environment = {
            **os.environ,
            "DATA_FOLDER": str(self.folder),
            "DATABASE_URL": f"sqlite:///{self.folder / 'db.sqlite3'}",
            "PYTHONPATH": str(ROOT),
            "TESTS_ENVIRONMENT": "set",
        }
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.process = None
        made = json.loads(self.run(MADE))
        self.conference, self.token = made["conference"], made["token"]
        self.headers = {"Authorization": f"Token {self.token}", "Tus-Resumable": "1.0.0"}

    def run(self, script):
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, check=True)
        return done.stdout

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def uploads(self):
        return f"{self.address}/api/conferences/{self.conference}/uploads/"

    def start(self, *, workers=1):
        command = [sys.executable, "-m", "gunicorn", self.application, f"--workers={workers}", "--threads=4"]
        command += [f"--bind=127.0.0.1:{self.port}", "--log-level=error"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)
        for _ in range(600):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            time.sleep(0.1)
        self.kill()
        raise TimeoutError("gunicorn did not start")

    def kill(self):
        """Like a power cut for the web process: no clean-up of any kind."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        # The last worker may hold the door for a moment longer than its parent.
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except ConnectionRefusedError:
                return
            time.sleep(0.05)

    def offset(self, place):
        answer = requests.head(place, headers=self.headers, timeout=WAIT)
        return int(answer.headers["Upload-Offset"])

    def state(self, place):
        return requests.get(place, headers=self.headers, timeout=WAIT).json()["state"]

    def played(self, place, length):
        """The whole sound as a player gets it: piece by piece."""
        address, sound = place.replace("/uploads/", "/recordings/") + "sound/", b""
        while len(sound) < length:
            headers = {**self.headers, "Range": f"bytes={len(sound)}-"}
            answer = requests.get(address, headers=headers, timeout=WAIT)
            assert answer.status_code == 206
            sound += answer.content
        return sound
