"""What Celery calls: it carries the id of a job, and the row says everything else."""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from celery import Celery, shared_task
from celery.signals import celeryd_after_setup, worker_ready, worker_shutting_down
from django.conf import settings
from django.db import connection
from django.utils import timezone

from access.errors import Conflict
from access.models import User
from recordings.models import Recording
from transcription import actions, heartbeat, jobs, sharing, speech_models, transcribing
from transcription.engine import registry
from transcription.models import Job

logger = logging.getLogger(__name__)

KINDS: dict[str, Callable[[Job], None]] = {"transcribe": transcribing.transcribe}
# A recording is new for so long: what was left alone then, a person starts.
NEW = timedelta(days=1)
# Seconds after which a worker that has nothing to do looks for something.
LOOK_EVERY = 2.0
# One long job at a time in a worker: its other thread is for short work, so that nothing small waits an hour.
_slot = threading.Lock()


@shared_task
def run(job: str) -> None:
    """Do this job, then whatever is due, the most urgent first; nothing, if this worker is busy."""
    _work(uuid.UUID(job))


def _work(first: uuid.UUID | None) -> None:
    """Do what is due, and when nothing is, help another worker with what it does, until there is neither."""
    if not _slot.acquire(blocking=False):
        return
    try:
        following = first
        while not heartbeat.stopping.is_set():
            if following is not None:
                _do(following)
            elif part := transcribing.to_help():
                transcribing.help_with(part)
            else:
                return
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
    sharing.put_right()
    return jobs.sweep()


def _hears_recordings(app: Celery) -> bool:
    """Whether a worker takes the queue of recordings; one that only sends mail must hear none."""
    return settings.CELERY_TASK_DEFAULT_QUEUE in app.amqp.queues.consume_from


@celeryd_after_setup.connect
def refuse_without_the_model(instance: Any, **_: Any) -> None:
    """A worker that cannot transcribe says so when it is started, not later to whoever waits for words."""
    if not _hears_recordings(instance.app):
        return
    try:
        speech_models.require()
    except registry.ModelUnavailable as missing:
        raise SystemExit(
            f"{missing} The worker does not start: nothing is ever fetched. With SPEECH_MODEL=none it "
            "runs without a speech model, and minutes are typed from the audio."
        ) from missing


@worker_ready.connect
def help_while_idle(sender: Any, **_: Any) -> None:
    """No message says that there is something to help with, so a worker with nothing to do looks for it."""
    if not _hears_recordings(sender.app):
        logger.info("ready for everything but recordings")
        return
    logger.info("ready")
    threading.Thread(target=_look_for_work, name="idle", daemon=True).start()


def _look_for_work() -> None:
    while not heartbeat.stopping.wait(LOOK_EVERY):
        try:
            if jobs.most_urgent() is None:
                _work(None)
        except Exception as fault:  # noqa: BLE001 - it must look again, whatever went wrong this time
            logger.warning("helping another worker: %s", type(fault).__name__)
        finally:
            connection.close()


@worker_shutting_down.connect
def give_back_what_is_running(**_: Any) -> None:
    """A worker that is stopped in good order hands its job to whoever comes next."""
    heartbeat.stopping.set()
