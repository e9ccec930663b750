"""What the worker does when a recording has been heard to its end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import chain

from django.db import transaction
from django.utils import timezone

from access import audit
from access.models import User
from access.roles import May, require
from transcription import gaps, introductions
from transcription.attribution import Turn, attribute
from transcription.before import NAMED_BEFORE, named_before
from transcription.engine.words import Segment as Heard
from transcription.models import Segment, Speaker, Transcript


@transaction.atomic
def finish_transcript(transcript: Transcript, *, turns: Sequence[Turn], elapsed: timedelta, by: User) -> None:
    """Put the chunks together: lines with their speakers, and whom each voice may belong to."""
    require(by, May.TRANSCRIBE)
    chunks = list(transcript.chunks.order_by("index"))
    lines = attribute(list(chain.from_iterable(chunk.heard or [] for chunk in chunks)), turns)
    voiced = [(chunk.start_ms / 1000, chunk.end_ms / 1000) for chunk in chunks]
    transcript.segments.all().delete()
    transcript.speakers.all().delete()
    speakers = _add_speakers(transcript, lines)
    Segment.objects.bulk_create(_segments(transcript, lines, speakers))
    transcript.gaps = gaps.gaps(lines, turns, voiced=voiced, seconds=transcript.recording.duration)
    transcript.finished_at = timezone.now()
    transcript.elapsed_ms = round(elapsed.total_seconds() * 1000)
    transcript.save(update_fields=["gaps", "finished_at", "elapsed_ms"])
    audit.record(
        "transcript.finished", by=by, on=transcript, conference=transcript.recording.conference_id,
        model=transcript.model_name, sha256=transcript.model_sha256,
        segments=len(lines), speakers=len(speakers),
    )  # fmt: skip


@transaction.atomic
def destroy_words(transcript: Transcript, *, because: date, by: User) -> None:
    """Destroy the key of what the software heard: a working paper has had its time."""
    require(by, May.TRANSCRIBE)
    held = Transcript.objects.select_for_update(of=("self",)).select_related("key", "recording")
    transcript = held.get(pk=transcript.pk)
    transcript.key.destroy()
    audit.record(
        "transcript.destroyed", by=by, on=transcript, conference=transcript.recording.conference_id,
        kept_until=because, key=transcript.key_id,
    )  # fmt: skip


def _add_speakers(transcript: Transcript, lines: Sequence[Heard]) -> dict[str, Speaker]:
    labels = list(dict.fromkeys(line["speaker"] for line in lines if line["speaker"]))
    people = transcript.recording.conference.people.select_related("conference__key")
    named = {str(person.pk): person for person in people}
    said = [
        introductions.Line(line["speaker"], line["text"], line["start"]) for line in lines if line["speaker"]
    ]
    hints = introductions.suggestions(said, {pk: person.name for pk, person in named.items()})
    before = named_before(transcript, lines)
    made = {}
    for order, label in enumerate(labels, start=1):
        speaker = Speaker(transcript=transcript, label=label, order=order)
        if label in before:
            speaker.suggested, speaker.suggestion = named[before[label]], NAMED_BEFORE
        elif label in hints:
            speaker.suggested, speaker.suggestion = named[hints[label].person], hints[label].sentence
        speaker.save()
        made[label] = speaker
    return made


def _segments(
    transcript: Transcript, lines: Iterable[Heard], speakers: dict[str, Speaker]
) -> Iterable[Segment]:
    for index, line in enumerate(lines):
        yield Segment(
            transcript=transcript,
            speaker=speakers.get(line["speaker"] or ""),
            index=index,
            start_ms=round(line["start"] * 1000),
            end_ms=round(line["end"] * 1000),
            heard={"text": line["text"], "words": line["words"], "flags": line["flags"]},
        )
