"""One recording among several workers: one has the job, others help; a chunk is claimed, leased, kept once.

A chunk's row is made by whoever takes it first, which the database allows once; one whose worker fell silent
is taken over by a conditional UPDATE. Every worker cuts the same sound in the same places, so nothing but
rows need be agreed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet, Sum
from django.utils import timezone

from transcription import jobs
from transcription.models import Chunk, Job, Transcript


class CutDiffers(Exception):
    """This worker cuts the sound in other places: its chunks are not those of the others."""


@dataclass(frozen=True)
class Part:
    """One worker's part in a transcription, under the name that its chunks carry."""

    job: Job
    transcript: Transcript
    worker: str

    @property
    def owns(self) -> bool:
        """Whether this worker has the job; else it helps whoever does."""
        return self.job.worker == self.worker

    def hold(self) -> None:
        """The fence, first in each transaction that writes: who does not belong here any more gets Lost.

        It locks the job's row, so all who write for one recording do so one after the other.
        """
        if self.owns:
            jobs.hold(self.job)
        elif jobs.going_on(self.job).select_for_update().first() is None:
            raise jobs.Lost(str(self.job.pk))

    @transaction.atomic
    def begin(self, model: dict[str, str]) -> None:
        """Say what the recording is heard with. What an earlier attempt heard with something else goes."""
        transcript = self.transcript
        jobs.hold(self.job, total=transcript.recording.duration_ms)
        before = (transcript.model_sha256, transcript.compute_type)
        if before not in (("", ""), (model["sha256"], model["compute_type"])):
            transcript.chunks.all().delete()
        transcript.model_name, transcript.model_sha256 = model["name"], model["sha256"]
        transcript.compute_type = model["compute_type"]
        transcript.save(update_fields=["model_name", "model_sha256", "compute_type"])

    @transaction.atomic
    def renew(self) -> None:
        """Keep the job, if it is ours, and the chunks that are being worked on."""
        self.hold()
        self._in_hand().update(lease_until=timezone.now() + jobs.lease())

    def ended(self) -> str:
        """Why a person, or another worker, has ended this; or nothing."""
        if self.owns:
            return "cancelled" if jobs.is_cancelled(self.job) else ""
        return "" if jobs.going_on(self.job).exists() else "lost"

    def take(self, index: int, *, start_ms: int, end_ms: int) -> bool:
        """Claim a chunk: of several who try at once, one gets it."""
        now = timezone.now()
        own = {"worker": self.worker, "lease_until": now + jobs.lease()}
        row = Chunk(transcript=self.transcript, index=index, start_ms=start_ms, end_ms=end_ms, **own)
        Chunk.objects.bulk_create([row], ignore_conflicts=True)
        there = self.transcript.chunks.filter(index=index)
        if not self.owns and not there.filter(start_ms=start_ms, end_ms=end_ms).exists():
            raise CutDiffers
        to_be_had = there.filter(_free(now) | Q(worker=self.worker), finished_at=None)
        return bool(to_be_had.update(start_ms=start_ms, end_ms=end_ms, **own))

    @transaction.atomic
    def keep(self, index: int, heard: list[dict[str, Any]]) -> None:
        """The checkpoint: what was heard in a chunk, sealed; nothing, if another worker has it by now."""
        self.hold()
        chunk = self._in_hand().select_related("transcript__key").filter(index=index).first()
        if chunk is None:
            return
        chunk.heard, chunk.finished_at, chunk.lease_until = heard, timezone.now(), None
        chunk.times_done += 1
        chunk.save()
        done = min(done_ms(self.transcript), self.transcript.recording.duration_ms)
        Job.objects.filter(pk=self.job.pk).update(done=done)

    def let_go(self) -> None:
        """What this worker has not finished, somebody else may take at once."""
        self._in_hand().update(worker="", lease_until=None)

    def _in_hand(self) -> QuerySet[Chunk]:
        return unfinished(self.transcript).filter(worker=self.worker)


def unfinished(transcript: Transcript) -> QuerySet[Chunk]:
    """What somebody has taken and not finished."""
    return transcript.chunks.filter(finished_at=None)


def left_behind(transcript: Transcript) -> QuerySet[Chunk]:
    """Of that, what nobody works on: its worker has fallen silent, or has let go of it."""
    return unfinished(transcript).filter(_free(timezone.now()))


def workers_on(transcript: Transcript) -> int:
    """How many workers have a chunk in hand."""
    held = unfinished(transcript).filter(lease_until__gte=timezone.now())
    return held.values("worker").distinct().count()


def taken_ms(transcript: Transcript) -> int:
    """Up to where the recording is done or in somebody's hands."""
    return transcript.chunks.aggregate(end=Max("end_ms"))["end"] or 0


def done_ms(transcript: Transcript) -> int:
    """How much is done: up to the end of the last finished chunk, less what is open before it."""
    last = transcript.chunks.exclude(finished_at=None).aggregate(end=Max("end_ms"))["end"] or 0
    before = unfinished(transcript).filter(start_ms__lt=last)
    return int(last - (before.aggregate(open=Sum(F("end_ms") - F("start_ms")))["open"] or 0))


def put_right() -> None:
    """After a clock was set back, a lease of before lies in a future for which nobody would wait."""
    now = timezone.now()
    far = Chunk.objects.filter(finished_at=None, lease_until__gt=now + 2 * jobs.lease())
    far.update(lease_until=now + jobs.lease())


def _free(now: datetime) -> Q:
    return Q(lease_until=None) | Q(lease_until__lt=now)
