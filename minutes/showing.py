"""What the pages show of minutes: headings, paragraphs, sentences with their seconds and flags."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.urls import reverse

from minutes import checks
from minutes.draft.templates import TEMPLATES
from minutes.gapped import is_gap
from minutes.models import Minutes
from minutes.naming import Name, Names
from minutes.regrouping import template_in
from minutes.remaining import Remaining, remaining
from minutes.saving import Newest
from minutes.sight import Sight
from minutes.statements import is_statement
from minutes.text import Text


@dataclass(frozen=True)
class Piece:
    """A run of words inside a sentence, flagged or not."""

    text: str
    flag: str = ""
    label: str = ""
    settled: bool = False
    unsure: bool = False


@dataclass(frozen=True)
class Said:
    """One sentence as it is shown."""

    id: str
    pieces: list[Piece]
    start: float
    end: float
    clock: str
    recording: str
    typed: bool
    heard: str


@dataclass
class Shown:
    """One paragraph as it is shown."""

    id: str
    name: Name
    speaker_id: str
    sentences: list[Said]
    address: str
    seam: str = ""
    is_statement: bool = False
    is_gap: bool = False


@dataclass
class Section:
    """One heading as it is shown."""

    code: str
    title: str
    left: int
    paragraphs: list[Shown]
    suggestions: list[dict[str, Any]] = field(default_factory=list)


DEFAULT = "strengthening_families"
SUGGESTED_UNDER = {"action": "outline_plan", "view": "threshold_views", "decision": "decision"}
SUGGESTED_DATES = {"core_group": "core_group", "review_conference": "review_date"}
TAKE_UP = {
    "action": ("Suggested action", "Put it in the plan"),
    "view": ("A view", "Note this view"),
    "decision": ("The decision", "Note this decision"),
    "date": ("A date", "Note this date"),
}


class Reader:
    """Shows paragraphs of these minutes: knows the names and what was heard."""

    def __init__(self, minutes: Minutes, names: Names | None = None) -> None:
        self._names = names or Names(minutes.conference)
        self._cleared = {str(flag) for flag in minutes.checks.values_list("flag", flat=True)}
        self._before, self._after = around("minutes:paragraph", minutes)

    def paragraph(self, paragraph: Mapping[str, Any]) -> Shown:
        """One paragraph as it is shown."""
        sentences = [said_of(sentence, self._cleared) for sentence in paragraph["sentences"]]
        pk, speaker = str(paragraph["id"]), str(paragraph.get("speaker_id") or "")
        address = f"{self._before}{pk}{self._after}"
        name, fixed = self._names.of(paragraph), is_statement(paragraph)
        if fixed and not name.name:
            name = Name("Statement", "", confirmed=True)
        gap = is_gap(paragraph)
        return Shown(pk, name, speaker, sentences, address, is_gap=gap, is_statement=fixed)


class Page(Reader):
    """One version of the minutes, as one person may see it."""

    def __init__(self, minutes: Minutes, newest: Newest, sight: Sight) -> None:
        content, restricted = sight.of(newest)
        self.newest, self._minutes = newest, minutes
        self.left: Remaining = remaining(minutes, (content, restricted))
        super().__init__(minutes, self.left.names)
        counts = _counts(self.left.flags)
        self.sections = [self._section(section, counts) for section in content["sections"]]
        self.restricted = [self._section(section, counts) for section in restricted["sections"]]
        self._suggest(content)
        self._seams(restricted)

    @property
    def everything(self) -> list[Section]:
        return [*self.sections, *self.restricted]

    def _section(self, section: Mapping[str, Any], counts: Mapping[str, int]) -> Section:
        paragraphs = [self.paragraph(paragraph) for paragraph in section["paragraphs"]]
        return Section(section["code"], section["title"], counts.get(section["code"], 0), paragraphs)

    def _suggest(self, content: Text) -> None:
        """Each open suggestion under the heading it would belong to."""
        template = template_in(content)
        laid_by = template.headings if template else TEMPLATES[content.get("template", DEFAULT)].headings
        homes = {section.code: section for section in self.sections}
        for row in content.get("suggestions", []):
            under = SUGGESTED_UNDER.get(row["kind"]) or SUGGESTED_DATES.get(row.get("what", ""), "")
            under = next((heading.code for heading in laid_by if under in heading.topics), under)
            if "taken" not in row and under in homes:
                homes[under].suggestions.append(self._suggestion(row))

    def _suggestion(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A suggestion as it is shown: what is suggested, about whom and when, and where it was said."""
        lead, button = TAKE_UP[row["kind"]]
        whom = f": {row['person']}" if row.get("person") else ""
        more = [row.get("when"), f"{row['scale']} on the scale" if row.get("scale") else ""]
        start = row["sources"][0][0]
        before, after = around("minutes:suggestion", self._minutes)
        return {
            "id": row["id"],
            "lead": ", ".join([f"{lead}{whom}", *filter(None, more)]),
            "text": row["text"],
            "button": button,
            "start": start,
            "clock": clock(start),
            "sound": sound_at(row["recording"]),
            "address": f"{before}{row['id']}{after}",
        }

    def _seams(self, restricted: Text) -> None:
        """A line at the restricted part's place in the meeting, for those who may know of it."""
        stretch = [
            (sentence["sources"][0][0], sentence["sources"][-1][1])
            for section in restricted["sections"]
            for paragraph in section["paragraphs"]
            for sentence in paragraph["sentences"]
            if sentence["sources"]
        ]
        if not stretch:
            return
        first, last = min(start for start, _ in stretch), max(end for _, end in stretch)
        before = [
            p for s in self.sections for p in s.paragraphs if p.sentences and p.sentences[-1].end <= first
        ]
        if before:
            nearest = max(before, key=lambda paragraph: paragraph.sentences[-1].end)
            nearest.seam = f"From {clock(first)} to {clock(last)}"


