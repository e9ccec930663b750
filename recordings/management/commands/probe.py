"""Says whether a file would be taken as a recording, without keeping anything of it."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from recordings import audio


class Command(BaseCommand):
    """`manage.py probe AUDIO` prints one JSON object; a file that is refused is an answer, not an error."""

    help = (
        "Say whether a file would be taken as a recording: container, codec, duration, or the reason why not."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("audio", type=Path, help="the file to look at")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with options["audio"].open("rb") as file:
                found = audio.examine(file)
        except OSError as problem:
            raise CommandError(f"{options['audio']}: {problem.strerror or problem}") from None
        answer = {
            "accepted": found.accepted,
            "container": found.container or None,
            "codec": found.codec or None,
            "duration": found.duration if found.accepted else None,
            "channels": found.channels if found.accepted else None,
            "reason": found.reason or None,
            "warnings": list(found.warnings),
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))
