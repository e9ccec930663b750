"""kill -9 at drawn calls, again and again: what was acknowledged is there, once, and opens."""

import json
import subprocess
import sys

import pytest


@pytest.mark.slow
@pytest.mark.parametrize(("what", "kills"), [("import", 8), ("upload", 4), ("rotate", 4)])
def test_what_is_killed_anywhere_loses_nothing_and_doubles_nothing(what, kills):
    """The full numbers: docs/vault.md."""
    command = [sys.executable, "-m", "tests.bench.kills", what, "--kills", str(kills)]

    done = subprocess.run(command, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["kills"] >= kills
