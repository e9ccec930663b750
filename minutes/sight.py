"""What of the minutes one person may see: what they may not is never in a page's context."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from access.models import User
from access.roles import May
from minutes import saving
from minutes.drafting import INSTANT
from minutes.models import Minutes
from minutes.saving import EMPTY, Newest
from minutes.text import Text, sentences
from recordings.models import Part, PartKind


@dataclass(frozen=True)
class Sight:
    """Whether the restricted text is there for this person, and which seconds and sentences are not."""

    restricted: bool
    shut: tuple[tuple[str, float, float], ...] = ()
    apart: frozenset[str] = frozenset()

    def of(self, newest: Newest) -> tuple[Text, Text]:
        """The two texts as this person may see them."""
        if self.restricted:
            return newest.both
        return (self.open(newest.content) if self.shut or self.apart else newest.content), EMPTY

    def may_see(self, sentence: dict[str, Any]) -> bool:
        """Nothing that is restricted now, even where it still stands in the open text or in an older one."""
        return self.apart.isdisjoint(marks_of(sentence)) and not any(
            sentence["recording"] == recording and start < until and max(end, start + INSTANT) > begin
            for start, end in sentence["sources"]
            for recording, begin, until in self.shut
        )

    def open(self, content: Text) -> Text:
        """The open text without what is shut or set apart."""
        sections = []
        for section in content["sections"]:
            paragraphs = [self._left_of(paragraph) for paragraph in section["paragraphs"]]
            seen = [paragraph for paragraph in paragraphs if paragraph["sentences"]]
            sections.append({**section, "paragraphs": seen})
        suggestions = [row for row in content.get("suggestions", []) if self.may_see(row)]
        silences = [row for row in content.get("silences", []) if self.may_see(row)]
        kept = [section for section in sections if section["paragraphs"]]
        return {**content, "sections": kept, "suggestions": suggestions, "silences": silences}

    def _left_of(self, paragraph: dict[str, Any]) -> dict[str, Any]:
        kept = [sentence for sentence in paragraph["sentences"] if self.may_see(sentence)]
        return {**paragraph, "sentences": kept}


def sight_of(minutes: Minutes, user: User) -> Sight:
    """What this person may see of these minutes."""
    if user.may(May.READ_RESTRICTED):
        return Sight(restricted=True)
    return open_sight(minutes)


def open_sight(minutes: Minutes) -> Sight:
    """What of these minutes is not restricted."""
    restricted = saving.newest(minutes).restricted
    shut = Part.objects.filter(
        recording__conference=minutes.conference_id, kind__in=[PartKind.RESTRICTED, PartKind.CHILD_ONLY]
    )
    return Sight(
        restricted=False,
        shut=tuple((str(part.recording_id), part.start_ms / 1000, part.end_ms / 1000) for part in shut),
        apart=frozenset(mark for one in sentences(restricted) for mark in marks_of(one)),
    )


def marks_of(sentence: dict[str, Any]) -> set[str]:
    """What a sentence is known by when it was moved: its id, or exactly the seconds it was said in."""
    seconds = {f"{sentence['recording']} {sentence['sources']}"} if sentence["sources"] else set()
    return {str(sentence["id"]), *seconds}
