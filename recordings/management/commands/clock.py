"""`manage.py clock RULE JSON`: one statutory or local date, for scripts and for trying a rule."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from recordings import clocks


class Command(BaseCommand):
    """Print the dates a rule gives, and with --working how they were worked out."""

    help = 'Work out one date: manage.py clock sar_due \'{"input": {"received": "2026-09-03"}}\''
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rule", help=f"one of {', '.join(sorted(clocks.QUESTIONS))}")
        parser.add_argument("question", help='a JSON object of the facts, alone or as {"input": {...}}')
        parser.add_argument("--working", action="store_true", help="add the rule and the days counted")

    def handle(self, *args: object, **options: Any) -> None:
        try:
            answer = clocks.ask(options["rule"], _facts(options["question"]))
        except clocks.ClockError as error:
            raise CommandError(str(error)) from error
        shown: dict[str, object] = dict(answer.as_json())
        if options["working"]:
            shown["working"] = answer.working()
        self.stdout.write(json.dumps(shown, indent=1))


def _facts(text: str) -> dict[str, object]:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        raise CommandError("the second argument must be a JSON object") from None
    facts = given.get("input", given) if isinstance(given, dict) else given
    if not isinstance(facts, dict):
        raise CommandError("the second argument must be a JSON object")
    return facts
