"""An import that is killed with kill -9 at any place, again and again: every file is taken once."""

import json
import subprocess
import sys

import pytest


@pytest.mark.slow
def test_an_import_that_is_killed_anywhere_loses_nothing_and_doubles_nothing():
    command = [sys.executable, "-m", "tests.bench.kills", "import", "--kills", "12"]

    done = subprocess.run(command, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["kills"] >= 12
