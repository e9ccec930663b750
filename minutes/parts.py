"""The parts nobody has listened to: a heading with no passage heard, a long stretch that gave no words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from minutes.checks import Open, is_settled
from minutes.text import Sentence, Text
from recordings.models import Conference, Part, PartKind, Recording

LONG_SILENCE = 30.0
GAP = "gap"  # a line that says that nobody's words stand here
HEADING = "Nobody has listened to anything under this heading"
SILENCE = "The software heard no words here, and nobody has listened"


def unheard(conference: Conference, texts: Collection[Text], cleared: Collection[str]) -> list[Open]:
    """Every part of these texts that nobody has listened to, as something to hear."""
    sounds = Recording.objects.filter(conference=conference, erased_at=None)
    there = {str(pk) for pk in sounds.values_list("pk", flat=True)}
    breaks = list(Part.objects.filter(recording__in=sounds, kind=PartKind.BREAK))
    found = [check for text in texts for check in _headings(text, there, cleared)]
    rows = [row for text in texts for row in text.get("silences", [])]
    found += [_silence(row) for row in rows if row["recording"] in there and row["id"] not in cleared]
    return [check for check in found if not any(_covers(part, check) for part in breaks)]


def silences(said: Sequence[Sentence], lengths: Mapping[str, float]) -> list[dict[str, Any]]:
    """The long stretches of these recordings from which no sentence came."""
    found = []
    for recording, length in lengths.items():
        own = [one for one in said if one["recording"] == recording and one.get("kind") != GAP]
        spans = [span for one in own for span in one["sources"]]
        at = 0.0
        for start, end in [*sorted(spans), [length, length]]:
            if start - at >= LONG_SILENCE:
                where = [round(at, 3), round(start, 3)]
                pk = str(uuid5(NAMESPACE_OID, f"{recording} {where}"))
                found.append({"id": pk, "recording": recording, "sources": [where]})
            at = max(at, end)
    return found


def _headings(text: Text, there: Collection[str], cleared: Collection[str]) -> Iterator[Open]:
    """Headings of the software's words in which nothing was heard and no mark is left to be heard."""
    for section in text["sections"]:
        if _to_be_heard(section, cleared):
            continue
        rows = [(p, s) for p in section["paragraphs"] for s in p["sentences"] if _is_machine(s, there)]
        marks = {pk for _, one in rows for flag in one["flags"] for pk in (flag["id"], *flag.get("of", []))}
        marks |= {part_id(one) for _, one in rows}
        if not rows or not marks.isdisjoint(cleared):
            continue
        paragraph, longest = max(rows, key=lambda row: len(row[1]["text"]))
        yield Open(part_id(longest), [_flag(part_id(longest), HEADING)], longest, paragraph, section)


def _to_be_heard(section: Mapping[str, Any], cleared: Collection[str]) -> bool:
    """Whether a mark under this heading is left: hearing that one will do."""
    return any(
        not is_settled(flag, sentence, cleared)
        for paragraph in section["paragraphs"]
        for sentence in paragraph["sentences"]
        for flag in sentence["flags"]
    )


def part_id(sentence: Mapping[str, Any]) -> str:
    """What is pressed when a sentence stands for its heading."""
    return str(uuid5(NAMESPACE_OID, f"part {sentence['id']}"))


def _is_machine(sentence: Mapping[str, Any], there: Collection[str]) -> bool:
    heard = sentence["origin"] == "machine" and sentence.get("kind") != GAP
    return heard and bool(sentence["sources"]) and sentence["recording"] in there


def _silence(row: Mapping[str, Any]) -> Open:
    sentence = {**row, "text": "", "heard": "", "flags": []}
    return Open(row["id"], [_flag(row["id"], SILENCE)], sentence, {}, {"code": "", "title": "No words"})


def _flag(pk: str, reason: str) -> dict[str, Any]:
    return {"id": pk, "code": "part", "reason": reason, "about": ""}


def _covers(part: Part, check: Open) -> bool:
    own = str(part.recording_id) == check.sentence["recording"]
    return own and part.start_ms / 1000 <= check.start + 1 and check.end - 1 <= part.end_ms / 1000
