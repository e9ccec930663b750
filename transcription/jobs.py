"""The life of a job: its row is the truth, claimed by one conditional UPDATE, leased, fenced at each write.

A message only wakes a worker; lost or doubled, it does no harm. Nothing here knows what a job does.
"""

from __future__ import annotations

import logging
import os
import socket
import uuid
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError

from access.errors import Conflict
from transcription.models import Job

logger = logging.getLogger(__name__)
State = Job.State

MOST_ATTEMPTS = 3
WAIT_AFTER_FAILURE = (timedelta(seconds=10), timedelta(minutes=1))
# A message that nobody has acted on for so long is taken for lost.
SEND_AGAIN_AFTER = timedelta(seconds=20)
MOST_SENT_AT_ONCE = 50
OPEN = (State.WAITING, State.RUNNING)


class Lost(Exception):
    """This worker does not hold the job any more: it writes nothing and stops."""


def lease() -> timedelta:
    """How long a silent worker keeps a job."""
    return timedelta(seconds=settings.JOB_LEASE_SECONDS)


def add(kind: str, subject: uuid.UUID, *, priority: int = 5, total: int = 0) -> Job:
    """Queue work in the transaction of the row that needs it; the worker is woken once that is committed."""
    job = Job.objects.create(
        kind=kind, subject=subject, priority=priority, total=total, run_after=timezone.now()
    )
    transaction.on_commit(partial(send, job.pk))
    return job


def send(pk: uuid.UUID) -> None:
    """Wake a worker. If the broker is away, the sweep will do it."""
    Job.objects.filter(pk=pk).update(sent_at=timezone.now())
    try:
        current_app.send_task("transcription.tasks.run", [str(pk)], retry=False)
    except (OperationalError, OSError):
        logger.warning("job %s: the broker cannot be reached", pk)


def _claimable(now: datetime) -> Q:
    free = Q(state=State.WAITING, run_after__lte=now) | Q(state=State.RUNNING, lease_until__lt=now)
    return free & Q(attempt__lt=MOST_ATTEMPTS, cancel_asked=False)


def most_urgent() -> uuid.UUID | None:
    """The job that a free worker takes next."""
    due = Job.objects.filter(_claimable(timezone.now())).order_by("priority", "created_at")
    return due.values_list("pk", flat=True).first()


def worker_name() -> str:
    """What this worker is called in what it takes now: never the same twice."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid.uuid4().hex[:12]}"


def claim(pk: uuid.UUID) -> Job | None:
    """Take the job, if it is to be had: of two who try at once, one gets it."""
    now = timezone.now()
    taken = Job.objects.filter(_claimable(now), pk=pk).update(
        state=State.RUNNING,
        attempt=F("attempt") + 1,
        worker=worker_name(),
        lease_until=now + lease(),
        started_at=now,
        reason="",
    )
    return Job.objects.get(pk=pk) if taken else None


def _held(job: Job) -> Q:
    return Q(pk=job.pk, attempt=job.attempt, worker=job.worker, state=State.RUNNING)


def hold(job: Job, **changes: Any) -> None:
    """The fence: first in each transaction that writes for a job; raises Lost for who does not hold it."""
    if not Job.objects.filter(_held(job)).update(lease_until=timezone.now() + lease(), **changes):
        raise Lost(str(job.pk))


def going_on(job: Job) -> QuerySet[Job]:
    """The job's row while any worker has it and nobody has asked for it to stop."""
    return Job.objects.filter(pk=job.pk, state=State.RUNNING, cancel_asked=False)


def is_cancelled(job: Job) -> bool:
    """Whether a person has asked for this job to stop."""
    return Job.objects.filter(_held(job), cancel_asked=True).exists()


def finish(job: Job) -> None:
    """Done, in the transaction that writes the result."""
    hold(job, state=State.DONE, done=job.total, finished_at=timezone.now())


def stop(job: Job, *, reason: str = "") -> None:
    """The work has ended because a person asked for it, or because of what a person decided."""
    hold(job, state=State.CANCELLED, reason=reason, finished_at=timezone.now())


def give_back(job: Job) -> None:
    """The worker is shutting down: somebody else goes on, and this was not an attempt."""
    hold(job, state=State.WAITING, attempt=F("attempt") - 1, run_after=timezone.now(), sent_at=None)


def fail(job: Job, *, reason: str, for_good: bool = False) -> None:
    """Try again later, or, when that has been done often enough or cannot help, leave it to a person."""
    if for_good or job.attempt >= MOST_ATTEMPTS:
        hold(job, state=State.DEAD, reason=reason, finished_at=timezone.now())
        return
    later = timezone.now() + WAIT_AFTER_FAILURE[job.attempt - 1]
    hold(job, state=State.WAITING, reason=reason, run_after=later, sent_at=None)


def cancel(job: Job) -> None:
    """Stop it now if nobody works on it, else ask the worker to."""
    now = timezone.now()
    waiting = Job.objects.filter(pk=job.pk, state=State.WAITING)
    if waiting.update(state=State.CANCELLED, cancel_asked=True, finished_at=now):
        return
    if not Job.objects.filter(pk=job.pk, state=State.RUNNING).update(cancel_asked=True):
        raise Conflict("This has already ended.")


def retry(job: Job) -> None:
    """A person says to try once more: what is done stays done."""
    ended = Job.objects.filter(pk=job.pk, state__in=[State.DEAD, State.CANCELLED])
    again = ended.update(
        state=State.WAITING,
        attempt=0,
        cancel_asked=False,
        reason="",
        run_after=timezone.now(),
        finished_at=None,
    )
    if not again:
        raise Conflict("This is not stopped, so there is nothing to try again.")
    transaction.on_commit(partial(send, job.pk))


def _put_right(now: datetime) -> None:
    """After a clock was set back, times of before lie in a future in which nobody would look at the job."""
    Job.objects.filter(state=State.RUNNING, lease_until__gt=now + 2 * lease()).update(
        lease_until=now + lease()
    )
    longest = max(WAIT_AFTER_FAILURE)
    Job.objects.filter(state=State.WAITING, run_after__gt=now + 2 * longest).update(run_after=now)
    Job.objects.unfinished().filter(sent_at__gt=now + SEND_AGAIN_AFTER).update(sent_at=None)


def sweep() -> int:
    """Bury what was lost too often, end what was cancelled, send again what is due. Safe to run twice."""
    now = timezone.now()
    _put_right(now)
    expired = Job.objects.filter(state=State.RUNNING, lease_until__lt=now)
    expired.filter(cancel_asked=True).update(state=State.CANCELLED, finished_at=now)
    lost_too_often = expired.filter(attempt__gte=MOST_ATTEMPTS)
    lost_too_often.update(state=State.DEAD, reason="worker_lost", finished_at=now)
    silent = Q(sent_at=None) | Q(sent_at__lt=now - SEND_AGAIN_AFTER)
    due = Job.objects.filter(_claimable(now), silent).order_by("priority", "created_at")
    found = list(due.values_list("pk", flat=True)[:MOST_SENT_AT_ONCE])
    for pk in found:
        send(pk)
    return len(found)
