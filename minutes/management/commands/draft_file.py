"""manage.py draft_file TRANSCRIPT.json: draft minutes as JSON on standard output; nothing is stored."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from minutes import draft

LATEST = 10**6  # seconds: no recording lasts eleven days


class Command(BaseCommand):
    """Lay one transcript out as draft minutes and print them."""

    help = "Draft minutes from what transcribe_file printed, and print them as JSON. Nothing is stored."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The transcript, the attendance list, and the council's template."""
        parser.add_argument("transcript", type=Path)
        parser.add_argument("--attendance", type=Path, help='a list of {"name", "role", "agency"}')
        parser.add_argument("--template", default="strengthening_families", choices=sorted(draft.TEMPLATES))

    def handle(self, *args: Any, **options: Any) -> None:
        """Draft and print."""
        found = draft.from_transcript(
            _transcript(options["transcript"]),
            attendance=_attendance(options["attendance"]),
            template=options["template"],
        )
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))


def _transcript(path: Path) -> dict[str, Any]:
    found = _read(path)
    segments = found.get("segments") if isinstance(found, dict) else None
    if not isinstance(segments, list) or not all(_is_segment(segment) for segment in segments):
        raise CommandError(f"{path.name} is not a transcript: it needs segments with start, end and text")
    return {"segments": segments}


def _is_segment(segment: Any) -> bool:
    if not isinstance(segment, dict) or not isinstance(segment.get("text"), str) or not _is_timed(segment):
        return False
    words, flags = segment.get("words") or [], segment.get("flags") or []
    return (
        isinstance(words, list)
        and isinstance(flags, list)
        and all(isinstance(word, dict) and "word" in word and _is_timed(word) for word in words)
        and all(_is_flag(flag) for flag in flags)
    )


def _is_timed(part: dict[str, Any]) -> bool:
    times = (part.get("start"), part.get("end"))
    return all(isinstance(time, int | float) and abs(time) < LATEST for time in times)


def _is_flag(flag: Any) -> bool:
    if not isinstance(flag, dict) or not isinstance(flag.get("code", ""), str):
        return False
    places = flag.get("words") or []
    return isinstance(places, list) and all(isinstance(place, int) for place in places)


def _attendance(path: Path | None) -> list[dict[str, str]]:
    """The people of an attendance file: a list, or an object that holds one."""
    if path is None:
        return []
    found = _read(path)
    if isinstance(found, dict):
        found = found.get("attendance", found.get("people", found.get("speakers")))
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise CommandError(f'{path.name} is not an attendance list: it needs a list of {{"name", "role"}}')
    return found


def _read(path: Path) -> Any:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        json.dumps(found, ensure_ascii=False, allow_nan=False).encode()  # what cannot be printed again
    except OSError as error:
        raise CommandError(f"{path.name} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{path.name} is not JSON") from error
    return found
