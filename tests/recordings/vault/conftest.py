"""A machine of its own for tests that start the service's commands as a person does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.migrated import lay_down

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def new_machine(tmp_path):
    """Makes empty machines: their data folder, and a way to run manage.py there."""

    def made(name, *, migrated=True, **settings):
        folder = tmp_path / name
        folder.mkdir()
        place = {
            "DATA_FOLDER": folder,
            "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
            "BLOB_STORAGE": "folder",
        }
        environment = {**os.environ, **{key: str(value) for key, value in {**place, **settings}.items()}}

        def manage(*arguments, stdin="", code=0):
            command = [sys.executable, "manage.py", *map(str, arguments)]
            ran = subprocess.run(
                command, cwd=ROOT, env=environment, input=stdin, capture_output=True, text=True
            )
            assert ran.returncode == code, ran.stderr
            return ran.stdout if code == 0 else ran.stderr

        if migrated:
            lay_down(folder)
        return folder, manage

    return made
