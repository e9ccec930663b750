"""./run before anything is built: each thing that can be wrong is one clear line and a non-zero exit."""

import os
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ["bash", "dirname", "mkdir", "cat", "df", "awk", "cmp"]


@pytest.fixture
def checkout(tmp_path):
    """A new checkout, as far as ./run looks before it builds."""
    folder = tmp_path / "a checkout"
    (folder / "infra").mkdir(parents=True)
    for name in ("run", "infra/first_run.py"):
        shutil.copy2(ROOT / name, folder / name)
    return folder


@pytest.fixture
def tools(tmp_path):
    """A PATH with what ./run needs and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in NEEDED:
        (folder / name).symlink_to(shutil.which(name))
    return folder


def run(checkout, *words, **variables):
    environment = {"PATH": os.environ["PATH"], "HOME": "/nowhere", **variables}
    return subprocess.run(
        [checkout / "run", *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )


def assert_one_line(done, says):
    assert done.returncode != 0
    assert says in done.stderr
    assert done.stderr.count("\n") == 1, done.stderr


def test_without_python_it_says_so(checkout, tools):
    assert_one_line(
        run(checkout, PATH=str(tools)), "Python 3.11 or newer is needed, and no python3 was found"
    )


def test_with_an_old_python_it_names_its_version(checkout, tools):
    old = tools / "python3"
    old.write_text('#!/bin/sh\ncase "$2" in *exit*) exit 1;; *) echo 3.9;; esac\n')
    old.chmod(0o755)
    assert_one_line(run(checkout, PATH=str(tools)), "Python 3.11 or newer is needed; python3 is 3.9")


def test_with_a_python_that_cannot_make_an_environment_it_says_what_to_install(checkout, tools):
    bare = tools / "python3"
    bare.write_text('#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\n')
    bare.chmod(0o755)
    assert_one_line(run(checkout, PATH=str(tools)), "install its venv package")


def test_a_port_in_use_is_named_with_another_to_try(checkout):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert_one_line(run(checkout, PORT=str(port)), f"Port {port} is in use")


@pytest.mark.parametrize("port", ["80", "70000", "eighty", "8000x"])
def test_a_port_must_be_a_port(checkout, port):
    assert_one_line(run(checkout, PORT=port), "PORT must be a number from 1024 to 65535")


def test_too_little_disk_is_said_before_anything_is_built(checkout, tools):
    (tools / "df").unlink()
    (tools / "df").write_text("#!/bin/sh\necho head\necho disk 1 1 12 1 /\n")
    (tools / "df").chmod(0o755)
    done = run(checkout, "setup", PATH=f"{tools}:{os.environ['PATH']}")
    assert_one_line(done, "Not enough disk: 12 MB free")
    assert not (checkout / ".venv").exists()


def test_an_unknown_word_gets_the_usage(checkout):
    assert_one_line(run(checkout, "dance"), "Usage: ./run")


def test_reset_has_nothing_to_empty_in_a_new_checkout(checkout):
    assert_one_line(run(checkout, "reset"), "nothing to empty")


def test_reset_asks_and_a_silent_answer_deletes_nothing(checkout):
    first_run(checkout)
    kept = checkout / ".local" / "data" / "db.sqlite3"
    kept.write_text("rows")
    done = run(checkout, "reset")
    assert "Nothing was deleted." in done.stderr
    assert done.returncode != 0
    assert kept.exists()


def test_reset_empties_the_data_and_keeps_the_keys(checkout):
    first_run(checkout)
    (checkout / ".local" / "data" / "db.sqlite3").write_text("rows")
    asked = subprocess.run(
        [checkout / "run", "reset"], input="yes\n", capture_output=True, text=True, timeout=60
    )
    assert asked.returncode == 0, asked.stderr
    assert not (checkout / ".local" / "data").exists()
    assert (checkout / ".local" / "keys" / "keyring.json").exists()


def first_run(checkout):
    subprocess.run([sys.executable, checkout / "infra" / "first_run.py"], check=True, capture_output=True)


def test_the_first_start_writes_secrets_that_only_their_owner_reads(checkout):
    first_run(checkout)
    for path in (checkout / ".env", checkout / ".local" / "keys" / "keyring.json"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((checkout / ".local" / "keys").stat().st_mode) == 0o700


def test_a_second_start_keeps_them(checkout):
    first_run(checkout)
    before = (checkout / ".env").read_text(), (checkout / ".local" / "keys" / "keyring.json").read_text()
    first_run(checkout)
    assert before == (
        (checkout / ".env").read_text(),
        (checkout / ".local" / "keys" / "keyring.json").read_text(),
    )


def test_two_checkouts_share_no_secret(checkout, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(checkout, other)
    first_run(checkout)
    first_run(other)
    secrets = [
        {line for line in (one / ".env").read_text().splitlines() if "KEY=" in line}
        for one in (checkout, other)
    ]
    assert len(secrets[0]) == 3
    assert not secrets[0] & secrets[1]
