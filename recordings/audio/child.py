"""The locked-down child that reads what people upload; run as a file of its own by an isolated Python.

It holds no key, no database connection, no file but its two pipes, and imports nothing of the project. It
asks its parent for bytes, and gives samples and plain facts: a letter, a length, and that many bytes.

    A offset, length    I need these bytes (it answers with a length and the bytes)
    F json              facts about the container, sent before any sound
    S samples           interleaved little-endian 16-bit samples
    E json              the end: how much was decoded, or why it stopped
"""

import contextlib
import ctypes
import io
import json
import os
import resource
import struct
import wave
from collections.abc import Iterator
from typing import Any

import av
from av.stream import Discard

# Only containers and codecs with a test of their own are listed. The codec list also keeps every picture
# decoder shut: a Teams or Zoom export is read for its sound, and its picture is never looked at.
FORMATS = "mov,mp3,wav,flac,ogg,matroska,aac,asf,amr"
CODECS = (
    "aac,mp3,mp3float,mp2,mp2float,flac,vorbis,opus,libopus,alac,wmav1,wmav2,amrnb,amrwb,libopencore_amrnb,libopencore_amrwb,"
    "pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_u8,pcm_f32le,pcm_f32be,pcm_f64le,"
    "pcm_alaw,pcm_mulaw,adpcm_ima_wav,adpcm_ms"
)
OPTIONS = {
    "protocol_whitelist": "none",
    "format_whitelist": FORMATS,
    "codec_whitelist": CODECS,
    # An alias inside a MOV may name another file; even the attempt is refused.
    "enable_drefs": "0",
    "use_absolute_path": "0",
}
RATE, BLOCK = 16_000, 262_144  # the second: the plaintext of a sealed segment, so that none is opened twice
MESSAGE = 32_768  # bytes of sound: a second of it, where a frame is often a fiftieth
GAPPED = ("mov", "matroska", "ogg", "asf")  # containers whose time stamps may say "nothing was sent here"
LONGEST_GAP, GAP = 7200, 2  # seconds; shorter ones are pauses between words that were not sent
MOST_CHANNELS, MOST_RATE, MOST_DAMAGE = 16, 192_000, 2000
PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 4, 38


class Stop(Exception):
    """The file is refused, with a code that the parent turns into words."""


class Pipe:
    """The two pipes to the parent, which is the only thing this process can reach."""

    def __init__(self) -> None:
        self.answers = os.fdopen(0, "rb")
        self.sound = bytearray()  # what is still to go; nothing else that is sent overtakes it

    def send(self, letter: bytes, payload: bytes) -> None:
        if self.sound:
            self.send_sound()
        view = memoryview(letter + struct.pack(">I", len(payload)) + payload)
        while view:
            view = view[os.write(1, view) :]

    def send_sound(self) -> None:
        sound, self.sound = self.sound, bytearray()
        self.send(b"S", bytes(sound))

    def ask(self, offset: int, length: int) -> bytes:
        self.send(b"A", struct.pack(">QI", offset, length))
        return self.receive()

    def receive(self) -> bytes:
        return self._read(struct.unpack(">I", self._read(4))[0])

    def _read(self, length: int) -> bytes:
        found = self.answers.read(length)
        if len(found) < length:
            os._exit(3)  # the parent has gone
        return found


class ParentFile(io.RawIOBase):
    """A file whose bytes come from the parent, with every way of seeking that a demuxer uses."""

    def __init__(self, pipe: Pipe, size: int) -> None:
        self.pipe, self.size, self.position = pipe, size, 0
        self.blocks: dict[int, bytes] = {}

    def seekable(self) -> bool:
        return True

    readable = seekable

    def tell(self) -> int:
        return self.position

    def seek(self, offset: int, whence: int = 0) -> int:
        start = {0: 0, 1: self.position, 2: self.size}[whence]
        if (place := start + offset) < 0:
            raise ValueError("before the start")
        self.position = place
        return place

    def read(self, length: int = -1) -> bytes:
        wanted = self.size - self.position if length < 0 else length
        number, start = divmod(self.position, BLOCK)
        found = self._block(number)[start : start + max(wanted, 0)]
        self.position += len(found)
        return found

    def _block(self, number: int) -> bytes:
        if number * BLOCK >= self.size:
            return b""
        if number not in self.blocks:
            # Two blocks: an m4a with its index at the end is read from two places in turn.
            if len(self.blocks) == 2:
                del self.blocks[next(iter(self.blocks))]
            self.blocks[number] = self.pipe.ask(number * BLOCK, min(BLOCK, self.size - number * BLOCK))
        return self.blocks[number]


