"""Answers a player's request for a piece of a recording: only that is opened, and it is noted."""

from __future__ import annotations

import re
import secrets
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
ONE_RANGE = re.compile(r"([0-9]*)-([0-9]*)")
MOST_RANGES = 16
TYPES = {"mov": "audio/mp4", "matroska": "audio/webm", "mp3": "audio/mpeg", "amr": "audio/amr"}
COPY = "listening"
COPY_TYPES = {"m4a": "audio/mp4", "opus": "audio/ogg"}
DAMAGED = "This recording does not open as it was stored, so nothing is played. Tell IT."
PLAIN_TYPES = {"wav", "flac", "ogg", "aac"}


class Span(NamedTuple):
    """Bytes from `start` up to, not including, `end`."""

    start: int
    end: int


def asked_for(header: str | None, size: int) -> list[Span]:
    """The ranges that a Range header asks for, cut to what one reply may hold; none if none can be had.

    A unit that nobody here knows is as good as no header, as HTTP says.
    """
    unit, _, wanted = (header or "").replace(" ", "").partition("=")
    parts = wanted.split(",") if unit.lower() == "bytes" else ["0-"]
    asked = [_span(part, size) for part in parts] if len(parts) <= MOST_RANGES else [None]
    if None in asked:
        return []
    spans, room = [], LARGEST_REPLY
    for start, end in filter(None, asked):
        if start < (end := min(end, size, start + room)):
            spans.append(Span(start, end))
            room -= end - start
    return spans


def _span(text: str, size: int) -> Span | None:
    """One range, wherever it ends; None for what is none."""
    match = ONE_RANGE.fullmatch(text)
    if not match or match.groups() == ("", "") or len(text) > 40:
        return None
    first, last = match.groups()
    if not first:
        return Span(max(size - int(last), 0), size)
    if last and int(last) < int(first):
        return None
    return Span(int(first), int(last) + 1 if last else size)


def piece_of(
    recording: Recording, *, header: str | None, by: User, method: str | None = "GET"
) -> HttpResponse:
    """206 with the piece asked for, 416 if there is no such piece. No range asked for is a range from 0 on.

    A reply is never more than 2 MiB, so that taking a right away stops the sound at the next piece; only a
    recording that fits into one reply is ever sent whole.
    """
    reader, media_type = _opened(recording)

    def note(span: Span) -> None:
        length = span.end - span.start
        actions.note_listening(recording, start=span.start, length=length, whole=reader.size, by=by)

    return reply(reader, media_type, header=header, note=note, method=method)


def piece_of_copy(
    copy: SoundCopy, *, header: str | None, by: User, method: str | None = "GET"
) -> HttpResponse:
    """The same of a listening copy."""

    def note(span: Span) -> None:
        actions.hear_sound_copy(copy, start=span.start, length=span.end - span.start, by=by)

    return reply(copies.opened(copy), COPY_TYPES[copy.format], header=header, note=note, method=method)


def reply(
    reader: Reader,
    media_type: str,
    *,
    header: str | None,
    note: Callable[[Span], None],
    method: str | None = "GET",
) -> HttpResponse:
    """One piece of what is sealed, or several; `note` writes down which, before they are sent."""
    always = {"Accept-Ranges": "bytes", "Cache-Control": "no-store", "Content-Disposition": "inline"}
    if method == "HEAD":  # no sound is sent, so none is noted
        return HttpResponse(content_type=media_type, headers={**always, "Content-Length": str(reader.size)})
    spans = asked_for(header, reader.size)
    if not spans:
        return HttpResponse(status=416, headers={**always, "Content-Range": f"bytes */{reader.size}"})
    pieces = [_read(reader, span) for span in spans]
    for span in spans:
        note(span)
    if len(spans) > 1:
        return _several(spans, pieces, reader.size, media_type, always)
    if not header and len(pieces[0]) == reader.size:
        return HttpResponse(pieces[0], content_type=media_type, headers=always)
    place = {"Content-Range": _range(spans[0], reader.size)}
    return HttpResponse(pieces[0], status=206, content_type=media_type, headers={**always, **place})


def _several(
    spans: list[Span], pieces: list[bytes], size: int, media_type: str, always: dict[str, str]
) -> HttpResponse:
    """Several pieces in one body, each with its place."""
    between = secrets.token_hex(16)
    head = f"--{between}\r\nContent-Type: {media_type}\r\nContent-Range: "
    parts = [
        f"{head}{_range(span, size)}\r\n\r\n".encode() + piece + b"\r\n"
        for span, piece in zip(spans, pieces, strict=True)
    ]
    body = b"".join(parts) + f"--{between}--\r\n".encode()
    kind = f"multipart/byteranges; boundary={between}"
    return HttpResponse(body, status=206, content_type=kind, headers=always)


def _range(span: Span, size: int) -> str:
    return f"bytes {span.start}-{span.end - 1}/{size}"


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
