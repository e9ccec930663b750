"""From finished transcripts to the first text: one draft over all recordings, restricted words set apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from minutes import draft, gapped, text
from minutes.draft.templates import RESTRICTED
from minutes.parts import silences
from minutes.text import Text
from recordings.gaps import breaks
from recordings.models import Conference, Part, PartKind, Recording
from transcription.gaps import Gap
from transcription.models import Transcript

BETWEEN_RECORDINGS = 60.0
INSTANT = 0.001  # a word that was heard in no time at all still lies in the part that begins with it
RESTRICTED_TITLE = "Restricted part"
# Parts whose words may be said beside them: the others may begin with what is kept from somebody.
TOLD_OPENLY = (PartKind.AWAY, PartKind.BREAK)


def first_texts(
    conference: Conference, transcripts: Sequence[Transcript], template: str
) -> tuple[Text, Text]:
    """The open text and the restricted text of a first draft."""
    pieces = list(_pieces(transcripts))
    drafted = _drafted(conference, pieces, template)
    content: Text = {"sections": [], "template": template, "suggestions": [], "presence": []}
    apart: list[dict[str, Any]] = []
    for section in drafted["sections"]:
        shut = section["code"] == RESTRICTED
        paragraphs = [made for p in section["paragraphs"] for made in _paragraphs(p, pieces, shut=shut)]
        apart.extend(paragraph for paragraph, restricted in paragraphs if restricted)
        kept = [paragraph for paragraph, restricted in paragraphs if not restricted]
        if kept:
            content["sections"].append(
                {"code": section["code"], "title": section["title"], "paragraphs": kept}
            )
    content["suggestions"] = list(_suggestions(drafted["suggestions"], pieces))
    content["presence"] = list(_presence(drafted["presence"], pieces))
    content["silences"] = _silences(content, apart, transcripts)
    apart.sort(key=lambda paragraph: paragraph["sentences"][0]["sources"][0])
    section = {"code": RESTRICTED, "title": RESTRICTED_TITLE, "paragraphs": apart}
    restricted: Text = {"sections": [section] if apart else []}
    _place_gaps(pieces, content, restricted)
    _place_breaks([one.recording for one in transcripts], content, restricted)
    return content, restricted


def _drafted(conference: Conference, pieces: Sequence[Piece], template: str) -> dict[str, Any]:
    """The draft of everything that was said, with what is on the record about who was there."""
    people = _people(conference)
    known = {label: people[pk] for piece in pieces for label, pk in piece.known.items() if pk in people}
    return draft.from_transcript(
        {"segments": [segment for piece in pieces for segment in piece.segments]},
        attendance=list(people.values()),
        known=known,
        template=template,
        others=[row.child.name for row in conference.children.select_related("child__key")],
    )


def _silences(
    content: Text, apart: Sequence[Mapping[str, Any]], transcripts: Sequence[Transcript]
) -> list[dict[str, Any]]:
    """The long stretches that gave no sentence, to neither of the texts."""
    shut = (sentence for paragraph in apart for sentence in paragraph["sentences"])
    lengths = {str(one.recording_id): one.recording.duration for one in transcripts}
    return silences([*text.sentences(content), *shut], lengths)


class Piece:
    """One recording's transcript on the common time line of the draft, and the way back."""

    def __init__(self, transcript: Transcript, offset: float, number: int) -> None:
        # Voices are numbered anew in each recording: the first voice of two recordings may be two people.
        mark = f", recording {number}" if number > 1 else ""
        self.recording = str(transcript.recording_id)
        self.offset = offset
        self.end = offset + transcript.recording.duration + BETWEEN_RECORDINGS
        self.shut = transcript.recording.restricted
        self.gaps: list[Gap] = transcript.gaps or []
        self.parts = [part for part in _parts(transcript) if part.is_restricted]
        rows = transcript.segments.select_related("speaker", "transcript__key")
        speakers = list(transcript.speakers.all())
        self.speakers = {speaker.label + mark: str(speaker.pk) for speaker in speakers}
        self.known = {row.label + mark: row.attendance_id or row.suggested_id for row in speakers}
        self.segments = [_shifted(segment.as_json(), offset, mark) for segment in rows]

    def back(self, at: float) -> float:
        """Seconds in this recording."""
        return round(at - self.offset, 3)

    def is_restricted(self, start: float, end: float) -> bool:
        """True for seconds in a restricted recording or in a part that was marked restricted."""
        until = max(end, start + INSTANT)
        touched = any(part.start_ms < until * 1000 and part.end_ms > start * 1000 for part in self.parts)
        return self.shut or touched


