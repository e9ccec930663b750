"""What became of an upload, in words for the person who sent it."""

from __future__ import annotations

from django.utils import timezone

from recordings.audio.words import REASONS
from recordings.models import Recording, Upload

MORE_REASONS = {
    "not_allowed": "You may not add recordings to this conference any more. Nothing was kept.",
    "taken_back": "You took this file back. Nothing was kept.",
    "nothing_recorded": "It was ended before anything was recorded, so there is nothing to keep.",
    "abandoned": "Nobody went on with this file for a day, so it was destroyed. Add it again.",
}


def recording_of(upload: Upload) -> Recording | None:
    """What an upload became; it has the upload's id."""
    return Recording.objects.filter(pk=upload.pk).first()


def answer_for(upload: Upload) -> str:
    """Why nothing was kept; empty for an upload that goes on or was received."""
    if upload.reason == "twice":
        return _twice(upload)
    return REASONS.get(upload.reason) or MORE_REASONS.get(upload.reason, "")


def _twice(upload: Upload) -> str:
    before = Recording.objects.filter(pk=upload.same_as).first() if upload.same_as else None
    if before is None:
        return "This recording is here already. We did not keep it twice."
    when = timezone.localtime(before.received_at)
    moment = f"{when:%a} {when.day} {when:%b} at {when:%H:%M}"
    return f"You added this recording on {moment}. We did not keep it twice."
