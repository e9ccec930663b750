"""The whole service for a browser: a real web server and a real worker, with data and logs of their own."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from infra import first_run
from tests.migrated import lay_down

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a long enough sentence"
ACCOUNTS = {
    "chair": ("Margaret Ellison", "chair"),
    "administrator": ("Joan Pereira", "administrator"),
    "second.administrator": ("Colin Marsh", "administrator"),
    "quality": ("Ruth Adeyemi", "quality_reviewer"),
    "governance": ("Imran Saleh", "information_governance"),
}

KEPT = ("PATH", "LANG", "LC_ALL", "COVERAGE_")


class Service:
    """Starts on a free port, and ends every process it started, by id."""

    application, command = "infra.wsgi", ("manage.py",)

    def __init__(self, folder: Path, **settings: str):
        self.folder, self.processes = folder, []
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.data, self.logs, self.temporary = folder / "data", folder / "logs", folder / "tmp"
        for name in (self.data / "static", self.logs, self.temporary):
            name.mkdir(parents=True)
        keyring = folder / "keys" / "keyring.json"
        first_run.write_once(keyring, first_run.keyring())
        self.environment = {
            **{name: value for name, value in os.environ.items() if name.startswith(KEPT)},
            **first_run.settings(),
            "DATA_FOLDER": str(self.data),
            "DATABASE_URL": f"sqlite:///{self.data / 'db.sqlite3'}",
            "KEK_KEYRING": str(keyring),
            "SITE_URL": self.url,
            "SPEECH_MODEL": "tiny.en",
            "SAMPLE_PASSWORD": PASSWORD,
            "HOME": str(self.temporary),
            "TMPDIR": str(self.temporary),
            "HF_HUB_OFFLINE": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "JOB_LEASE_SECONDS": "10",
            **settings,
        }

    def start(self):
        self.prepare()
        for account, (name, role) in ACCOUNTS.items():
            self.manage("add_user", f"{account}@wexborough.example", name, role, said=PASSWORD)
        self.start_web()
        self.start_worker()
        return self

    def prepare(self):
        """The database, with every migration."""
        if self.environment["DATABASE_URL"].startswith("sqlite"):
            lay_down(self.data)
        else:
            self.manage("migrate", "--verbosity", "0")

    def start_web(self):
        address = f"127.0.0.1:{self.port}"
        words = ["gunicorn", self.application, "--bind", address, "--worker-class", "gthread"]
        self.web = self._start("web", *words, "--threads", "8", "--no-control-socket")
        self.wait_until(self.answers, "the web server")

    def start_worker(self):
        words = [
            "celery",
            "-A",
            "infra.celery",
            "worker",
            "--beat",
            "--schedule",
            str(self.temporary / "beat"),
        ]
        self.worker = self._start(
            "worker", *words, "--pool", "threads", "--concurrency", "2", "--loglevel", "INFO"
        )
        return self.worker

    def stop(self):
        for process in self.processes:
            end(process)

    def manage(self, *words: str, said: str = "") -> str:
        done = subprocess.run(
            [sys.executable, *self.command, *words],
            cwd=ROOT,
            env=self.environment,
            input=said,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/sign-in/", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def wait_until(self, true, what: str, seconds: float = 60):
        ends = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < ends, f"{what} did not come; the logs are in {self.logs}"
            time.sleep(0.2)

    def _start(self, name: str, *words: str):
        with (self.logs / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *words], cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL,
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        self.processes.append(process)
        return process


class Frozen(Service):
    """Its clock stands at three in the afternoon of a day, until it is told of another. It has no worker."""

    application, command = "tests.journeys.frozen", ("-m", "tests.journeys.frozen")

    def __init__(self, folder: Path, day: date, **settings: str):
        self.wall = folder / "clock"
        super().__init__(
            folder, CLOCK_FILE=str(self.wall), DJANGO_SETTINGS_MODULE="infra.settings", **settings
        )
        self.stands(day)

    def stands(self, day: date):
        self.day = day
        moment = datetime(day.year, day.month, day.day, 15, tzinfo=ZoneInfo("Europe/London"))
        coming = self.wall.with_name("coming")  # whoever reads the wall meanwhile reads a whole moment
        coming.write_text(moment.isoformat(), encoding="utf-8")
        coming.replace(self.wall)

    def start_worker(self):
        """Nothing of a board waits for it."""


def end(process, number: int = signal.SIGTERM):
    """Stop a process and what it started; they share a process group that nobody else is in."""
    if process.poll() is None:
        os.killpg(process.pid, number)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(15)


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def fresh_secret() -> str:
    return secrets.token_urlsafe(24)
