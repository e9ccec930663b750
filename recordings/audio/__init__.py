"""Probe, decode and look at what people upload: bytes in, 16 kHz samples and plain facts out.

Pure of Django. All reading of containers happens in a locked-down child process (`child.py`); this side
only ever touches samples. A source is a binary file open for reading, a vault Reader (`pread`, `size`)
or a `Source(read_at, size)`.

    probe(source)                   may we keep this? -> Probe
    decode(source)                  16 kHz mono 16-bit little-endian samples, streamed
    decode(source, channel=1)       the same, of one channel of several
    examine(source)                 probe and listen to all of it -> Probe with warnings and peaks
    waveform(pieces)                peaks of decoded sound, ten a second, 0 to 255
"""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import numpy as np

from recordings.audio import lengths, words
from recordings.audio.process import RATE, Child, Limits, Refused
from recordings.audio.source import SealedReader, Source, as_source
from recordings.audio.waveform import Listener, shrunk

__all__ = ["RATE", "Limits", "Probe", "Refused", "Source", "decode", "examine", "probe", "shrunk", "waveform"]

Given = Source | SealedReader | BinaryIO
GLANCE = 60.0  # seconds of sound that must decode before a file is taken
LEAST_BYTES_A_SECOND = 64  # below any speech codec, silence included
HOLLOW_FROM = 300.0  # seconds; a shorter file cannot be much of a bomb
SHORT, QUIET_START, CUT_SHORT = 10.0, 60.0, 2.0
GAPS = 5.0  # seconds of nothing in the middle, all told
UNHEARD, UNHEARD_SHARE = 65_536, 0.25  # bytes behind the last sound: above both, something is not heard


@dataclass(frozen=True)
class Probe:
    """Whether a file may be kept, and what is known of it; `reason` is for people."""

    accepted: bool
    container: str = ""
    codec: str = ""
    duration: float = 0.0  # decoded if `complete`, else what the container declares
    channels: int = 0
    reason: str = ""
    code: str = ""  # the reason's key in `words.REASONS`
    warnings: tuple[str, ...] = ()
    declared: float | None = None
    complete: bool = False  # all of it was decoded and listened to
    peaks: bytes = b""


def probe(given: Given, *, seconds: float = GLANCE) -> Probe:
    """Decode the first minute: enough to know a recording from anything else, however long it is."""
    return examine(given, seconds=seconds)


def examine(given: Given, *, seconds: float | None = None, limits: Limits | None = None) -> Probe:
    """Decode and listen, to the end unless fewer seconds are asked for."""
    source, limits = as_source(given), limits or Limits()
    refused = words.refusal_of(source.read_at(0, min(1024, source.size)))
    if refused:
        return _refusal(refused)
    asked = limits.seconds if seconds is None else min(seconds, limits.seconds)
    try:
        return _listen(source, replace(limits, seconds=asked), whole=seconds is None)
    except Refused as refusal:
        unfinished = refusal.code == "unreadable" and lengths.lacks_index(source)
        return _refusal("unfinished" if unfinished else refusal.code)


def decode(given: Given, *, channel: int | None = None, limits: Limits | None = None) -> Iterator[bytes]:
    """Stream 16 kHz mono samples in pieces of well under a megabyte; raises Refused if it cannot go on."""
    with Child(as_source(given), layout=_layout(channel), limits=limits or Limits()) as child:
        facts = child.facts()
        sent = _sent_channels(facts)
        if channel is not None and not 0 <= channel < sent:
            raise ValueError(f"there are {sent} channels")
        heard = 0
        for piece in child.sound():
            heard += len(piece)
            yield piece if sent == 1 else _one(piece, sent, channel)
    if not heard:
        raise Refused("unreadable")


def waveform(pieces: Iterable[bytes]) -> bytes:
    """Peaks of mono samples, ten a second, 0 to 255; `shrunk` fits them to a drawing."""
    listener = Listener()
    for piece in pieces:
        listener.listen(piece)
    listener.finish()
    return bytes(listener.peaks)


def _layout(channel: int | None) -> str:
    return "mono" if channel is None else "apart"


def _one(piece: bytes, channels: int, channel: int | None) -> bytes:
    apart = np.frombuffer(piece, "<i2").reshape(-1, channels)
    mono = apart.mean(axis=1).astype("<i2") if channel is None else apart[:, channel]
    return mono.tobytes()


def _listen(source: Source, limits: Limits, *, whole: bool) -> Probe:
    with Child(source, layout="apart", limits=limits) as child:
        facts = child.facts()
        listener = Listener(channels=_sent_channels(facts))
        end = _listen_out(child.sound(), listener, size=source.size)
    found = _verdict(facts, listener, end, source.size, whole=whole)
    if facts.get("container") == "wav":
        found = _as_wav(found, source)
    warnings = [*_warnings(found, listener), *_unheard(found, facts, end, source.size)]
    return replace(found, warnings=tuple(warnings))


