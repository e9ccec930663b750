"""The queue as IT sees it: what state each job is in, why, and how many workers are on it. No content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from transcription import sharing
from transcription.models import Job, Transcript

WHY = {
    "unreadable": "The sound cannot be decoded to its end. Trying again does not help.",
    "no_model": "The speech model is not there or not the one expected: see manage.py models verify.",
    "erased": "The recording has been destroyed.",
    "worker_lost": "The worker ended in the middle of it three times. Is there enough memory?",
    "speech_stopped": "The speech program ended by itself. Is there enough memory?",
    "switched_off": "The chair has switched machine drafting off for this conference.",
}


@dataclass(frozen=True)
class Row:
    """A job, why it is where it is, and how many workers have a part of it in hand."""

    job: Job
    why: str
    workers: int


def rows(jobs: Iterable[Job]) -> list[Row]:
    """The jobs with what the page says about each."""
    return [Row(job, WHY.get(job.reason, job.reason), _workers_on(job)) for job in jobs]


def _workers_on(job: Job) -> int:
    """One while it only loads the model or listens for voices."""
    if job.state != Job.State.RUNNING:
        return 0
    transcript = Transcript.objects.filter(pk=job.subject).first()
    return max(1, sharing.workers_on(transcript)) if transcript else 1