def around(route: str, minutes: Minutes) -> tuple[str, str]:
    """What stands before and after the id in an address under these minutes: they have thousands of them."""
    somewhere = UUID(int=0)
    before, after = reverse(route, args=[minutes.pk, somewhere]).split(str(somewhere))
    return before, after


@lru_cache(maxsize=256)
def sound_at(recording: str) -> str:
    """The page of a recording."""
    return reverse("recordings:recording", args=[recording])


def said_of(sentence: Mapping[str, Any], cleared: Collection[str]) -> Said:
    """One sentence with its flags marked in it."""
    sources: Sequence[Sequence[float]] = sentence["sources"]
    start, end = (sources[0][0], sources[-1][1]) if sources else (0.0, 0.0)
    typed = sentence["origin"] == "person"
    heard = sentence["heard"] if sentence["heard"] != sentence["text"] else ""
    pieces = list(_pieces(sentence, cleared))
    where = clock(start) if sources else ""
    return Said(str(sentence["id"]), pieces, start, end, where, sentence["recording"], typed, heard)


def clock(seconds: float) -> str:
    """A place in the recording: 3:15, or 1:02:07 past the hour."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def _counts(flags: Sequence[checks.Open]) -> dict[str, int]:
    found: dict[str, int] = {}
    for flag in flags:
        found[flag.section["code"]] = found.get(flag.section["code"], 0) + 1
    return found


def _pieces(sentence: Mapping[str, Any], cleared: Collection[str]) -> Iterator[Piece]:
    """The sentence cut at its flags; of those whose words are not there, each kind stands once at the end."""
    text, at = sentence["text"], 0
    placed = sorted((_place(flag, text), n) for n, flag in enumerate(sentence["flags"]))
    for (start, end), n in placed:
        flag = sentence["flags"][n]
        if start == end or start < at:
            continue
        if start > at:
            yield Piece(text[at:start])
        yield _flagged(text[start:end], flag, sentence, cleared)
        at = end
    if at < len(text):
        yield Piece(text[at:])
    labels = set()
    for (start, end), n in placed:
        flag = sentence["flags"][n]
        label = checks.label_of(flag["code"])
        if start == end and label not in labels and not checks.is_settled(flag, sentence, cleared):
            labels.add(label)
            yield _flagged("", flag, sentence, cleared)


def _place(flag: Mapping[str, Any], text: str) -> tuple[int, int]:
    about = flag["about"].strip(".,?!;: ")
    start = text.find(about) if about else -1
    return (start, start + len(about)) if start >= 0 else (len(text), len(text))


def _flagged(
    words: str, flag: Mapping[str, Any], sentence: Mapping[str, Any], cleared: Collection[str]
) -> Piece:
    settled = checks.is_settled(flag, sentence, cleared)
    unsure = checks.kind_of(flag["code"]) == "unsure"
    return Piece(words, flag["id"], checks.label_of(flag["code"]), settled=settled, unsure=unsure)
