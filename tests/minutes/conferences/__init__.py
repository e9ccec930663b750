"""Invented conferences to draft from, each line with the heading it belongs under."""

import json
import random
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "samples"
SECONDS_PER_WORD, PAUSE = 0.38, 0.75
FLAGS = {
    "yes": "threshold_yes",
    "no": "threshold_no",
    "child": "child_voice",
    "restricted": "restricted_police",
    "date": "next_date",
}
# What a machine hears instead, from the kind of mistakes that the list of terms foretells.
HEARD_AS = {
    "core group": "call group",
    "quorate": "core eight",
    "outline plan": "online plan",
    "child protection plan": "child protection plant",
    "child in need": "child indeed",
    "section 47": "session 47",
    "neglect": "the glect",
    "strategy": "tragedy",
    "threshold": "fresh hold",
    "dissent": "descent",
    "contingency": "continuity",
    "police": "please",
}


@dataclass
class Conference:
    """A conference whose truth is known: lines with section, name, text, start, end and flags."""

    name: str
    attendance: list[dict[str, str]]
    lines: list[dict[str, Any]]

    @property
    def is_flagged(self) -> bool:
        """Whether the truth says which lines are decisions, views and actions."""
        return any(line["flags"] for line in self.lines)

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

    def roughly_heard(self) -> "Conference":
        """The same as a poor transcription: terms misheard, capitals and stops lost or put elsewhere."""
        chance = random.Random(self.name)
        return replace(self, lines=[{**line, "text": _rough(line["text"], chance)} for line in self.lines])


def _rough(text: str, chance: random.Random) -> str:
    for said, heard in HEARD_AS.items():
        if chance.random() < 0.5:
            text = re.sub(rf"\b{said}\b", heard, text, flags=re.IGNORECASE)
    words = [_rough_word(word, chance) for word in text.split()]
    return " ".join(words)


def _rough_word(word: str, chance: random.Random) -> str:
    """Some stops are lost, some come in the wrong place, and most capitals with them."""
    if word[-1] in ".?!," and chance.random() < 0.35:
        word = word[:-1] or word
    elif word[-1].isalnum() and chance.random() < 0.03:
        word += "."
    return word.lower() if chance.random() < 0.7 else word


def from_text(path: Path) -> Conference:
    """Read one of the .txt files here.

    `@ name; role; agency` is a person, `section flags | speaker | text` a line, and `> person; when` one
    action of the line above it.
    """
    people: list[dict[str, str]] = []
    lines: list[dict[str, Any]] = []
    clock = 1.0
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.startswith("@"):
            name, role, agency = (cell.strip() for cell in row[1:].split(";"))
            people.append({"name": name, "role": role, "agency": agency})
        elif row.startswith(">"):
            person, when = (cell.strip() for cell in row[1:].split(";"))
            lines[-1]["actions"].append((person, when))
        elif row and not row.startswith("#"):
            lines.append(_line(row, clock))
            clock = lines[-1]["end"] + PAUSE
    return Conference(path.stem, people, lines)


def _line(row: str, clock: float) -> dict[str, Any]:
    head, speaker, text = (cell.strip() for cell in row.split("|", 2))
    section, *flags = head.split()
    return {
        "section": section,
        "name": speaker,
        "text": text,
        "start": clock,
        "end": clock + SECONDS_PER_WORD * len(text.split()),
        "flags": [FLAGS.get(flag, flag) for flag in flags],
        "actions": [],
    }


def from_truth(path: Path) -> Conference:
    """Read the truth of one of the sample recordings."""
    truth = json.loads(path.read_text(encoding="utf-8"))
    people = [{"name": row["name"], "role": row["role"], "agency": ""} for row in truth["speakers"]]
    lines = [{**line, "flags": _flags(line)} for line in truth["lines"] if line["text"]]
    return Conference(path.stem, people, lines)


def _flags(line: dict[str, Any]) -> list[str]:
    dated = line["section"] in ("core_group", "review_date")
    return [*line["flags"], *(["next_date"] if dated else [])]


def everything() -> list[Conference]:
    """The two samples and the invented ones that the draft was made with."""
    samples = [from_truth(SAMPLES / f"{name}.json") for name in ("conference_dev", "conference_short")]
    return samples + [from_text(path) for path in sorted(HERE.glob("*.txt"))]


def held_out() -> list[Conference]:
    """Those the draft was never made with: what it does with the next conference."""
    return [from_text(path) for path in sorted((HERE / "held_out").glob("*.txt"))]


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