def _place_gaps(pieces: Iterable[Piece], content: Text, restricted: Text) -> None:
    """Where nobody's words stand, each gap at its place, on its own side of what is restricted."""
    for piece in pieces:
        for gap in piece.gaps:
            shut = piece.is_restricted(gap["start"], gap["end"])
            gapped.place(restricted if shut else content, gap, recording=piece.recording)


def _place_breaks(recordings: Sequence[Recording], content: Text, restricted: Text) -> None:
    """Where nothing was recorded, for a pause or between two recordings: a gap stays a gap."""
    for stop in breaks(recordings):
        home = restricted if stop.recording.restricted else content
        gapped.place_words(home, f"[{stop.words}]", at=stop.at, recording=str(stop.recording.pk))


def _parts(transcript: Transcript) -> Iterable[Part]:
    return transcript.recording.parts.filter(kind__in=[PartKind.RESTRICTED, PartKind.CHILD_ONLY])


def _pieces(transcripts: Sequence[Transcript]) -> Iterator[Piece]:
    offset = 0.0
    for number, transcript in enumerate(transcripts, start=1):
        piece = Piece(transcript, offset, number)
        offset = piece.end
        yield piece


def _people(conference: Conference) -> dict[UUID | None, dict[str, str]]:
    rows = conference.people.select_related("conference__key")
    return {row.pk: {"name": row.name, "role": row.role, "agency": row.agency} for row in rows}


def _shifted(segment: Mapping[str, Any], offset: float, mark: str) -> dict[str, Any]:
    words = [
        {**word, "start": word["start"] + offset, "end": word["end"] + offset}
        for word in segment.get("words") or []
    ]
    speaker = segment["speaker"] + mark if segment["speaker"] else ""
    times = {"start": segment["start"] + offset, "end": segment["end"] + offset}
    return {**segment, **times, "speaker": speaker, "words": words}


def _home(pieces: Sequence[Piece], at: float) -> Piece:
    return next(piece for piece in reversed(pieces) if piece.offset <= at)


def _paragraphs(
    paragraph: Mapping[str, Any], pieces: Sequence[Piece], *, shut: bool
) -> Iterator[tuple[dict[str, Any], bool]]:
    """A drafted paragraph as one or more: cut at the end of a recording and at what is restricted."""
    runs: list[tuple[tuple[Piece, bool], list[dict[str, Any]]]] = []
    for drafted in paragraph["sentences"]:
        piece = _home(pieces, drafted["sources"][0][0])
        sentence = _sentence(drafted, piece)
        restricted = shut or piece.is_restricted(sentence["sources"][0][0], sentence["sources"][-1][1])
        if not runs or runs[-1][0] != (piece, restricted):
            runs.append(((piece, restricted), []))
        runs[-1][1].append(sentence)
    for (piece, restricted), sentences in runs:
        label = paragraph["speaker"]
        made = {
            "id": str(uuid4()),
            "speaker": label,
            "speaker_id": piece.speakers.get(label),
            "attendance_id": None,
            "sentences": sentences,
        }
        yield made, restricted


def _sentence(drafted: Mapping[str, Any], piece: Piece) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "text": drafted["text"],
        "sources": [[piece.back(start), piece.back(end)] for start, end in drafted["sources"]],
        "recording": piece.recording,
        "origin": "machine",
        "heard": drafted["heard"],
        "times": [piece.back(at) for at in drafted["times"]],
        "kind": drafted["kind"],
        "flags": [{**flag, "id": str(uuid4())} for flag in drafted["flags"]],
    }


def _suggestions(found: Iterable[Mapping[str, Any]], pieces: Sequence[Piece]) -> Iterator[dict[str, Any]]:
    """Suggestions on their own recording's time; none from a part that is restricted."""
    for suggestion in found:
        piece = _home(pieces, suggestion["sources"][0][0])
        sources = [[piece.back(start), piece.back(end)] for start, end in suggestion["sources"]]
        if not piece.is_restricted(sources[0][0], sources[0][1]):
            yield {**suggestion, "id": str(uuid4()), "sources": sources, "recording": piece.recording}


def _presence(found: Iterable[Mapping[str, Any]], pieces: Sequence[Piece]) -> Iterator[dict[str, Any]]:
    """Each part on its recording's time; one that goes on in the next recording is a part of both."""
    for part in found:
        own = {name: part[name] for name in ("kind", "absent")}
        if part["kind"] in TOLD_OPENLY:
            own["because"] = part["because"]
        homes = [_home(pieces, part["start"])] if part["kind"] == PartKind.BREAK else pieces
        for piece in homes:
            start, end = max(part["start"], piece.offset), part["end"]
            if start < min(end, piece.end):
                times = {"start": piece.back(start), "end": piece.back(end)}
                yield {**own, **times, "id": str(uuid4()), "recording": piece.recording}