def _listen_out(
    sound: Generator[bytes, None, dict[str, Any]], listener: Listener, *, size: int
) -> dict[str, Any]:
    """Listen to every piece, and stop as soon as there is more sound than the bytes could hold."""
    try:
        while True:
            listener.listen(next(sound))
            seconds = listener.heard / RATE
            if seconds > HOLLOW_FROM and seconds * LEAST_BYTES_A_SECOND > size:
                raise Refused("hollow")
    except StopIteration as stop:
        listener.finish()
        end: dict[str, Any] = stop.value
        return end


def _verdict(
    facts: dict[str, Any], listener: Listener, end: dict[str, Any], size: int, *, whole: bool
) -> Probe:
    decoded, declared = listener.heard / RATE, _seconds(facts.get("declared"))
    if not listener.heard:
        raise Refused("unreadable")
    complete = end.get("complete") is True
    if not complete and (whole or _is_too_long(declared or 0, decoded, _reached(end, size) / size)):
        raise Refused("too_long")
    return Probe(
        accepted=True,
        container=_name(facts.get("container")),
        codec=_name(facts.get("codec")),
        duration=round(decoded if complete else declared or decoded, 3),
        channels=listener.channels,
        declared=declared,
        complete=complete,
        peaks=bytes(listener.peaks),
    )


def _is_too_long(declared: float, decoded: float, share: float) -> bool:
    """By what the file says, unless the bytes so far show that it says far too much."""
    return min(declared, decoded / share) > Limits().seconds


def _as_wav(found: Probe, source: Source) -> Probe:
    """FFmpeg believes the file and not its header; browsers believe the header, so they get a copy."""
    declared = found.declared and _seconds(found.declared * lengths.missing_from(source))
    container = "wav,unfinished" if lengths.goes_on(source) else found.container
    return replace(found, declared=declared, container=container)


def _warnings(found: Probe, listener: Listener) -> Iterator[str]:
    first, decoded = listener.first_sound, listener.heard / RATE
    if found.complete and decoded < SHORT:
        yield words.warn_short(decoded)
    if found.complete and found.declared and found.declared - decoded > CUT_SHORT + found.declared / 100:
        yield words.warn_cut(found.declared, decoded)
    if first is None and found.complete:
        yield words.warn_silent(decoded, whole=True)
    elif (decoded if first is None else first / RATE) >= QUIET_START:
        yield words.warn_silent(decoded if first is None else first / RATE, whole=False)
    dead = [number for number, peak in enumerate(listener.loudest) if peak <= 8]
    if first is not None and dead and found.complete:
        yield words.warn_dead(dead)
    if listener.clipped > listener.heard / 1000:
        yield words.WARN_CLIPPED


def _unheard(found: Probe, facts: dict[str, Any], end: dict[str, Any], size: int) -> Iterator[str]:
    """What is in the file and was not heard: damaged places, other tracks, what stands behind the sound."""
    if end.get("damaged"):
        yield words.WARN_DAMAGED
    gaps = _seconds(end.get("gaps")) or 0
    if gaps >= GAPS:
        yield words.warn_gaps(gaps)
    tracks, track = facts.get("tracks"), facts.get("track")
    if isinstance(tracks, int) and isinstance(track, int) and tracks > 1:
        yield words.warn_tracks(tracks, track)
    behind = size - _reached(end, size) if found.complete and not facts.get("pictures") else 0
    if behind > max(UNHEARD, size * UNHEARD_SHARE):
        yield words.WARN_GOES_ON


def _reached(end: dict[str, Any], size: int) -> int:
    """Where in the file the last sound was found; its end where that is not known."""
    reached = end.get("reached")
    return reached if isinstance(reached, int) and 0 < reached < size else size


def _refusal(code: str) -> Probe:
    known = code if code in words.REASONS else "unreadable"
    return Probe(accepted=False, reason=words.REASONS[known], code=known)


def _sent_channels(facts: dict[str, Any]) -> int:
    sent = facts.get("sent_channels")
    if not isinstance(sent, int) or not 1 <= sent <= 16:
        raise Refused("unreadable")
    return sent


def _seconds(given: object) -> float | None:
    return float(given) if isinstance(given, int | float) and 0 < given < 1e7 else None


def _name(given: object) -> str:
    """The child is not trusted with text: letters, digits, commas and underscores only."""
    return "".join(c for c in str(given)[:40] if c.isascii() and (c.isalnum() or c in ",_"))
