"""How good the first draft is: headings, what is shut away, words kept, and suggestions found.

Run: python -m tests.bench.draft [--held-out] [--table] [--lines] [TRANSCRIPT.json --truth TRUTH.json]
Without a transcript, the true words of every test conference are drafted, with and without names and roles,
and once more as a poor transcription would have them.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from minutes import draft
from tests.minutes import conferences
from tests.minutes.conferences import Conference

# What is known of the speakers: their names; numbered voices and the list; numbered voices alone; and those
# with words poorly heard.
WAYS = (
    ("names", True, True, False),
    ("list", False, True, False),
    ("voices", False, False, False),
    ("rough", False, True, True),
)
WANTED = {
    "view": {"threshold_yes", "threshold_no"},
    "decision": {"decision"},
    "action": {"action"},
    "date": {"next_date"},
}
RESTRICTED = "police_restricted"


def main() -> None:
    """Print one line for each conference and way of naming its speakers, and one for all of them."""
    options = arguments()
    if options.transcript:
        conference = conferences.from_truth(options.truth)
        people = json.loads(options.attendance.read_text()) if options.attendance else []
        drafted = draft.from_transcript(json.loads(options.transcript.read_text()), attendance=people)
        show(score(conference, drafted, heard=None), conference.name, "transcript", options)
        return
    chosen = conferences.held_out() if options.held_out else conferences.everything()
    for way, names_known, listed, rough in WAYS:
        total: Counter[str] = Counter()
        for conference in chosen:
            said = conference.roughly_heard() if rough else conference
            transcript = said.transcript(names_known=names_known)
            people = conference.attendance if listed else []
            found = score(conference, draft.from_transcript(transcript, attendance=people), heard=said)
            show(found, conference.name, way, options)
            total.update({key: n for key, n in found.items() if isinstance(n, int)})
        show(dict(total), "all of them", way, options)


def score(conference: Conference, drafted: dict[str, Any], *, heard: Conference | None) -> dict[str, Any]:
    """What was right, as counts, so that several conferences can be added up."""
    wrong = conferences.misplaced(conference, drafted)
    found: dict[str, Any] = {
        "lines": len(conference.lines),
        "right": len(conference.lines) - len(wrong),
        "leaked": sum(line["section"] == RESTRICTED for line, _ in wrong),
        "shut_away": sum(code == RESTRICTED for _, code in wrong),
        "wrong": wrong,
        **(changed(heard, drafted) if heard else {}),
    }
    if conference.is_flagged:
        for kind in WANTED:
            found.update(suggested(conference, drafted, kind))
        found.update(doers(conference, drafted))
    return found


def changed(heard: Conference, drafted: dict[str, Any]) -> dict[str, int]:
    """Words that are in no sentence, and words in a sentence that nobody said."""
    rows = [s for section in drafted["sections"] for p in section["paragraphs"] for s in p["sentences"]]
    said = Counter(word for line in heard.lines for word in line["text"].split())
    kept = Counter(word for row in rows for word in row["heard"].split())
    added = sum(not in_order(row["text"], row["heard"]) for row in rows)
    return {"lost": (said - kept).total(), "added": (kept - said).total() + added}


def in_order(text: str, heard: str) -> bool:
    """Whether every letter of the tidied text stands in what was heard, in its order."""
    letters = iter(heard.lower())
    return all(letter in letters for letter in text.lower() if letter.isalnum())


def suggested(conference: Conference, drafted: dict[str, Any], kind: str) -> dict[str, int]:
    """A suggestion is right when it comes from a line marked so."""
    true = {n for n, line in enumerate(conference.lines) if WANTED[kind] & set(line["flags"])}
    found = [line_of(conference, row) for row in drafted["suggestions"] if row["kind"] == kind]
    return {
        f"{kind}_offered": len(found),
        f"{kind}_right": sum(n in true for n in found),
        f"{kind}_true": len(true),
        f"{kind}_found": len(set(found) & true),
    }


def doers(conference: Conference, drafted: dict[str, Any]) -> dict[str, int]:
    """Of the single actions in the truth: how many are offered with the right person, and with when."""
    rows = [(line_of(conference, row), row) for row in drafted["suggestions"] if row["kind"] == "action"]
    wanted = [
        (n, person, when)
        for n, line in enumerate(conference.lines)
        for person, when in line.get("actions", ())
    ]
    own = [[row for place, row in rows if place == n] for n, _, _ in wanted]
    persons = [
        any(same_person(row["person"], person, conference) for row in offered)
        for offered, (_, person, _) in zip(own, wanted, strict=True)
    ]
    times = [
        any(
            when.lower() in row["when"].lower() or (row["when"] and row["when"].lower() in when.lower())
            if when
            else not row["when"]
            for row in offered
        )
        for offered, (_, _, when) in zip(own, wanted, strict=True)
    ]
    return {"doers_true": len(wanted), "doers_right": sum(persons), "whens_right": sum(times)}


def same_person(offered: str, wanted: str, conference: Conference) -> bool:
    """By name; a voice without a name is known by its number."""
    labels = {line["name"]: None for line in conference.lines}
    number = f"Speaker {list(labels).index(wanted) + 1}" if wanted in labels else ""
    return bool(offered) and (offered.lower() in wanted.lower() or offered == number)


def line_of(conference: Conference, suggestion: dict[str, Any]) -> int:
    start, end = suggestion["sources"][0]
    middle = (start + end) / 2
    distance = [max(line["start"] - middle, middle - line["end"], 0.0) for line in conference.lines]
    return distance.index(min(distance))


def show(found: dict[str, Any], name: str, way: str, options: argparse.Namespace) -> None:
    """One row of a table, or one line of JSON."""
    row: dict[str, Any] = {"conference": name, "speakers": way, "lines": found["lines"]}
    row["headings"] = round(found["right"] / found["lines"], 3)
    row.update({key: found[key] for key in ("leaked", "shut_away", "lost", "added") if key in found})
    for kind in WANTED:
        if f"{kind}_true" in found:
            row[kind] = [
                share(found[f"{kind}_right"], found[f"{kind}_offered"]),
                share(found[f"{kind}_found"], found[f"{kind}_true"]),
            ]
    if found.get("doers_true"):
        row["who"] = share(found["doers_right"], found["doers_true"])
        row["when"] = share(found["whens_right"], found["doers_true"])
    print("| " + " | ".join(map(cell, row.values())) + " |" if options.table else json.dumps(row))
    if options.lines:
        for line, code in found.get("wrong", ()):
            print(f"  {line['section']} -> {code}: {line['name']}: {line['text'][:110]}")


def cell(value: Any) -> str:
    return " / ".join(f"{one:.2f}" for one in value) if isinstance(value, list) else str(value)


def share(part: int, whole: int) -> float:
    return round(part / whole, 2) if whole else 1.0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("transcript", type=Path, nargs="?", help="what transcribe_file printed")
    parser.add_argument("--truth", type=Path, default=conferences.SAMPLES / "conference_dev.json")
    parser.add_argument("--attendance", type=Path, help="for a transcript: who was there")
    parser.add_argument("--held-out", action="store_true", help="the conferences kept apart")
    parser.add_argument("--table", action="store_true", help="rows of a table in place of JSON")
    parser.add_argument("--lines", action="store_true", help="print the lines under another heading")
    return parser.parse_args()


if __name__ == "__main__":
    main()