class Sound:
    """One audio stream, turned into 16-bit samples at 16 kHz with its silences kept in place."""

    def __init__(self, container: av.container.InputContainer, layout: str) -> None:
        self.container, self.layout = container, layout
        self.stream = loudest_claim(container)
        self.source_channels = self.stream.codec_context.channels
        self.channels = 1 if layout == "mono" and self.source_channels <= 2 else self.source_channels
        self.fills_gaps = any(name in container.format.name.split(",") for name in GAPPED)
        self.origin = (container.start_time or 0) / av.time_base
        self.resampler: av.AudioResampler | None = None
        self.shape: tuple[object, ...] = ()
        self.kept_layout = "mono" if self.channels == 1 else self.stream.codec_context.layout.name
        self.sent = self.given = self.damaged = self.reached = self.gaps = 0

    def facts(self) -> dict[str, Any]:
        stream, base = self.stream, self.container.duration
        declared = base / av.time_base if base and base > 0 else None
        if stream.duration and stream.time_base:
            declared = float(stream.duration * stream.time_base)
        return {
            "container": self.container.format.name,
            "codec": stream.codec_context.codec.canonical_name,
            "declared": declared,
            "channels": self.source_channels,
            "sent_channels": self.channels,
            "tracks": len(self.container.streams.audio),
            "track": self.container.streams.audio.index(stream) + 1,
            "pictures": len(self.container.streams.video),
        }

    def samples(self) -> Iterator[bytes]:
        for frame in self._frames():
            yield from self._silence_before(frame)
            resampler, frame.pts = self._resampler_for(frame), None
            yield from self._packed(resampler.resample(frame))
        if self.resampler is not None:
            yield from self._packed(self.resampler.resample(None))

    def _frames(self) -> Iterator[av.AudioFrame]:
        for packet in self._packets():
            try:
                yield from packet.decode()
            except av.error.FFmpegError:  # decoders answer damage with any number, even "not permitted"
                self._count_damage()

    def _packets(self) -> Iterator[Any]:
        """What the container holds; behind a damaged place it goes on, as long as it gives anything."""
        before = -1
        while self.given > before:
            before = self.given
            try:
                for packet in self.container.demux(self.stream):
                    self.given += 1
                    self.reached = max(self.reached, (packet.pos or 0) + packet.size)
                    yield packet
                return
            except av.error.FFmpegError:
                self._count_damage()
                if not self.given:
                    raise

    def _count_damage(self) -> None:
        self.damaged += 1  # a meeting cannot be held again: only more damage than sound is too much
        if self.damaged > max(MOST_DAMAGE, self.given / 2):
            raise Stop("damaged")

    def _silence_before(self, frame: av.AudioFrame) -> Iterator[bytes]:
        time = frame.time if self.fills_gaps else None
        missing = 0 if time is None else round((time - self.origin) * RATE) - self.sent
        if abs(missing) > LONGEST_GAP * RATE:  # the file's clock jumped: the sound goes on where it was
            self.origin += missing / RATE
            missing = 0
            self._count_damage()
        self.gaps += missing if missing > GAP * RATE else 0
        while missing > RATE // 10:
            piece = min(missing, RATE)
            missing, self.sent = missing - piece, self.sent + piece
            yield bytes(piece * self.channels * 2)

    def _resampler_for(self, frame: av.AudioFrame) -> av.AudioResampler:
        """HE-AAC and joined files change shape half-way, and a resampler takes one shape only."""
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if self.resampler is None or shape != self.shape:
            if frame.sample_rate > MOST_RATE or len(frame.layout.channels) > MOST_CHANNELS:
                raise Stop("unusual")
            # As many channels go out as at the start, whatever comes.
            same = len(frame.layout.channels) == self.channels > 1
            layout = frame.layout if same else self.kept_layout
            self.resampler, self.shape = av.AudioResampler("s16", layout, RATE), shape
        return self.resampler

    def _packed(self, frames: list[av.AudioFrame]) -> Iterator[bytes]:
        for frame in frames:
            self.sent += frame.samples
            yield bytes(frame.planes[0])[: frame.samples * self.channels * 2]


