"""`manage.py import_record`: bring children, conferences and people in from tables of another system."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from access.models import User
from recordings.importing import COLUMNS, Problem, bring_in
from recordings.importing.columns import TABLES
from recordings.importing.reading import Unreadable, decoded


class Command(BaseCommand):
    """Look at the tables, say what is wrong with each line, and with --bring-in keep all of it or nothing."""

    help = "Bring records in from CSV: manage.py import_record --children FILE --by EMAIL [--bring-in]"

    def add_arguments(self, parser: CommandParser) -> None:
        for table in TABLES:
            parser.add_argument(f"--{table}", type=Path, help=f"columns: {', '.join(COLUMNS[table])}")
        parser.add_argument(
            "--by", required=True, help="the e-mail address of the administrator who brings them in"
        )
        parser.add_argument("--bring-in", action="store_true", help="keep it; without this it only looks")

    def handle(self, *args: object, **options: Any) -> None:
        by = User.objects.filter(email=options["by"].lower(), is_active=True).first()
        if by is None:
            raise CommandError("Nobody signs in with this e-mail address.")
        problems: list[Problem] = []
        tables = {table: _read(options[table], table, problems) for table in TABLES if options[table]}
        if problems:
            found: dict[str, Any] = {"done": False, "problems": [problem.as_json() for problem in problems]}
        else:
            found = bring_in(tables, by=by, only_look=not options["bring_in"]).as_json()
        self.stdout.write(json.dumps(found, indent=1))
        if found["problems"]:
            raise CommandError(f"{len(found['problems'])} lines cannot be brought in. Nothing was kept.")


def _read(path: Path, table: str, problems: list[Problem]) -> str:
    try:
        return decoded(path.read_bytes(), table)
    except OSError:
        raise CommandError(f"{path.name} cannot be read.") from None
    except Unreadable as error:
        problems.append(error.problem)
        return ""
