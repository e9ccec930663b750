"""The worker's part: hear a recording in the speech child, and keep each chunk as soon as it is done."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from access.models import User
from recordings import audio
from recordings.drafting import drafting_of
from recordings.models import Conference, KeyDestroyed, Recording
from recordings.vault import store
from transcription import actions, jobs, speech_models
from transcription.heartbeat import Heartbeat
from transcription.models import Chunk, Job, Transcript
from transcription.process import ChildEnded, SpeechChild

logger = logging.getLogger(__name__)


class Turn(NamedTuple):
    """One person's speech, as the child says it."""

    start: float
    end: float
    speaker: str


# What a fault of the child is called in a job's row, and those that trying again cannot help.
REASONS = {"ModelUnavailable": "no_model"}
SWITCHED_OFF = "switched_off"
FOR_GOOD = {"no_model", "unreadable", "erased"}


def transcribe(job: Job) -> None:
    """Do the job, or write down why it was not done."""
    transcript = Transcript.objects.with_keys().get(pk=job.subject)
    if why := _forbidden(transcript):
        jobs.stop(job, reason=why)
        return
    try:
        _hear(job, transcript)
    except ChildEnded as ended:
        _fail(job, REASONS.get(str(ended), "speech_stopped"))
    except audio.Refused:
        _fail(job, "unreadable")
    except KeyDestroyed:
        _fail(job, "erased")


def _fail(job: Job, reason: str) -> None:
    logger.warning("job %s attempt %s: %s", job.pk, job.attempt, reason)
    jobs.fail(job, reason=reason, for_good=reason in FOR_GOOD)


def _hear(job: Job, transcript: Transcript) -> None:
    forbidden = partial(_forbidden, transcript)
    with (
        SpeechChild(_request(transcript)) as child,
        Heartbeat(job, on_stop=child.kill, forbidden=forbidden) as heart,
    ):
        try:
            for message in child.hear(_sound(transcript.recording)):
                _take(job, transcript, message)
            return
        except ChildEnded:
            if not heart.why:
                raise
    _end(job, heart.why)


def _end(job: Job, why: str) -> None:
    if why == "cancelled":
        jobs.stop(job)
    elif why == "stopping":
        jobs.give_back(job)
    elif why == SWITCHED_OFF:
        jobs.stop(job, reason=why)
    elif why:
        raise jobs.Lost(str(job.pk))


def _forbidden(transcript: Transcript) -> str:
    """Why the software may not go on with this recording: the chair may have switched it off meanwhile."""
    conference = Conference.objects.select_related("key").get(pk=transcript.recording.conference_id)
    return "" if drafting_of(conference).on else SWITCHED_OFF


def _request(transcript: Transcript) -> dict[str, Any]:
    """What the child needs to know; no key and no place of a recording is in it."""
    return {
        "model": speech_models.chosen(transcript.settings.get("model", "")),
        "models_folder": str(settings.MODELS_FOLDER),
        "device": settings.SPEECH_DEVICE,
        "compute_type": "float16" if settings.SPEECH_DEVICE == "cuda" else "int8",
        "workers": settings.SPEECH_WORKERS,
        "threads": settings.SPEECH_THREADS,
        "names": _names(transcript.recording),
        "seconds": transcript.recording.duration,
        "done": list(transcript.chunks.values_list("index", flat=True)),
        "speakers": transcript.settings.get("speakers"),
    }


def _names(recording: Recording) -> list[str]:
    """The names to listen for: the children, then everybody on the list of people."""
    conference = recording.conference
    children = [row.child.name for row in conference.children.select_related("child__key")]
    return children + [person.name for person in conference.people.select_related("conference__key")]


def _sound(recording: Recording) -> Iterator[bytes]:
    """The recording's samples, decoded again from what is sealed; nothing of them meets a disk."""
    reader = store.open(recording.blob, recording.key, recording.pk, "audio")
    return audio.decode(reader)


def _take(job: Job, transcript: Transcript, message: dict[str, Any]) -> None:
    if "segments" in message:
        _keep_chunk(job, transcript, message)
    elif "turns" in message:
        _finish(job, transcript, [Turn(*turn) for turn in message["turns"]])
    elif "model" in message:
        _keep_model(job, transcript, message["model"])


@transaction.atomic
def _keep_model(job: Job, transcript: Transcript, model: dict[str, str]) -> None:
    jobs.hold(job, total=transcript.recording.duration_ms)
    transcript.model_name, transcript.model_sha256 = model["name"], model["sha256"]
    transcript.compute_type = model["compute_type"]
    transcript.save(update_fields=["model_name", "model_sha256", "compute_type"])


@transaction.atomic
def _keep_chunk(job: Job, transcript: Transcript, message: dict[str, Any]) -> None:
    """The checkpoint: what was heard in one chunk, sealed, and how far the job has got."""
    start, end = round(message["start"] * 1000), round(message["end"] * 1000)
    jobs.hold(job, done=min(end, transcript.recording.duration_ms))
    chunk = transcript.chunks.filter(index=message["index"]).first() or Chunk(
        transcript=transcript, index=message["index"], start_ms=start, end_ms=end
    )
    chunk.heard, chunk.finished_at = message["segments"], timezone.now()
    chunk.times_done += 1
    chunk.save()


@transaction.atomic
def _finish(job: Job, transcript: Transcript, turns: list[Turn]) -> None:
    jobs.finish(job)
    elapsed = timezone.now() - transcript.created_at
    actions.finish_transcript(transcript, turns=turns, elapsed=elapsed, by=User.objects.service("worker"))