def loudest_claim(container: av.container.InputContainer) -> av.AudioStream:
    """The stream with most channels, then the first: exports put commentary after the room."""
    known = CODECS.split(",")  # no context: no decoder at all
    streams = [s for s in container.streams.audio if s.codec_context and s.codec_context.name in known]
    if not streams:
        raise Stop("unreadable" if container.streams.audio else "no_sound")
    best = max(streams, key=lambda s: s.codec_context.channels)
    for other in container.streams:
        if other is not best:
            other.discard = Discard.all
    if not 1 <= best.codec_context.channels <= MOST_CHANNELS:
        raise Stop("unusual" if best.codec_context.channels else "unreadable")
    best.codec_context.thread_count = 1
    return best


def decode(pipe: Pipe, request: dict[str, Any]) -> dict[str, Any]:
    """Send facts and then sound until the end, or until as much as was asked for is sent."""
    source, options = ParentFile(pipe, request["size"]), {**OPTIONS, **request["options"]}
    with av.open(source, "r", options=options, metadata_errors="replace") as container:
        sound, enough = Sound(container, request["layout"]), False
        pipe.send(b"F", json.dumps(sound.facts()).encode())
        for piece in sound.samples():
            pipe.sound += piece
            if len(pipe.sound) >= MESSAGE:
                pipe.send_sound()
            if enough := sound.sent >= request["samples"]:
                break
        end = {"samples": sound.sent, "complete": not enough, "damaged": sound.damaged}
        return {**end, "reached": sound.reached, "gaps": sound.gaps / RATE}


def warm_up() -> None:
    """Decode a tenth of a second, so that whatever is loaded late is loaded before the doors are shut."""
    made = io.BytesIO()
    with wave.open(made, "wb") as out:
        out.setparams((2, 2, 44100, 0, "NONE", ""))
        out.writeframes(bytes(17640))
    made.seek(0)
    with av.open(made, "r", options=OPTIONS, metadata_errors="replace") as container:
        list(Sound(container, "mono").samples())
    with contextlib.suppress(av.error.FFmpegError):
        av.open(io.BytesIO(b"not audio"), "r", options=OPTIONS)


def shut_the_doors(limits: dict[str, int]) -> None:
    """From here on nothing can be opened, written, started or looked at, and time and memory are bounded."""
    used = resource.getpagesize() * int(open("/proc/self/statm").read().split()[0])  # noqa: PTH123, SIM115
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    for option, value in ((PR_SET_NO_NEW_PRIVS, 1), (PR_SET_DUMPABLE, 0)):
        if prctl(option, value, 0, 0, 0):
            os._exit(4)
    bounds = {"AS": used + limits["memory"], "CPU": limits["cpu"]}
    for name, most in {**bounds, **dict.fromkeys(("CORE", "FSIZE", "NPROC", "NOFILE"), 0)}.items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


def main() -> None:
    pipe = Pipe()
    request = json.loads(pipe.receive())
    av.logging.set_level(None)
    warm_up()
    shut_the_doors(request["limits"])
    try:
        end = decode(pipe, request)
    except Stop as stop:
        end = {"reason": str(stop)}
    except (av.error.FFmpegError, ValueError, OverflowError, EOFError):
        end = {"reason": "unreadable"}
    except MemoryError:
        end = {"reason": "too_big"}
    pipe.send(b"E", json.dumps(end).encode())
    os._exit(0)


if __name__ == "__main__":
    main()
