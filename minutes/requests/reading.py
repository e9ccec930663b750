"""The approved text as one person may read it: only what was said while they were in the room; pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

INSTANT = 0.001  # a word that was heard in no time at all still lies in the stretch that begins with it


@dataclass(frozen=True)
class Away:
    """A stretch of a recording that is not for this reader. Without a recording it counts for every one."""

    recording: str
    start: float
    end: float


@dataclass(frozen=True)
class Line:
    """One sentence, or a row of the attendance list. Untimed: nothing says when it was said."""

    id: str
    text: str
    timed: bool = True


@dataclass(frozen=True)
class Said:
    """What one person said in a row. `person` is the id of their row on the attendance list, if known."""

    id: str
    speaker: str
    person: str
    lines: tuple[Line, ...]

    @property
    def speaker_line(self) -> Line:
        """The name above the words of one who is not on the attendance list: it can be marked too."""
        return Line(f"s{self.id}", self.speaker)


@dataclass(frozen=True)
class Heading:
    """One heading of the minutes with what stands under it."""

    place: int
    title: str
    paragraphs: tuple[Said, ...]

    @property
    def line(self) -> Line:
        """The heading itself, which can give something away like any line."""
        return Line(f"h{self.place}", self.title)


def for_reader(content: Mapping[str, Any], away: Iterable[Away]) -> list[Heading]:
    """The minutes without what was said while this reader was out of the room. Empty headings go too."""
    gone = tuple(away)
    found = []
    for place, section in enumerate(content["sections"]):
        said = (_said(paragraph, gone) for paragraph in section["paragraphs"])
        paragraphs = tuple(one for one in said if one.lines)
        if paragraphs:
            found.append(Heading(place, section["title"], paragraphs))
    return found


def left_out(content: Mapping[str, Any], away: Iterable[Away]) -> list[str]:
    """The sentences that `for_reader` leaves out, for the proof that they are not in the file."""
    gone = tuple(away)
    return [sentence["text"] for sentence in sentences(content) if is_away(sentence, gone)]


def sentences(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every sentence of a version, in order."""
    for section in content["sections"]:
        for paragraph in section["paragraphs"]:
            yield from paragraph["sentences"]


def is_away(sentence: Mapping[str, Any], gone: tuple[Away, ...]) -> bool:
    """Whether any second of this sentence fell into a stretch that is not for the reader."""
    recording = sentence.get("recording") or ""
    return any(
        start < stretch.end
        and max(end, start + INSTANT) > stretch.start
        and _same(recording, stretch.recording)
        for start, end in sentence.get("sources", [])
        for stretch in gone
    )


def _same(recording: str, other: str) -> bool:
    """A sentence or a stretch that names no recording is taken to be in every one: better out than in."""
    return not recording or not other or recording == other


def _said(paragraph: Mapping[str, Any], gone: tuple[Away, ...]) -> Said:
    lines = tuple(
        Line(sentence["id"], sentence["text"], timed=bool(sentence.get("sources")))
        for sentence in paragraph["sentences"]
        if not is_away(sentence, gone) and sentence["text"].strip()
    )
    person = paragraph.get("attendance_id") or ""
    return Said(paragraph["id"], paragraph.get("speaker") or "", person, lines)
