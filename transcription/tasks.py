"""What Celery calls: it carries the id of a job, and the row says everything else."""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from celery import shared_task
from celery.signals import worker_shutting_down
from django.conf import settings
from django.utils import timezone

from access.errors import Conflict
from access.models import User
from recordings.models import Recording
from transcription import actions, heartbeat, jobs, transcribing
from transcription.engine import registry
from transcription.models import Job

logger = logging.getLogger(__name__)

KINDS: dict[str, Callable[[Job], None]] = {"transcribe": transcribing.transcribe}
# A recording is new for so long: what was left alone then, a person starts.
NEW = timedelta(days=1)
# One long job at a time in a worker: its other thread is for short work, so that nothing small waits an hour.
_slot = threading.Lock()


@shared_task
def run(job: str) -> None:
    """Do this job, then whatever is due, the most urgent first; nothing, if this worker is busy."""
    if not _slot.acquire(blocking=False):
        return
    try:
        following: uuid.UUID | None = uuid.UUID(job)
        while following is not None and not heartbeat.stopping.is_set():
            _do(following)
            following = jobs.most_urgent()
    finally:
        _slot.release()


def _do(pk: uuid.UUID) -> None:
    claimed = jobs.claim(pk)
    if claimed is None:
        return
    logger.info("job %s attempt %s", claimed.pk, claimed.attempt)
    try:
        KINDS[claimed.kind](claimed)
    except jobs.Lost:
        logger.warning("job %s was taken over by another worker", pk)


@shared_task
def start_new() -> int:
    """Have new recordings transcribed, where the council has set that. Safe to run twice."""
    if not settings.TRANSCRIBE_AFTER_UPLOAD or not registry.is_here(settings.SPEECH_MODEL):
        return 0
    service, started = User.objects.service("transcription"), 0
    for recording in Recording.objects.received_since(timezone.now() - NEW).filter(transcripts=None):
        try:
            actions.queue(recording, by=service)
        except Conflict:
            continue  # machine drafting is off for this conference, or somebody was faster
        started += 1
    return started


@shared_task
def sweep() -> int:
    """Send again what is due and nobody works on."""
    return jobs.sweep()


@worker_shutting_down.connect
def give_back_what_is_running(**_: Any) -> None:
    """A worker that is stopped in good order hands its job to whoever comes next."""
    heartbeat.stopping.set()
