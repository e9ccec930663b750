"""Invented conferences to draft from, each line with the heading it belongs under."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "samples"
SECONDS_PER_WORD, PAUSE = 0.38, 0.75


@dataclass
class Conference:
    """A conference whose truth is known: lines with section, name, text, start, end and flags."""

    name: str
    attendance: list[dict[str, str]]
    lines: list[dict[str, Any]]

    def transcript(self, *, names_known: bool = True) -> dict[str, Any]:
        """What a perfect transcription would give; without names the speakers are numbered."""
        labels: dict[str, str] = {}
        for line in self.lines:
            labels.setdefault(line["name"], f"Speaker {len(labels) + 1}")
        segments = [
            {
                "start": line["start"],
                "end": line["end"],
                "speaker": line["name"] if names_known else labels[line["name"]],
                "text": line["text"],
                "words": [],
                "flags": [],
            }
            for line in self.lines
        ]
        return {"segments": segments}


def from_text(path: Path) -> Conference:
    """Read one of the .txt files here: `@ name; role; agency` and `section | speaker | text`."""
    people, lines, clock = [], [], 1.0
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.startswith("@"):
            name, role, agency = (cell.strip() for cell in row[1:].split(";"))
            people.append({"name": name, "role": role, "agency": agency})
        elif row and not row.startswith("#"):
            section, name, text = (cell.strip() for cell in row.split("|", 2))
            end = clock + SECONDS_PER_WORD * len(text.split())
            lines.append(
                {"section": section, "name": name, "text": text, "start": clock, "end": end, "flags": []}
            )
            clock = end + PAUSE
    return Conference(path.stem, people, lines)


def from_truth(path: Path) -> Conference:
    """Read the truth of one of the sample recordings."""
    truth = json.loads(path.read_text(encoding="utf-8"))
    people = [{"name": row["name"], "role": row["role"], "agency": ""} for row in truth["speakers"]]
    return Conference(path.stem, people, [line for line in truth["lines"] if line["text"]])


def everything() -> list[Conference]:
    """The two samples and the invented ones."""
    samples = [from_truth(SAMPLES / f"{name}.json") for name in ("conference_dev", "conference_short")]
    return samples + [from_text(path) for path in sorted(HERE.glob("*.txt"))]


def heading_of(line: dict[str, Any], drafted: dict[str, Any]) -> str:
    """The section of the draft that holds most of a line's seconds."""
    shares: dict[str, float] = {}
    for section in drafted["sections"]:
        for paragraph in section["paragraphs"]:
            for sentence in paragraph["sentences"]:
                for start, end in sentence["sources"]:
                    shared = min(end, line["end"]) - max(start, line["start"])
                    if shared > 0:
                        shares[section["code"]] = shares.get(section["code"], 0.0) + shared
    return max(shares, key=lambda code: shares[code], default="")


def misplaced(conference: Conference, drafted: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    """The lines under another heading than the true one."""
    found = [(line, heading_of(line, drafted)) for line in conference.lines]
    return [(line, code) for line, code in found if code != line["section"]]
