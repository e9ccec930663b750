"""The times somebody was out of the room, as the words suggest them, until they are marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from access.models import User
from access.roles import May
from minutes import saving
from minutes.models import Minutes
from minutes.showing import clock
from minutes.text import Text
from recordings.models import Attendance, Part, PartKind, Recording
from recordings.presence import SuggestedPart, already_marked


@dataclass(frozen=True)
class Suggested:
    """One suggested part, ready to be marked."""

    id: str
    recording: Recording
    kind: str
    start_ms: int
    end_ms: int
    absent: list[Attendance]
    because: str = ""

    @property
    def words(self) -> str:
        times = f"{clock(self.start_ms / 1000)} to {clock(self.end_ms / 1000)}"
        out = ", ".join(person.name for person in self.absent)
        return f"{times}: {PartKind(self.kind).label.lower()}" + (f", without {out}" if out else "")


def suggested(minutes: Minutes, content: Text) -> list[Suggested]:
    """The parts the words tell of that nobody has marked yet."""
    if minutes.conference.presence_confirmed:
        return []
    return list(_unmarked(minutes, content))


def suggested_for(recording: Recording, user: User) -> list[SuggestedPart]:
    """The same, for the page where the room is confirmed: the parts of one recording.

    Of a part that is kept from somebody without its words: they may be the first that are.
    """
    minutes = Minutes.objects.visible_to(user).filter(conference=recording.conference_id).first()
    if minutes is None or not user.may(May.CONFIRM_PRESENCE):
        return []
    found = suggested(minutes, saving.newest(minutes).content)
    return [
        SuggestedPart(one.kind, one.start_ms, one.end_ms, one.because, tuple(one.absent))
        for one in found
        if one.recording == recording
    ]


def _unmarked(minutes: Minutes, content: Text) -> Iterator[Suggested]:
    rows = content.get("presence", [])
    people = list(minutes.conference.people.select_related("conference__key")) if rows else []
    recordings = {str(one.pk): one for one in minutes.conference.recordings.filter(erased_at=None)}
    marked = list(Part.objects.filter(recording__conference=minutes.conference_id).prefetch_related("absent"))
    for row in sorted(rows, key=lambda row: row["kind"] == PartKind.BREAK):
        recording = recordings.get(row["recording"])
        if recording is None:
            continue
        start, end = round(row["start"] * 1000), min(round(row["end"] * 1000), recording.duration_ms)
        absent = [person for person in people if person.name in row["absent"]]
        own = [part for part in marked if part.recording_id == recording.pk]
        if start < end and not already_marked(own, row["kind"], (start, end), absent):
            yield Suggested(row["id"], recording, row["kind"], start, end, absent, row.get("because", ""))
