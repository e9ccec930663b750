"""What the worker does by itself, and every how many seconds. Each is safe to run twice."""

from typing import Any

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
}
ONCE_A_DAY = ("recordings.tasks.scrub_share", "recordings.tasks.purge")

BEAT: dict[str, dict[str, Any]] = {
    **{
        task: {"task": task, "schedule": every, "options": {"expires": every}}
        for task, every in EVERY.items()
    },
    **{task: {"task": task, "schedule": DAY} for task in ONCE_A_DAY},
}
