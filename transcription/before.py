"""When a recording is heard once more: whom people named in the transcript before, at the same seconds.

No voice is compared: only who was said to speak when, in the same recording.
"""

from __future__ import annotations

from collections.abc import Sequence

from transcription.engine.words import Segment as Heard
from transcription.models import Segment, Transcript

NAMED_BEFORE = "A person named this voice when the recording was heard before."
# So much of a voice must be at the seconds of one named person.
MOST_OF_IT = 0.6


def named_before(transcript: Transcript, lines: Sequence[Heard]) -> dict[str, str]:
    """For each voice the person on the list at whose seconds most of it is, if somebody named them."""
    earlier = transcript.recording.transcripts.kept().finished().exclude(pk=transcript.pk)
    last = earlier.order_by("finished_at").last()
    if last is None:
        return {}
    spans = list(_named_spans(last))
    found = {}
    for label in dict.fromkeys(line["speaker"] for line in lines if line["speaker"]):
        own = [line for line in lines if line["speaker"] == label]
        shares: dict[str, float] = {}
        for line in own:
            for start, end, person in spans:
                both = min(line["end"], end) - max(line["start"], start)
                shares[person] = shares.get(person, 0.0) + max(0.0, both)
        whole = sum(line["end"] - line["start"] for line in own)
        person, most = max(shares.items(), key=lambda share: share[1], default=("", 0.0))
        if whole and most / whole >= MOST_OF_IT:
            found[label] = person
    return found


def _named_spans(transcript: Transcript) -> list[tuple[float, float, str]]:
    rows = Segment.objects.filter(transcript=transcript, speaker__attendance__isnull=False)
    found = rows.values_list("start_ms", "end_ms", "speaker__attendance")
    return [(start / 1000, end / 1000, str(person)) for start, end, person in found]
