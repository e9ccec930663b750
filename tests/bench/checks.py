"""What a chair has to listen to: how many sentences of a draft are checks, and why.

Run: python -m tests.bench.checks [--held-out] [TRANSCRIPT.json --attendance FILE]
The true words of the test conferences get the marks of the worker as if every word had been heard well, and
are drafted with the attendance list; a transcript of `transcribe_file` has its own marks.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from minutes import draft
from minutes.checks import MOST_HARM, kind_of
from tests.minutes import conferences
from transcription.checks import of_segment

WELL_HEARD = 0.9


def main() -> None:
    """Print one line for each conference, and one for all of them."""
    options = arguments()
    if options.transcript:
        people = json.loads(options.attendance.read_text()) if options.attendance else []
        show(options.transcript.stem, count(json.loads(options.transcript.read_text()), people))
        return
    total: Counter[str] = Counter()
    for conference in conferences.held_out() if options.held_out else conferences.everything():
        transcript = conference.transcript()
        for segment in transcript["segments"]:
            segment["flags"] = of_segment({"words": words_of(segment)})
        found = count(transcript, conference.attendance)
        show(conference.name, found)
        total.update(found)
    show("all of them", total)


def count(transcript: dict[str, Any], people: list[dict[str, str]]) -> Counter[str]:
    """Words, and checks by what would do most harm in each."""
    drafted = draft.from_transcript(transcript, attendance=people)
    rows = [s for section in drafted["sections"] for p in section["paragraphs"] for s in p["sentences"]]
    found = Counter(
        min((kind_of(flag["code"]) for flag in row["flags"]), key=MOST_HARM.index)
        for row in rows
        if row["flags"]
    )
    return Counter({"words": sum(len(row["text"].split()) for row in rows), "checks": found.total(), **found})


def words_of(segment: dict[str, Any]) -> list[dict[str, Any]]:
    pieces = segment["text"].split()
    step = (segment["end"] - segment["start"]) / max(len(pieces), 1)
    times = [segment["start"] + step * n for n in range(len(pieces) + 1)]
    return [
        {"word": f" {piece}", "start": times[n], "end": times[n + 1], "probability": WELL_HEARD}
        for n, piece in enumerate(pieces)
    ]


def show(name: str, found: Counter[str]) -> None:
    rate = round(1000 * found["checks"] / found["words"], 1)
    print(json.dumps({"conference": name, **found, "checks_per_1000_words": rate}))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("transcript", nargs="?", type=Path)
    parser.add_argument("--attendance", type=Path)
    parser.add_argument("--held-out", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
