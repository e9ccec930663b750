"""Everything a person, or the worker, can do with the transcription of a recording."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import chain

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings.drafting import require_on
from recordings.models import Attendance, Recording, VaultKey
from transcription import gaps, introductions, jobs
from transcription.attribution import Turn, attribute
from transcription.engine.words import Segment as Heard
from transcription.listened import has_heard
from transcription.models import Job, Segment, Speaker, Transcript

TRANSCRIBE = "transcribe"


@transaction.atomic
def queue(recording: Recording, *, priority: int = 5, speakers: int | None = None, by: User) -> Transcript:
    """Have a recording transcribed. `speakers`: how many people spoke, where the person knows."""
    require(by, May.TRANSCRIBE)
    Recording.objects.select_for_update().get(pk=recording.pk)
    if recording.erased_at is not None:
        raise Conflict("This recording has been destroyed, so it cannot be transcribed.")
    require_on(recording.conference)
    earlier = recording.transcripts.values("pk")
    if Job.objects.unfinished().filter(subject__in=earlier).exists():
        raise Conflict("This recording is being transcribed already.")
    transcript = Transcript.objects.create(
        key=VaultKey.objects.fresh(), recording=recording, asked_by=by, settings={"speakers": speakers}
    )
    jobs.add(TRANSCRIBE, transcript.pk, priority=priority, total=recording.duration_ms)
    audit.record(
        "transcript.queued", by=by, on=transcript, conference=recording.conference_id, speakers=speakers
    )
    return transcript


@transaction.atomic
def cancel(transcript: Transcript, *, by: User) -> None:
    """Stop transcribing; the words so far are kept."""
    require(by, May.TRANSCRIBE)
    jobs.cancel(_job_of(transcript))
    _record("transcript.cancelled", transcript, by=by)


@transaction.atomic
def retry(transcript: Transcript, *, by: User) -> None:
    """Go on with a transcription that has stopped; what is done is not done again."""
    require(by, May.TRANSCRIBE)
    require_on(transcript.recording.conference)
    jobs.retry(_job_of(transcript))
    _record("transcript.retried", transcript, by=by)


@transaction.atomic
def retry_job(job: Job, *, by: User) -> None:
    """IT tries a stopped job again, without seeing what it is about."""
    require(by, May.RUN_QUEUE)
    jobs.retry(job)
    audit.record("job.retried", by=by, on=job, kind=job.kind)


@transaction.atomic
def cancel_job(job: Job, *, by: User) -> None:
    """IT stops a job, without seeing what it is about."""
    require(by, May.RUN_QUEUE)
    jobs.cancel(job)
    audit.record("job.cancelled", by=by, on=job, kind=job.kind)


@transaction.atomic
def name_speaker(speaker: Speaker, *, attendance: Attendance, by: User) -> None:
    """Say whose voice this is: somebody on the list of people, after listening to it."""
    require(by, May.NAME_SPEAKERS)
    speaker = Speaker.objects.select_for_update().select_related("transcript__recording").get(pk=speaker.pk)
    recording = speaker.transcript.recording
    if attendance.conference_id != recording.conference_id:
        raise Conflict("Choose somebody from this conference's list of people.")
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
def finish_transcript(transcript: Transcript, *, turns: Sequence[Turn], elapsed: timedelta, by: User) -> None:
    """Put the chunks together: lines with their speakers, and whom each voice may belong to."""
    require(by, May.TRANSCRIBE)
    chunks = list(transcript.chunks.order_by("index"))
    lines = attribute(list(chain.from_iterable(chunk.heard or [] for chunk in chunks)), turns)
    voiced = [(chunk.start_ms / 1000, chunk.end_ms / 1000) for chunk in chunks]
    transcript.segments.all().delete()
    transcript.speakers.all().delete()
    speakers = _add_speakers(transcript, lines)
    Segment.objects.bulk_create(_segments(transcript, lines, speakers))
    transcript.gaps = gaps.gaps(lines, turns, voiced=voiced, seconds=transcript.recording.duration)
    transcript.finished_at = timezone.now()
    transcript.elapsed_ms = round(elapsed.total_seconds() * 1000)
    transcript.save(update_fields=["gaps", "finished_at", "elapsed_ms"])
    audit.record(
        "transcript.finished", by=by, on=transcript, conference=transcript.recording.conference_id,
        model=transcript.model_name, sha256=transcript.model_sha256,
        segments=len(lines), speakers=len(speakers),
    )  # fmt: skip


def _add_speakers(transcript: Transcript, lines: Iterable[Heard]) -> dict[str, Speaker]:
    labels = list(dict.fromkeys(line["speaker"] for line in lines if line["speaker"]))
    people = transcript.recording.conference.people.select_related("conference__key")
    named = {str(person.pk): person for person in people}
    said = [
        introductions.Line(line["speaker"], line["text"], line["start"]) for line in lines if line["speaker"]
    ]
    hints = introductions.suggestions(said, {pk: person.name for pk, person in named.items()})
    made = {}
    for order, label in enumerate(labels, start=1):
        speaker = Speaker(transcript=transcript, label=label, order=order)
        if label in hints:
            speaker.suggested, speaker.suggestion = named[hints[label].person], hints[label].sentence
        speaker.save()
        made[label] = speaker
    return made


def _segments(
    transcript: Transcript, lines: Iterable[Heard], speakers: dict[str, Speaker]
) -> Iterable[Segment]:
    for index, line in enumerate(lines):
        yield Segment(
            transcript=transcript,
            speaker=speakers.get(line["speaker"] or ""),
            index=index,
            start_ms=round(line["start"] * 1000),
            end_ms=round(line["end"] * 1000),
            heard={"text": line["text"], "words": line["words"], "flags": line["flags"]},
        )


def _job_of(transcript: Transcript) -> Job:
    job = Job.objects.of(transcript.pk).first()
    if job is None:
        raise Conflict("This transcription was never started.")
    return job


def _record(verb: str, transcript: Transcript, *, by: User) -> None:
    audit.record(verb, by=by, on=transcript, conference=transcript.recording.conference_id)
