"""Takes in what recorders left: `manage.py import_recordings FOLDER`. A line of JSON for each file."""

import fcntl
import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from access.models import User
from recordings.vault.keys import KeyProblem
from recordings.watching import Watched


class Command(BaseCommand):
    """Exit code 0: every file is safe, or still being written. 1: some were refused, each with its reason."""

    requires_system_checks = []
    help = (
        "Seals every recording in a folder and matches it by manifest.csv, or holds it for a person to match."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--settle",
            type=float,
            default=120,
            help="leave alone what was written to in the last so many seconds",
        )
        parser.add_argument(
            "--then",
            choices=["leave", "move", "remove"],
            default="leave",
            help="what is done with a file once it is sealed, stored and committed",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["folder"].resolve()
        if not folder.is_dir():
            raise CommandError(f"There is no folder {options['folder']}.")
        lock = settings.DATA_FOLDER / "importing.lock"
        with lock.open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise CommandError("Another import is running.") from None
            found = self._take_in(Watched(folder, options["settle"], options["then"]))
        self.stdout.write(json.dumps({"files": dict(sorted(found.items()))}))
        if found["refused"]:
            raise SystemExit(1)

    def _take_in(self, watched: Watched) -> Counter[str]:
        found: Counter[str] = Counter()
        try:
            for said in watched.take_in(by=User.objects.service("recorders")):
                found[said.outcome] += 1
                self.stdout.write(
                    json.dumps({name: value for name, value in said._asdict().items() if value})
                )
        except KeyProblem as problem:
            raise CommandError(str(problem)) from None
        return found
