"""What the upload page shows of each file: one row, as `components/upload_row.html` takes it."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from recordings.audio.words import clock
from recordings.models import Recording, Upload
from recordings.uploads.answers import answer_for

MEGABYTE = 1_000_000
Row = dict[str, object]


def rows_of(recordings: Iterable[Recording], uploads: Iterable[Upload]) -> list[Row]:
    """The recordings that are here, then what is still on its way and what was not added."""
    shown = {
        Upload.State.RECEIVING: _waiting,
        Upload.State.CHECKING: _checking,
        Upload.State.REFUSED: _refused,
    }
    return [_kept(recording) for recording in recordings] + [
        shown[state](upload) for upload in uploads if (state := Upload.State(upload.state)) in shown
    ]


def _kept(recording: Recording) -> Row:
    text = f"{clock(recording.duration)} long, {recording.size / MEGABYTE:.1f} MB."
    return {
        "id": recording.pk,
        "name": recording.filename or f"Recording {recording.order + 1}",
        "percent": 100,
        "state": "done",
        "text": " ".join([text, *recording.warnings]),
    }


def _waiting(upload: Upload) -> Row:
    whole = f"{upload.length / MEGABYTE:.1f} MB"
    safe = f"{upload.offset / MEGABYTE:.1f} of {whole} is safe and will not be sent again."
    return {
        "id": upload.pk,
        "name": upload.filename,
        "percent": upload.offset * 100 // upload.length,
        "state": "held",
        "text": f"{safe} Choose the same file to go on from there."
        if upload.offset
        else f"Nothing of its {whole} has arrived yet. Choose the same file to send it.",
        "url": reverse("recordings:upload_take_back", args=[upload.pk]),
        "button": "Take back",
    }


def _checking(upload: Upload) -> Row:
    text = "All of it is safe. We are checking that it can be played. You can close this page."
    return {"id": upload.pk, "name": upload.filename, "percent": 100, "state": "", "text": text}


def _refused(upload: Upload) -> Row:
    # Its name went with its key.
    when = timezone.localtime(upload.created_at)
    small = upload.length < MEGABYTE
    size = f"{-(-upload.length // 1000)} kB" if small else f"{upload.length / MEGABYTE:.1f} MB"
    return {
        "id": upload.pk,
        "name": f"A file of {size}, {when:%H:%M}",
        "percent": 0,
        "state": "refused",
        "error": answer_for(upload),
    }
