"""Minutes made the way the service makes them: a transcript in the database, drafted."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from access.models import User
from minutes import actions, saving
from minutes.drafting import first_texts
from minutes.models import Minutes
from minutes.remaining import remaining
from recordings.actions import note_listening
from recordings.models import Attendance, Conference, Recording, VaultKey
from tests import factories
from tests.minutes import conferences
from tests.minutes.conferences import Conference as Words
from transcription.models import Segment, Speaker, Transcript

FAMILY = {"Mother", "Father", "Stepfather", "Maternal Grandmother", "Maternal Grandfather"}
LINES = (
    ("Margaret Ellison", "Good morning, everyone. Tom, what is school seeing?", []),
    ("Tom Whitcombe", "His attendance is 81 per cent. He is a kind boy.", [("number", "A number", [3])]),
    ("Kelly Hartley", "I did not know that.", [("negation", "A word that turns it", [2])]),
    ("Margaret Ellison", "I am going to ask Kelly to step outside for a few minutes, please.", []),
    ("Gareth Pryce", "There is a live investigation.", []),
    (
        "Margaret Ellison",
        "Welcome back, Kelly. My decision is that Alfie will have a child protection plan.",
        [],
    ),
)
PEOPLE = (
    ("Margaret Ellison", "Independent Chair"),
    ("Tom Whitcombe", "Class Teacher"),
    ("Kelly Hartley", "Mother"),
    ("Gareth Pryce", "Police Officer"),
)


def small_words(said: Sequence[tuple[str, str, list]] = LINES) -> Words:
    """A meeting of a few lines: without others, six with a flag or two and a restricted part."""
    lines, clock = [], 1.0
    for name, words, flags in said:
        end = clock + 0.4 * len(words.split())
        own = [{"code": code, "reason": reason, "words": places} for code, reason, places in flags]
        lines.append({"name": name, "text": words, "start": clock, "end": end, "flags": own, "section": ""})
        clock = end + 1
    return Words("small", [{"name": name, "role": role, "agency": ""} for name, role in PEOPLE], lines)


def minutes_of(
    conference: Conference,
    words: Words | None = None,
    *,
    named: bool = True,
    recording: Recording | None = None,
) -> Minutes:
    """The drafted minutes of a conference; `named` says whether somebody has named the voices."""
    words = words or small_words()
    made = transcript(conference, words, named=named, recording=recording)
    texts = first_texts(conference, [made], "strengthening_families")
    return actions.start_draft(conference, texts=texts, by=User.objects.service("drafting"))


def transcript(
    conference: Conference, words: Words, *, named: bool = True, recording: Recording | None = None
) -> Transcript:
    """A finished transcript, with its voices."""
    people = _people(conference, words)
    recording = recording or factories.recording(conference)
    made = Transcript.objects.create(
        key=VaultKey.objects.fresh(),
        recording=recording,
        asked_by=conference.chair,
        model_name="tiny.en",
        finished_at=factories.moment("2026-11-05T12:00"),
    )
    speakers = {name: _speaker(made, n, person, named) for n, (name, person) in enumerate(people.items())}
    for n, line in enumerate(words.lines):
        _segment(made, n, speakers[line["name"]], line)
    return made


def _people(conference: Conference, words: Words) -> dict[str, Attendance]:
    found = {}
    for row in words.attendance:
        group = Attendance.Group.FAMILY if row["role"] in FAMILY else Attendance.Group.PROFESSIONAL
        found[row["name"]] = factories.person(conference, name=row["name"], role=row["role"], group=group)
    return found


def _speaker(transcript: Transcript, n: int, person: Attendance, named: bool) -> Speaker:
    values: dict[str, Any] = {"label": f"Speaker {n + 1}", "order": n, "suggested": person}
    if named:
        at, by = factories.moment("2026-11-05T13:00"), transcript.asked_by
        values |= {"attendance": person, "confirmed_at": at, "confirmed_by": by}
    return Speaker.objects.create(transcript=transcript, **values)


def _segment(transcript: Transcript, n: int, speaker: Speaker, line: dict[str, Any]) -> None:
    pieces = line["text"].split()
    step = (line["end"] - line["start"]) / max(len(pieces), 1)
    words = [
        {
            "word": f" {piece}",
            "start": line["start"] + step * i,
            "end": line["start"] + step * (i + 1),
            "probability": 0.9,
        }
        for i, piece in enumerate(pieces)
    ]
    heard = {"text": line["text"], "words": words, "flags": line["flags"]}
    if line["flags"] and isinstance(line["flags"][0], str):
        heard["flags"] = []
    Segment.objects.create(
        transcript=transcript,
        speaker=speaker,
        index=n,
        start_ms=round(line["start"] * 1000),
        end_ms=round(line["end"] * 1000),
        heard=heard,
    )


def listen(recording: Recording, *, by: User) -> None:
    """The whole sound of a recording was sent to somebody."""
    note_listening(recording, start=0, length=recording.size, whole=recording.size, by=by)


def hear(minutes: Minutes, *, by: User) -> None:
    """Every passage listened to at the speed of the sound, and found right."""
    for recording in minutes.conference.recordings.filter(erased_at=None):
        listen(recording, by=by)
    while left := remaining(minutes, saving.newest(minutes).both).flags:
        minutes.checks.update(cleared_at=timezone.now() - timedelta(minutes=1))
        actions.clear_check(minutes, check=left[0].id, by=by)


def approve(minutes: Minutes, *, by: User) -> Minutes:
    """Every marked passage heard and found right, then approved."""
    hear(minutes, by=by)
    return actions.approve(minutes, version=saving.newest(minutes).number, by=by)


def whole_words() -> Words:
    """The whole sample conference."""
    return conferences.everything()[0]
