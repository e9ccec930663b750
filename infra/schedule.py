"""What the worker does by itself, and every how many seconds. Each is safe to run twice."""

from typing import Any

from kombu import Exchange, Queue

DAY = 24 * 3600.0
# Often enough for who waits, and dropped where the worker was away: the next one does it.
EVERY = {
    "transcription.tasks.sweep": 2.0,
    "minutes.tasks.start_due_drafts": 5.0,
    "transcription.tasks.start_new": 10.0,
    "minutes.emergency.tasks.tell": 15.0,
    "minutes.requests.tasks.read_mailbox": 60.0,
    "recordings.tasks.examine_recordings": 60.0,
    "minutes.requests.tasks.look_after_sendings": 600.0,
    "recordings.tasks.sweep_uploads": 600.0,
    "recordings.reminders.tasks.remind": 900.0,
    "minutes.requests.tasks.tend_requests": 3600.0,
    "recordings.unusual.tasks.look": 3600.0,
}
# These send or fetch mail, so they need a way out. They have a queue of their own: a worker that hears what
# strangers recorded can then be one without any (infra/docker/compose.yaml).
POST = "post"
# A worker that is not told otherwise (--queues) takes from both.
QUEUES = [Queue(name, Exchange(name), routing_key=name) for name in ("conference", POST)]
WITH_A_WAY_OUT = {
    "minutes.tasks.start_due_drafts",
    "minutes.emergency.tasks.tell",
    "minutes.requests.tasks.read_mailbox",
    "minutes.requests.tasks.look_after_sendings",
    "minutes.requests.tasks.tend_requests",
    "recordings.reminders.tasks.remind",
}
ONCE_A_DAY = ("recordings.tasks.scrub_share", "recordings.tasks.purge")


def queue_of(task: str) -> dict[str, str]:
    """Where a task waits, if not with the others."""
    return {"queue": POST} if task in WITH_A_WAY_OUT else {}


BEAT: dict[str, dict[str, Any]] = {
    **{
        task: {"task": task, "schedule": every, "options": {"expires": every, **queue_of(task)}}
        for task, every in EVERY.items()
    },
    **{task: {"task": task, "schedule": DAY} for task in ONCE_A_DAY},
}
