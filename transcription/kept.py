"""What the words of a recording mean for its ending: they end with it, and never while they are made."""

from __future__ import annotations

from recordings.models import Recording
from transcription.models import Job, Transcript


def being_heard(recording: Recording) -> list[str]:
    """The software listens to it just now, or will."""
    transcripts = Transcript.objects.filter(recording=recording)
    jobs = Job.objects.unfinished().filter(subject__in=transcripts.values("pk"))
    return ["The software has not finished listening to it"] if jobs.exists() else []


def destroy_transcripts(recording: Recording) -> None:
    """Destroy the key of everything that the software heard in a recording."""
    kept = Transcript.objects.filter(recording=recording, key__destroyed_at=None)
    for transcript in kept.select_related("key"):
        transcript.key.destroy()
