"""The worker's part: transcribe a recording whose job it has, or help another worker with the one it has."""

from __future__ import annotations

import logging
import threading
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from access.models import User
from recordings import audio
from recordings.models import KeyDestroyed
from transcription import actions, jobs, sharing, speech_models
from transcription.engine import registry
from transcription.heartbeat import Heartbeat
from transcription.models import Job, Transcript
from transcription.passes import SWITCHED_OFF, Ended, ModelDiffers, Pass, Turn, forbidden
from transcription.process import ChildEnded
from transcription.sharing import CutDiffers, Part

logger = logging.getLogger(__name__)

# What a fault of the child is called in a job's row, and those that trying again cannot help.
REASONS = {"ModelUnavailable": "no_model"}
FOR_GOOD = {"no_model", "unreadable", "erased"}
# Seconds between looks for what another worker has still in hand.
LOOK_EVERY = 0.3
# A worker that joins loads its model and listens from the beginning: below so much that is not worth it.
WORTH_JOINING_MS = 60_000

_cannot_help: set[UUID] = set()


def transcribe(job: Job) -> None:
    """Do the job, or write down why it was not done."""
    part = Part(job, Transcript.objects.with_keys().get(pk=job.subject), job.worker)
    if why := forbidden(part.transcript):
        jobs.stop(job, reason=why)
        return
    try:
        turns = Pass(part, voices=True).run()
        _see_the_rest_done(part)
        _finish(part, turns)
    except Ended as ended:
        _end(part, str(ended))
    except ChildEnded as ended:
        _fail(part, REASONS.get(str(ended), "speech_stopped"))
    except audio.Refused:
        _fail(part, "unreadable")
    except KeyDestroyed:
        _fail(part, "erased")
    finally:
        part.let_go()


def _fail(part: Part, reason: str) -> None:
    logger.warning("job %s attempt %s: %s", part.job.pk, part.job.attempt, reason)
    jobs.fail(part.job, reason=reason, for_good=reason in FOR_GOOD)


def _end(part: Part, why: str) -> None:
    if why == "cancelled":
        jobs.stop(part.job)
    elif why == "stopping":
        jobs.give_back(part.job)
    elif why == SWITCHED_OFF:
        jobs.stop(part.job, reason=why)
    else:
        raise jobs.Lost(str(part.job.pk))


def _see_the_rest_done(part: Part) -> None:
    """Wait for those who help, and do what they leave behind."""
    while sharing.unfinished(part.transcript).exists():
        if sharing.left_behind(part.transcript).exists():
            Pass(part, voices=False).run()
        else:
            _wait_for_others(part)


def _wait_for_others(part: Part) -> None:
    ended = threading.Event()
    with Heartbeat(part, on_stop=ended.set, forbidden=partial(forbidden, part.transcript)) as heart:
        while not ended.wait(LOOK_EVERY):
            left = sharing.unfinished(part.transcript).exists()
            if not left or sharing.left_behind(part.transcript).exists():
                break
    if heart.why:
        raise Ended(heart.why)


@transaction.atomic
def _finish(part: Part, turns: list[Turn]) -> None:
    jobs.finish(part.job)
    elapsed = timezone.now() - part.transcript.created_at
    actions.finish_transcript(
        part.transcript, turns=turns, elapsed=elapsed, by=User.objects.service("worker")
    )


def to_help() -> Part | None:
    """The part that a free worker can take in what another one does: where the fewest are at work."""
    running = Job.objects.filter(state=Job.State.RUNNING, cancel_asked=False, kind=actions.TRANSCRIBE)
    found = []
    for job in running.exclude(pk__in=_cannot_help).order_by("priority", "created_at"):
        transcript = Transcript.objects.with_keys().get(pk=job.subject)
        there = sharing.workers_on(transcript)
        if _is_worth_joining(job, transcript, there):
            found.append((job.priority, there, Part(job, transcript, jobs.worker_name())))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _is_worth_joining(job: Job, transcript: Transcript, there: int) -> bool:
    free = job.total - sharing.taken_ms(transcript)
    model = speech_models.chosen(transcript.settings.get("model", ""))
    at_work = there or not transcript.model_sha256  # from its first moment, but not into a pause of it
    return bool(at_work) and free >= WORTH_JOINING_MS * max(1, there) and registry.is_here(model)


def help_with(part: Part) -> None:
    """Take chunks of a recording as long as there are any, and nothing waits that is more urgent.

    A worker that cannot help says so in its log and leaves this recording to the others.
    """
    logger.info("job %s: helping", part.job.pk)
    try:
        Pass(part, voices=False).run()
    except (ChildEnded, ModelDiffers, CutDiffers, audio.Refused, KeyDestroyed) as fault:
        logger.warning("job %s: this worker cannot help (%s)", part.job.pk, type(fault).__name__)
        _cannot_help.add(part.job.pk)
    except (Ended, jobs.Lost):
        logger.info("job %s: no more help is needed", part.job.pk)
    finally:
        part.let_go()
