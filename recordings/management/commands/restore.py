"""Restores a backup, or tries whether it can be: `manage.py restore FOLDER [--drill]`. Answers in JSON."""

import json
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from recordings.vault import backups, keys, tables
from recordings.vault.sealed import Refused


class Command(BaseCommand):
    """Exit code 0: everything came back. 1: some sealed objects are missing. Other problems: one line."""

    requires_system_checks = []
    help = "Restores a backup into an empty database and storage, and replays the ledger of destroyed keys."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--set", dest="name", help="another set than the latest")
        parser.add_argument(
            "--ledger", type=Path, action="append", default=[], help="a later ledger, kept apart"
        )
        parser.add_argument(
            "--drill",
            action="store_true",
            help="restore into an empty folder, open everything there, and throw it away",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder, name, ledgers = options["folder"].resolve(), options["name"], options["ledger"]
        if options["drill"]:
            return self._drill(folder, name, [settings.ERASURE_LEDGER, *ledgers])
        try:
            call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
            restored = backups.restore(folder, name=name, ledgers=ledgers)
        except Refused:
            raise CommandError("The database of this set is not what was written.") from None
        except (backups.BackupProblem, keys.KeyProblem, tables.NotTheSame, OSError) as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(json.dumps(restored._asdict()))
        if restored.blobs_missing:
            raise SystemExit(1)

    def _drill(self, folder: Path, name: str | None, ledgers: list[Path]) -> None:
        chosen = [*(["--set", name] if name else []), *(f"--ledger={path.resolve()}" for path in ledgers)]
        with tempfile.TemporaryDirectory() as empty:
            restored = self._run_in(Path(empty), "restore", str(folder), *chosen)
            opened = self._run_in(Path(empty), "vault", "scrub", "--all")
        self.stdout.write(json.dumps({"restored": restored, "opened": opened}))

    def _run_in(self, empty: Path, *arguments: str) -> Any:
        """Run a command as if this were a new machine with the same settings and keys."""
        place = {
            "DATA_FOLDER": str(empty),
            "DATABASE_URL": f"sqlite:///{empty / 'db.sqlite3'}",
            "BLOB_STORAGE": "folder",
            "ERASURE_LEDGER": str(empty / "destroyed-keys"),
        }
        command = [sys.executable, "-m", "django", *arguments]
        root = Path(apps.get_app_config("recordings").path).parent
        ran = subprocess.run(  # noqa: S603 - this program, and paths that the caller named
            command, cwd=root, env={**os.environ, **place}, capture_output=True, text=True, check=False
        )
        if ran.returncode:
            raise CommandError(f"The drill failed: {ran.stderr.strip() or ran.stdout.strip()}")
        return json.loads(ran.stdout)
