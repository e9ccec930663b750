"""A SQLite database with every migration done: made once for each state of theirs, then copied."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".local" / "tests"


@cache
def _made() -> Path:
    file = KEPT / f"migrated-{_state()}.sqlite3"
    if not file.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=KEPT) as folder:
            _migrate(Path(folder) / "db.sqlite3").replace(file)
        for older in set(KEPT.glob("migrated-*.sqlite3")) - {file}:
            older.unlink(missing_ok=True)
    return file


def _state() -> str:
    """What the migrations say, in one word: another word, another database."""
    digest = hashlib.sha256(django.__version__.encode())
    for path in [*sorted(ROOT.glob("*/**/migrations/*.py")), ROOT / "requirements.txt"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _migrate(file: Path) -> Path:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"],
        cwd=ROOT,
        env={**os.environ, "DATA_FOLDER": str(file.parent), "DATABASE_URL": f"sqlite:///{file}"},
        check=True,
    )
    return file


def lay_down(folder: Path, name: str = "db.sqlite3") -> None:
    """A fresh database in this data folder."""
    shutil.copy(_made(), folder / name)
