"""What ./run starts, it stops: on Ctrl-C, when told to end, and when a part of the service ends by itself.

The services are stand-ins, as small as they can be: a file server, and a shell with a child of its own.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.journeys.service import free_port

ROOT = Path(__file__).resolve().parents[2]
STAND_IN = f"""#!/bin/bash
case "$*" in
  -V) echo Python 3.11.0 ;;
  "-m gunicorn"*) exec {sys.executable} -m http.server "$PORT" --bind 127.0.0.1 --directory "$root/pages" ;;
  "-m celery"*) trap "" TERM; sleep 1234 & while :; do sleep 1235 & wait $!; done ;;
  "manage.py load_sample --watch") echo watching; exec sleep 1236 ;;
  manage.py*) echo "$*" ;;
  *) exec {sys.executable} "$@" ;;
esac
"""


@pytest.fixture
def checkout(tmp_path):
    """A checkout that looks built already."""
    folder = tmp_path / "checkout"
    (folder / "infra").mkdir(parents=True)
    (folder / "pages" / "sign-in").mkdir(parents=True)
    (folder / ".venv" / "bin").mkdir(parents=True)
    for name in ("run", "infra/first_run.py", "requirements.txt", "requirements-models.txt"):
        shutil.copy2(ROOT / name, folder / name)
    python = folder / ".venv" / "bin" / "python"
    python.write_text(STAND_IN.replace("$root", str(folder)))
    python.chmod(0o755)
    wanted = [(folder / name).read_text() for name in ("requirements.txt", "requirements-models.txt")]
    (folder / ".venv" / "stamp").write_text(f"{''.join(wanted)}{folder} Python 3.11.0\n")
    return folder


@pytest.fixture
def started(checkout):
    """./run, once it says where it is."""
    port = free_port()
    environment = {"PATH": os.environ["PATH"], "PORT": str(port), "HOME": "/nowhere"}
    with (checkout / "out").open("w") as out:
        running = subprocess.Popen(
            [checkout / "run"],
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=ctrl_c_is_heard,
        )
    try:
        until(lambda: "watching" in (checkout / "out").read_text(), checkout / "out")
        yield running
    finally:
        running.kill()
        running.wait(10)
        for pid in processes_of(checkout):
            os.kill(pid, signal.SIGKILL)


def ctrl_c_is_heard():
    """Tests that run in the background make everything below them deaf to Ctrl-C; a terminal does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def until(true, log, seconds=30):
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, log.read_text()
        time.sleep(0.1)


def processes_of(checkout):
    """Every process that works in this checkout, whoever its parent is."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink() == checkout:
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def left(checkout):
    return [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in processes_of(checkout)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_nothing_is_left_when_it_is_told_to_stop(started, checkout, number):
    assert len(processes_of(checkout)) > 4
    started.send_signal(number)
    assert started.wait(20) == 128 + number
    assert left(checkout) == []
    assert not (checkout / ".local" / "run.pid").exists()


def test_it_prints_the_address_and_the_sign_ins(started, checkout):
    said = (checkout / "out").read_text()
    assert "The service is at http://localhost:" in said
    assert "load_sample --sign-ins" in said


def test_when_a_part_ends_the_rest_is_stopped_and_it_says_so(started, checkout):
    web = [
        pid for pid in processes_of(checkout) if b"http.server" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]
    os.kill(web[0], signal.SIGKILL)
    assert started.wait(20) == 1
    assert "A part of the service has ended" in (checkout / "out").read_text()
    assert left(checkout) == []


def test_a_second_start_from_the_same_folder_is_refused(started, checkout):
    again = subprocess.run([checkout / "run"], capture_output=True, text=True, timeout=30)
    assert again.returncode == 1
    assert "already running from this folder" in again.stderr
    reset = subprocess.run([checkout / "run", "reset"], capture_output=True, text=True, timeout=30)
    assert "Stop it first" in reset.stderr


@pytest.mark.parametrize(
    ("last_line", "said"),
    [
        (
            "django.core.exceptions.ImproperlyConfigured: Set LOOKUP_KEY.",
            "A setting in .env is missing or wrong. Set LOOKUP_KEY.",
        ),
        ("sqlite3.OperationalError: disk I/O error", "The database could not be brought up to date: sqlite3"),
    ],
    ids=["setting", "database"],
)
def test_what_stops_a_start_is_said_in_one_line(checkout, last_line, said):
    python = checkout / ".venv" / "bin" / "python"
    fails = f'case "$*" in\n  "manage.py migrate"*) echo Traceback; echo "{last_line}"; exit 1 ;;\n'
    python.write_text(python.read_text().replace('case "$*" in\n', fails))
    environment = {"PATH": os.environ["PATH"], "PORT": str(free_port()), "HOME": "/nowhere"}

    done = subprocess.run([checkout / "run"], env=environment, capture_output=True, text=True, timeout=60)

    assert done.returncode == 1
    assert done.stderr.startswith(said)
    assert len(done.stderr.splitlines()) == 1
