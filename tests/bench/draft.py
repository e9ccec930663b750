"""How good the first draft is: lines under the right heading, and precision and recall of suggestions.

Run: python -m tests.bench.draft [--lines] [TRANSCRIPT.json --truth TRUTH.json]
Without a transcript, the true words of every test conference are drafted, with and without names and roles.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from minutes import draft
from tests.minutes import conferences
from tests.minutes.conferences import Conference

# The truth's own flags, and the suggestions that should come from those lines.
WANTED = {"view": {"threshold_yes", "threshold_no"}, "decision": {"decision"}, "action": {"action"}}
# What is known of the speakers: their names; numbered voices and the list; numbered voices alone.
WAYS = (("names", True, True), ("list", False, True), ("voices", False, False))
WANTED_SECTIONS = {"date": {"core_group", "review_date"}}


def main() -> None:
    """Print one line of JSON for each conference and way of naming its speakers."""
    options = arguments()
    if options.transcript:
        conference = conferences.from_truth(options.truth)
        show(conference, json.loads(options.transcript.read_text()), "transcript", options)
        return
    for conference in conferences.everything():
        for way, names_known, listed in WAYS:
            people = conference.attendance if listed else []
            show(conference, conference.transcript(names_known=names_known), way, options, people)


def show(
    conference: Conference,
    transcript: dict[str, Any],
    way: str,
    options: argparse.Namespace,
    attendance: list[dict[str, str]] | None = None,
) -> None:
    people = conference.attendance if attendance is None else attendance
    drafted = draft.from_transcript(transcript, attendance=people)
    wrong = conferences.misplaced(conference, drafted)
    total = len(conference.lines)
    score = {
        "conference": conference.name,
        "speakers": way,
        "lines": total,
        "right_heading": round((total - len(wrong)) / total, 3),
        "suggestions": dict(suggestions(conference, drafted)),
    }
    print(json.dumps(score))
    if options.lines:
        for line, code in wrong:
            print(f"  {line['section']} -> {code}: {line['text'][:90]}")


def suggestions(conference: Conference, drafted: dict[str, Any]) -> Iterator[tuple[str, dict[str, float]]]:
    """Precision and recall over lines: a suggestion is right when it comes from a line marked so."""
    if not any(line["flags"] for line in conference.lines):
        return
    for kind in ("view", "decision", "action", "date"):
        true = {n for n, line in enumerate(conference.lines) if marked(line, kind)}
        found = [line_of(conference, row) for row in drafted["suggestions"] if row["kind"] == kind]
        hit = set(found) & true
        yield (
            kind,
            {
                "precision": round(sum(n in true for n in found) / len(found), 2) if found else 1.0,
                "recall": round(len(hit) / len(true), 2) if true else 1.0,
            },
        )


def marked(line: dict[str, Any], kind: str) -> bool:
    if kind in WANTED_SECTIONS:
        return line["section"] in WANTED_SECTIONS[kind]
    return bool(WANTED[kind] & set(line["flags"]))


def line_of(conference: Conference, suggestion: dict[str, Any]) -> int:
    start, end = suggestion["sources"][0]
    middle = (start + end) / 2
    distance = [max(line["start"] - middle, middle - line["end"], 0.0) for line in conference.lines]
    return distance.index(min(distance))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("transcript", type=Path, nargs="?", help="what transcribe_file printed")
    parser.add_argument("--truth", type=Path, default=conferences.SAMPLES / "conference_dev.json")
    parser.add_argument("--lines", action="store_true", help="print the lines under another heading")
    return parser.parse_args()


if __name__ == "__main__":
    main()
