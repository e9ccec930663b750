"""manage.py draft_file TRANSCRIPT.json: draft minutes as JSON on standard output; nothing is stored."""

import json
import re
from argparse import ArgumentParser
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from minutes import draft

LATEST = 10**6  # seconds: no recording lasts eleven days
HOLDERS = ("attendance", "people", "attendees", "speakers", "participants")
CELLS = {
    "name": ("name", "full_name"),
    "role": ("role", "job_title", "title", "relationship"),
    "agency": ("agency", "organisation", "organization"),
}


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
    """The segments of a transcript in the order of time, whatever holds them."""
    found = _read(path)
    while isinstance(found, dict) and "segments" not in found:
        found = found.get("transcript", found.get("lines"))
    segments = found.get("segments") if isinstance(found, dict) else (found or None)
    if not isinstance(segments, list) or not all(_is_segment(segment) for segment in segments):
        raise CommandError(f"{path.name} is not a transcript: it needs segments with start, end and text")
    return {"segments": [_plain(segment) for segment in sorted(segments, key=itemgetter("start"))]}


def _plain(segment: dict[str, Any]) -> dict[str, Any]:
    """Who speaks as a label; words only where they spell what the text says."""
    speaker = segment.get("speaker", segment.get("name"))
    if isinstance(speaker, dict):
        speaker = speaker.get("label", speaker.get("name", speaker.get("id")))
    words = segment.get("words") or []
    spelt = "".join(str(word["word"]) for word in words)
    same = "".join(spelt.split()) == "".join(segment["text"].split())
    return {**segment, "speaker": speaker, "words": words if same else []}


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
    """The people of an attendance file: a list, or an object that holds one, or names with their roles."""
    if path is None:
        return []
    found = _read(path)
    if isinstance(found, dict):
        held = next((found[key] for key in HOLDERS if key in found), None)
        found = [{"name": name, "role": role} for name, role in found.items()] if held is None else held
    rows = [_row(row) for row in found] if isinstance(found, list) else [None]
    if None in rows:
        raise CommandError(f'{path.name} is not an attendance list: it needs a list of {{"name", "role"}}')
    return [row for row in rows if row and row["name"]]


def _row(row: Any) -> dict[str, str] | None:
    """One person's name, role and agency; "Jo Fox (Social Worker)" is read too."""
    if isinstance(row, str):
        name, _, role = re.sub(r"[,(]", "|", row, count=1).partition("|")
        row = {"name": name, "role": role.strip(") ")}
    if not isinstance(row, dict):
        return None
    found = {cell: next((row[key] for key in keys if row.get(key)), "") for cell, keys in CELLS.items()}
    if not all(isinstance(value, str | int) for value in found.values()):
        return None
    return {cell: str(value).strip() for cell, value in found.items()}


def _read(path: Path) -> Any:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
        json.dumps(found, ensure_ascii=False, allow_nan=False).encode()  # what cannot be printed again
    except OSError as error:
        raise CommandError(f"{path.name} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{path.name} is not JSON") from error
    return found
