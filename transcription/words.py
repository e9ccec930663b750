"""The words of a transcript as its page shows them: finished lines, or those so far."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from access.models import User
from access.roles import May
from recordings.sound import player_of
from transcription.gaps import Gap, timed
from transcription.gaps import words as words_of_gap
from transcription.listened import has_heard
from transcription.models import Chunk, Segment, Speaker, Transcript
from transcription.progress import clock, of_transcript


@dataclass(frozen=True)
class Line:
    """One sentence, when it is said, and why a person should listen to it."""

    speaker: str
    text: str
    start: float
    end: float
    reasons: list[str]
    is_gap: bool = False
    pk: str = ""
    voice: str = ""
    can_be_cut: bool = False

    @property
    def clock(self) -> str:
        return clock(1000 * self.start)


@dataclass(frozen=True)
class Voice:
    """A voice: what it is called, where to hear it, and whose it may be."""

    speaker: Speaker
    name: str
    samples: list[Line]
    suggested: str
    because: Line | None
    heard: bool


def lines(transcript: Transcript) -> list[Line]:
    """The transcript's lines; while it is being made, those of the chunks that are done, with the holes."""
    if transcript.finished_at:
        names = {voice.pk: _name(voice) for voice in _speakers(transcript)}
        said = [
            _line(segment.as_json(), names.get(segment.speaker_id) if segment.speaker_id else "", segment)
            for segment in transcript.segments.select_related("speaker", "transcript__key")
        ]
        return sorted([*said, *map(_gap, transcript.gaps or [])], key=lambda line: line.start)
    chunks = list(transcript.chunks.select_related("transcript__key"))
    last = max((chunk.index for chunk in chunks if chunk.finished_at), default=-1)
    return list(chain.from_iterable(_so_far(chunk) for chunk in chunks if chunk.index <= last))


def _so_far(chunk: Chunk) -> list[Line]:
    """The lines of one chunk, or that there will be some: several are worked on at the same time."""
    if chunk.finished_at:
        return [_line(line, "") for line in chunk.heard]
    start, end = chunk.start_ms / 1000, chunk.end_ms / 1000
    return [Line("", f"[still to be heard {timed(start)} to {timed(end)}]", start, end, [], is_gap=True)]


def voices(transcript: Transcript, user: User) -> list[Voice]:
    """Every voice with its longest sentences, for a person to listen to and name."""
    said = lines(transcript)
    found = [
        _voice(speaker, [line for line in said if line.voice == str(speaker.pk)], user)
        for speaker in _speakers(transcript)
    ]
    return [voice for voice in found if voice.samples or voice.speaker.is_confirmed]


def page(transcript: Transcript, user: User) -> dict[str, Any]:
    """What the page of a transcript needs."""
    recording, status = transcript.recording, of_transcript(transcript, 1)
    said = lines(transcript)
    return {
        "transcript": transcript,
        "conference": recording.conference,
        "status": status,
        "seen": hashlib.sha256(f"{status.state}|{status.text}|{len(said)}".encode()).hexdigest()[:16],
        "lines": said,
        "voices": voices(transcript, user),
        "people": recording.conference.people.select_related("conference__key"),
        "may_name": user.may(May.NAME_SPEAKERS),
        "player": player_of(recording, "Recording"),
    }


def page_of_line(segment: Segment) -> dict[str, Any]:
    """What the page needs on which a line is cut."""
    transcript = segment.transcript
    heard = segment.as_json()
    return {
        "line": _line(heard, "", segment),
        "words": list(enumerate(word["word"] for word in heard["words"])),
        "name": _name(segment.speaker) if segment.speaker else "",
        "choices": [(voice.pk, _name(voice)) for voice in _speakers(transcript)],
        "transcript": transcript,
        "conference": transcript.recording.conference,
        "player": player_of(transcript.recording, "Recording"),
    }


def _speakers(transcript: Transcript) -> list[Speaker]:
    return list(
        transcript.speakers.apart().select_related(
            "attendance__conference__key", "suggested__conference__key", "transcript__key"
        )
    )


def _name(speaker: Speaker) -> str:
    return speaker.attendance.name if speaker.attendance else speaker.label


def _line(found: dict[str, Any], name: str | None, segment: Segment | None = None) -> Line:
    reasons = list(dict.fromkeys(flag["reason"] for flag in found.get("flags", [])))
    line = Line(name or "", found["text"], found["start"], found["end"], reasons)
    if segment is None:
        return line
    voice, can_be_cut = str(segment.speaker_id or ""), len(found["words"]) > 1
    return replace(line, pk=str(segment.pk), voice=voice, can_be_cut=can_be_cut)


def _gap(gap: Gap) -> Line:
    return Line("", words_of_gap(gap), gap["start"], gap["end"], [], is_gap=True)


def _voice(speaker: Speaker, said: list[Line], user: User) -> Voice:
    longest = sorted(said, key=lambda line: line.start - line.end)[:3]
    because = next((line for line in said if speaker.suggestion and line.text == speaker.suggestion), None)
    return Voice(
        speaker=speaker,
        name=_name(speaker),
        samples=sorted(longest, key=lambda line: line.start),
        suggested=speaker.suggested.name if speaker.suggested and not speaker.is_confirmed else "",
        because=because,
        heard=has_heard(speaker, by=user),
    )
