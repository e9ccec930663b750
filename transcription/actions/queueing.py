"""What can be done with the long work on a recording: start it, stop it, go on with it."""

from __future__ import annotations

from django.db import transaction

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings.drafting import require_on
from recordings.models import Recording, VaultKey
from transcription import jobs, speech_models
from transcription.models import Job, Transcript

TRANSCRIBE = "transcribe"


@transaction.atomic
def queue(
    recording: Recording, *, priority: int = 5, speakers: int | None = None, model: str = "", by: User
) -> Transcript:
    """Have a recording transcribed, or heard once more: each time is a transcript of its own.

    `speakers`: how many people spoke, where the person knows. `model`: one that is here, by its name.
    """
    require(by, May.TRANSCRIBE)
    if model and model not in speech_models.offered():
        raise Conflict("This speech model is not installed here. Choose another one.")
    Recording.objects.select_for_update().get(pk=recording.pk)
    if recording.erased_at is not None:
        raise Conflict("This recording has been destroyed, so it cannot be transcribed.")
    require_on(recording.conference)
    earlier = recording.transcripts.values("pk")
    if Job.objects.unfinished().filter(subject__in=earlier).exists():
        raise Conflict("This recording is being transcribed already.")
    transcript = Transcript.objects.create(
        key=VaultKey.objects.fresh(),
        recording=recording,
        asked_by=by,
        settings={"speakers": speakers, "model": model},
    )
    jobs.add(TRANSCRIBE, transcript.pk, priority=priority, total=recording.duration_ms)
    audit.record(
        "transcript.queued", by=by, on=transcript, conference=recording.conference_id,
        speakers=speakers, model=model,
    )  # fmt: skip
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


def _job_of(transcript: Transcript) -> Job:
    job = Job.objects.of(transcript.pk).first()
    if job is None:
        raise Conflict("This transcription was never started.")
    return job


def _record(verb: str, transcript: Transcript, *, by: User) -> None:
    audit.record(verb, by=by, on=transcript, conference=transcript.recording.conference_id)
