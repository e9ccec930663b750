"""manage.py audit verify: walks the chain and says whether it holds."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from access import audit


class Command(BaseCommand):
    """Check the audit. Prints {"ok", "events", "head"}; a broken chain is a one-line error and exit 1."""

    help = "Checks that no line of the audit was changed, added or taken away."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify"])
        parser.add_argument("--expect-head", help="a digest noted earlier that must still stand in the chain")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = audit.verify(containing=options["expect_head"])
        except audit.Broken as broken:
            raise CommandError(str(broken)) from broken
        self.stdout.write(json.dumps({"ok": True, "events": found.events, "head": found.head}))
