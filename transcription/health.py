"""The queue of long work: how much waits, runs, or needs a person."""

from __future__ import annotations

from datetime import timedelta

from celery import current_app
from django.db.models import Count, Min
from django.utils import timezone
from kombu.exceptions import OperationalError

from access.health import Check
from transcription.models import Job

LONG_WAIT = timedelta(minutes=15)


def queue() -> Check:
    """Counts by state; not well while something died or has waited long."""
    counts = dict(Job.objects.values_list("state").annotate(Count("pk")).order_by())
    waiting, running, dead = (
        counts.get(state, 0) for state in (Job.State.WAITING, Job.State.RUNNING, Job.State.DEAD)
    )
    due = Job.objects.filter(state=Job.State.WAITING).aggregate(first=Min("run_after"))["first"]
    late = due is not None and timezone.now() - due > LONG_WAIT and not running
    words = f"{waiting} waiting, {running} running, {dead} stopped and need a person"
    return Check(
        "Queue", ok=not dead and not late, found=f"{words}; nothing takes them on" if late else words
    )


def broker() -> Check:
    """Whether messages to the worker can be left."""
    try:
        with current_app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=1, timeout=2)
    except (OperationalError, OSError):
        return Check("Message broker", ok=False, found="cannot be reached")
    return Check("Message broker", ok=True, found="can be reached")
