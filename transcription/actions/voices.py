"""What people do with voices: say whose one is, join two that are one, give lines to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings.models import Attendance
from transcription.listened import has_heard, has_heard_line
from transcription.models import Segment, Speaker, Transcript
from transcription.splitting import halves

# Rows after a split line move out of the way and back, so that no two have one place in between.
FAR = 10_000_000


@transaction.atomic
def name_speaker(speaker: Speaker, *, attendance: Attendance, by: User) -> None:
    """Say whose voice this is: somebody on the list of people, after listening to it."""
    require(by, May.NAME_SPEAKERS)
    speaker = Speaker.objects.select_for_update().select_related("transcript__recording").get(pk=speaker.pk)
    recording = speaker.transcript.recording
    if attendance.conference_id != recording.conference_id:
        raise Conflict("Choose somebody from this conference's list of people.")
    if speaker.joined_to_id:
        raise Conflict("This voice was joined to another one. Say whose that one is.")
    if not has_heard(speaker, by=by):
        raise Conflict("Listen to this voice first, then say whose it is.")
    was, speaker.attendance = speaker.attendance_id, attendance
    speaker.confirmed_at, speaker.confirmed_by = timezone.now(), by
    speaker.save(update_fields=["attendance", "confirmed_at", "confirmed_by"])
    audit.record(
        "speaker.named", by=by, on=speaker, conference=recording.conference_id,
        attendance=attendance.pk, was=was,
    )  # fmt: skip


@transaction.atomic
def unname_speaker(speaker: Speaker, *, by: User) -> None:
    """Take back whose voice this is."""
    require(by, May.NAME_SPEAKERS)
    speaker = Speaker.objects.select_for_update().select_related("transcript__recording").get(pk=speaker.pk)
    if speaker.attendance_id is None:
        raise Conflict("Nobody has said whose voice this is.")
    was = speaker.attendance_id
    speaker.attendance = speaker.confirmed_at = speaker.confirmed_by = None
    speaker.save(update_fields=["attendance", "confirmed_at", "confirmed_by"])
    conference = speaker.transcript.recording.conference_id
    audit.record("speaker.unnamed", by=by, on=speaker, conference=conference, was=was)


@transaction.atomic
def join_voices(speaker: Speaker, *, into: Speaker, by: User) -> None:
    """Say that two voices are one person's: the lines of the first go to the second."""
    require(by, May.NAME_SPEAKERS)
    _locked(speaker.transcript)
    speaker, into = _fresh(speaker), _fresh(into)
    if speaker == into or speaker.transcript_id != into.transcript_id:
        raise Conflict("Choose another voice of the same recording.")
    if speaker.joined_to_id or into.joined_to_id:
        raise Conflict("One of these voices was joined to another already. Load the page again.")
    if not (has_heard(speaker, by=by) and has_heard(into, by=by)):
        raise Conflict("Listen to both voices first, then say that they are one.")
    if speaker.is_confirmed and not into.is_confirmed:
        into.attendance, into.confirmed_at = speaker.attendance, speaker.confirmed_at
        into.confirmed_by = speaker.confirmed_by
        into.save(update_fields=NAMED)
    Speaker.objects.filter(joined_to=speaker).update(joined_to=into)
    speaker.segments.update(speaker=into)
    speaker.attendance = speaker.confirmed_at = speaker.confirmed_by = None
    speaker.joined_to = into
    speaker.save(update_fields=[*NAMED, "joined_to"])
    _record("speaker.joined", speaker, by=by, into=into.pk)


@transaction.atomic
def reassign_lines(
    transcript: Transcript, *, lines: Sequence[Segment], to: Speaker | None, by: User
) -> Speaker:
    """Give lines to another voice, or to a new one: they were not said by the voice they stand under."""
    require(by, May.NAME_SPEAKERS)
    _locked(transcript)
    if not lines or any(line.transcript_id != transcript.pk for line in lines):
        raise Conflict("Choose lines of this recording.")
    if to is not None and (to.transcript_id != transcript.pk or to.joined_to_id):
        raise Conflict("Choose a voice of the same recording.")
    if not any(has_heard_line(line, by=by) for line in lines):
        raise Conflict("Listen to at least one of these lines first, then say whose they are.")
    voice = to or _new_voice(transcript)
    Segment.objects.filter(pk__in=[line.pk for line in lines]).update(speaker=voice)
    _record("lines.reassigned", voice, by=by, lines=len(lines), new=to is None)
    return voice


@transaction.atomic
def split_line(line: Segment, *, at: int, to: Speaker | None, by: User) -> Segment:
    """Cut a line before one of its words: from there on somebody else speaks."""
    require(by, May.NAME_SPEAKERS)
    transcript = _locked(line.transcript)
    line = Segment.objects.select_related("transcript__key", "transcript__recording").get(pk=line.pk)
    words = line.heard["words"]
    if not 0 < at < len(words):
        raise Conflict("Choose a word after the first one of this line.")
    after = transcript.segments.filter(index__gt=line.index)
    after.update(index=F("index") + FAR)
    transcript.segments.filter(index__gt=FAR).update(index=F("index") - FAR + 1)
    first, second = halves(line.heard, at)
    made = Segment(transcript=transcript, speaker=line.speaker, index=line.index + 1, heard=second)
    made.start_ms, made.end_ms = round(words[at]["start"] * 1000), line.end_ms
    line.heard, line.end_ms = first, round(words[at - 1]["end"] * 1000)
    line.save(update_fields=["heard", "end_ms"])
    made.save()
    audit.record("line.split", by=by, on=made, conference=transcript.recording.conference_id, of=line.pk)
    reassign_lines(transcript, lines=[made], to=to, by=by)
    return made


NAMED = ["attendance", "confirmed_at", "confirmed_by"]


def _locked(transcript: Transcript) -> Transcript:
    """Changes to the voices of one recording wait for each other."""
    held = Transcript.objects.select_for_update(of=("self",)).select_related("key", "recording")
    return held.get(pk=transcript.pk)


def _fresh(speaker: Speaker) -> Speaker:
    return Speaker.objects.select_related("transcript__recording").get(pk=speaker.pk)


def _new_voice(transcript: Transcript) -> Speaker:
    """The next number that no voice of this recording has had."""
    last = transcript.speakers.aggregate(last=Max("order"))["last"] or 0
    return Speaker.objects.create(transcript=transcript, label=f"Speaker {last + 1}", order=last + 1)


def _record(verb: str, speaker: Speaker, *, by: User, **details: Any) -> None:
    conference = speaker.transcript.recording.conference_id
    audit.record(verb, by=by, on=speaker, conference=conference, **details)
