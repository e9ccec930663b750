"""What the words of a recording mean for its ending: they end with it, and never while they are made."""

from __future__ import annotations

from collections.abc import Sequence

from recordings import keeping
from recordings.models import Recording
from transcription.models import Job, Transcript


def being_heard(recordings: Sequence[Recording]) -> keeping.Stops:
    """The software listens to it just now, or will."""
    transcripts = Transcript.objects.filter(recording__in=recordings)
    waiting = Job.objects.unfinished().filter(subject__in=transcripts.values("pk"))
    unfinished = transcripts.filter(pk__in=waiting.values("subject"))
    for pk in unfinished.values_list("recording", flat=True).distinct():
        yield pk, "The software has not finished listening to it"


def destroy_transcripts(recording: Recording) -> None:
    """Destroy the key of everything that the software heard in a recording."""
    kept = Transcript.objects.filter(recording=recording, key__destroyed_at=None)
    for transcript in kept.select_related("key"):
        transcript.key.destroy()
