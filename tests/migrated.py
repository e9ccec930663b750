"""A SQLite database with every migration done: made once for a run of the tests, copied for each machine."""

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@cache
def _made() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="migrated-", dir=os.environ["DATA_FOLDER"]))
    file = folder / "db.sqlite3"
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"],
        cwd=ROOT,
        env={**os.environ, "DATA_FOLDER": str(folder), "DATABASE_URL": f"sqlite:///{file}"},
        check=True,
    )
    return file


def lay_down(folder: Path) -> None:
    """A fresh database in this data folder."""
    shutil.copy(_made(), folder / "db.sqlite3")
