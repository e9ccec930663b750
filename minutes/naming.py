"""Which voice is whom: the speakers of a conference's recordings, as people have named them so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from minutes.text import Text, paragraphs
from recordings.models import Attendance, Conference
from transcription.models import Speaker


@dataclass(frozen=True)
class Name:
    """What stands beside a paragraph: a name and role, or a voice that nobody has named."""

    name: str
    role: str
    confirmed: bool
    attendance_id: str = ""
    suggested: str = ""


class Names:
    """The names of one conference, opened once."""

    def __init__(self, conference: Conference) -> None:
        people = Attendance.objects.filter(conference=conference).select_related("conference__key")
        self.people = {str(person.pk): person for person in people}
        self._opened = {pk: (person.name, person.role) for pk, person in self.people.items()}
        speakers = Speaker.objects.filter(transcript__recording__conference=conference)
        rows = list(speakers.values_list("pk", "attendance_id", "suggested_id", "transcript_id", "joined_to"))
        known = {pk: (named, suggested) for pk, named, suggested, _, _ in rows}
        self._voices = {str(pk): known[joined or pk] for pk, _, _, _, joined in rows}
        self._unnamed = {row[3] for row in rows if row[1] is None and row[4] is None}

    def of(self, paragraph: Mapping[str, Any]) -> Name:
        """Whose words these are: as a person said for this paragraph, or for this voice."""
        named, suggested = self._voices.get(str(paragraph.get("speaker_id") or ""), (None, None))
        known = str(paragraph.get("attendance_id") or named or "")
        if known in self._opened:
            name, role = self._opened[known]
            return Name(name, role, confirmed=True, attendance_id=known)
        hint = self._opened.get(str(suggested or ""), ("", ""))[0]
        owned = not paragraph.get("speaker_id") and not paragraph.get("speaker")
        return Name(str(paragraph.get("speaker") or ""), "", confirmed=owned, suggested=hint)

    def unnamed(self, *texts: Text) -> list[str]:
        """The voices in these texts that nobody has named."""
        names = (self.of(paragraph) for text in texts for _, paragraph in paragraphs(text))
        return list(dict.fromkeys(name.name for name in names if not name.confirmed))

    def to_name(self) -> set[UUID]:
        """The transcripts in which there are voices that nobody has named."""
        return self._unnamed

    def written_in(self, text: Text) -> Text:
        """The text with every confirmed name in its place, as it is frozen at approval."""
        sections = [
            {**section, "paragraphs": [self._named(paragraph) for paragraph in section["paragraphs"]]}
            for section in text["sections"]
        ]
        return {**text, "sections": sections}

    def _named(self, paragraph: Mapping[str, Any]) -> dict[str, Any]:
        name = self.of(paragraph)
        known = name.attendance_id or None
        return {**paragraph, "speaker": name.name, "role": name.role, "attendance_id": known}
