"""Adds a set to a backup: `manage.py backup FOLDER`. Answers in JSON."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from recordings.vault import backups, keys


class Command(BaseCommand):
    """Exit code 0: the set is whole. Anything else: one line, and no set."""

    requires_system_checks = []
    help = "Writes the database, sealed, and then the sealed objects that it names, into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--keep-days", type=int, default=settings.BACKUP_KEEP_DAYS)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = backups.make(options["folder"], keep_days=options["keep_days"])
        except (backups.BackupProblem, keys.KeyProblem, OSError) as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(json.dumps(made._asdict()))
