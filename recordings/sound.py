"""Answers a player's request for a piece of a recording: only that is opened, and it is noted."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from django.http import HttpResponse
from django.urls import reverse

from access.errors import Conflict
from access.models import User
from recordings import actions, copies
from recordings.models import Recording, SoundCopy
from recordings.models.blobs import Blob
from recordings.vault import store
from recordings.vault.sealed import Reader, Refused

LARGEST_REPLY = 2 * 1024 * 1024
ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
TYPES = {"mov": "audio/mp4", "matroska": "audio/webm", "mp3": "audio/mpeg", "amr": "audio/amr"}
COPY = "listening"
COPY_TYPES = {"m4a": "audio/mp4", "opus": "audio/ogg"}
DAMAGED = "This recording does not open as it was stored, so nothing is played. Tell IT."
PLAIN_TYPES = {"wav", "flac", "ogg", "aac"}


class Span(NamedTuple):
    """Bytes from `start` up to, not including, `end`."""

    start: int
    end: int


def asked_for(header: str | None, size: int) -> Span | None:
    """The one range a Range header asks for, cut to what one reply may hold; None if it cannot be had."""
    match = ONE_RANGE.fullmatch((header or "bytes=0-").replace(" ", ""))
    if not match or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if first:
        start, end = int(first), min(int(last) + 1 if last else size, size)
        if last and int(last) < int(first):
            return None
    else:
        start, end = max(size - int(last), 0), size
    return Span(start, min(end, start + LARGEST_REPLY)) if start < end else None


def piece_of(recording: Recording, *, header: str | None, by: User) -> HttpResponse:
    """206 with the piece asked for, 416 if there is no such piece. No range asked for is a range from 0 on.

    A reply is never more than 2 MiB, so that taking a right away stops the sound at the next piece; only a
    recording that fits into one reply is ever sent whole.
    """
    reader, media_type = _opened(recording)

    def note(span: Span) -> None:
        length = span.end - span.start
        actions.note_listening(recording, start=span.start, length=length, whole=reader.size, by=by)

    return reply(reader, media_type, header=header, note=note)


def piece_of_copy(copy: SoundCopy, *, header: str | None, by: User) -> HttpResponse:
    """The same of a listening copy."""

    def note(span: Span) -> None:
        actions.hear_sound_copy(copy, start=span.start, length=span.end - span.start, by=by)

    return reply(copies.opened(copy), COPY_TYPES[copy.format], header=header, note=note)


def reply(
    reader: Reader, media_type: str, *, header: str | None, note: Callable[[Span], None]
) -> HttpResponse:
    """One piece of what is sealed; `note` writes down which, before it is sent."""
    span = asked_for(header, reader.size)
    if span is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{reader.size}"})
    body = _read(reader, span)
    note(span)
    whole = header is None and len(body) == reader.size
    response = HttpResponse(body, status=200 if whole else 206, content_type=media_type)
    if not whole:
        response["Content-Range"] = f"bytes {span.start}-{span.end - 1}/{reader.size}"
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "no-store"
    response["Content-Disposition"] = "inline"
    return response


def _opened(recording: Recording) -> tuple[Reader, str]:
    """The copy for listening if there is one, else what the recorder made."""
    copy = Blob.objects.filter(key=recording.key, object_id=recording.pk, purpose=COPY).first()
    name, purpose = (copy.name, COPY) if copy else (recording.blob, "audio")
    try:
        reader = store.open(name, recording.key, recording.pk, purpose)
    except (Refused, FileNotFoundError):
        raise Conflict(DAMAGED) from None
    return reader, "audio/ogg" if copy else type_of(recording)


def _read(reader: Reader, span: Span) -> bytes:
    try:
        return reader.pread(span.start, span.end - span.start)
    except (Refused, FileNotFoundError):
        raise Conflict(DAMAGED) from None


def type_of(recording: Recording) -> str:
    """The media type of a recording's container."""
    container = recording.container.split(",")[0]
    plain = f"audio/{container}" if container in PLAIN_TYPES else "application/octet-stream"
    return TYPES.get(container, plain)


def waveform_of(recording: Recording) -> dict[str, object]:
    """What the player draws: the loudest of each stretch, 0 to 255. Empty until it has been listened to."""
    return {"seconds": recording.duration, "peaks": recording.waveform or []}


def player_of(recording: Recording, label: str) -> dict[str, object]:
    """What `components/player.html` needs."""
    return {
        "label": label,
        "source": reverse("recordings:sound", args=[recording.pk]),
        "wave": reverse("recordings:waveform", args=[recording.pk]),
        "seconds": round(recording.duration, 2),
    }
