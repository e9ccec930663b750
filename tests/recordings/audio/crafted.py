"""Files that are made to mislead: lies in headers, lists in hiding, sound that changes its shape."""

import io
import struct
import wave
import zlib

import av

from tests.recordings.audio import sounds


def atom(kind, *parts):
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + kind + body


def wav(data, *, rate=16000, channels=1, bits=16, kind=1, riff=None, length=None):
    """A WAV whose header says what it is told to say."""
    block = channels * bits // 8
    form = struct.pack("<HHIIHH", kind, channels, rate, rate * block & 0xFFFFFFFF, block & 0xFFFF, bits)
    body = b"WAVEfmt " + struct.pack("<I", len(form)) + form
    body += b"data" + struct.pack("<I", len(data) if length is None else length) + data
    return b"RIFF" + struct.pack("<I", len(body) if riff is None else riff) + body


def rf64(data, claimed):
    """A WAV with its lengths in a ds64 chunk, as recorders write that allow for more than 4 GB."""
    sizes = b"ds64" + struct.pack("<IQQQI", 28, claimed, claimed, claimed, 0)
    return b"RF64\xff\xff\xff\xffWAVE" + sizes + wav(data, length=0xFFFFFFFF)[12:]


def samples(seconds=3.0):
    with wave.open(io.BytesIO(sounds.kind("wav", seconds=seconds))) as file:
        return file.readframes(file.getnframes())


def tag(*frames, length=None):
    """An ID3 tag."""
    body = b"".join(kind + struct.pack(">I", len(text)) + b"\0\0" + text for kind, text in frames)
    size = len(body) if length is None else length
    return b"ID3\x03\0\0" + bytes(size >> shift & 127 for shift in (21, 14, 7, 0)) + body


def with_count(name, table, count=0xFFFFFFF0):
    """A movie whose table says that it has billions of entries."""
    movie, place = bytearray(sounds.kind(name)), {b"stsz": 12}.get(table, 8)
    at = movie.index(table) + place
    movie[at : at + 4] = struct.pack(">I", count)
    return bytes(movie)


def far_index(offset=1 << 33):
    """A movie whose index says that it is longer than the file, and than four gigabytes."""
    movie = sounds.kind("m4a-index-at-end")
    at = movie.index(b"moov") - 4
    return movie[:at] + struct.pack(">I", 1) + b"moov" + struct.pack(">Q", offset) + movie[at + 8 :]


def nested(depth=3000):
    inner = b""
    for _ in range(depth):
        inner = atom(b"moov", inner)
    return atom(b"ftyp", b"M4A \0\0\0\0") + inner


def packed_index(size=50_000_000):
    """A movie whose index is packed, and grows by a thousand when it is unpacked."""
    packed = atom(b"cmvd", struct.pack(">I", 0x7FFFFFFF) + zlib.compress(bytes(size)))
    return atom(b"ftyp", b"qt  \0\0\0\0") + atom(b"moov", atom(b"cmov", atom(b"dcom", b"zlib"), packed))


def locked():
    """Sound bought with a lock on it: the header says so, and its bytes are noise."""
    movie = bytearray(sounds.kind("m4a-index-first"))
    at, data = movie.index(b"mp4a"), movie.index(b"mdat") + 4
    movie[at : at + 4] = b"drms"
    movie[data:] = bytes(byte ^ 0xA5 for byte in movie[data:])
    return bytes(movie)


def flac_that_says(count):
    """A FLAC with another number of samples in its header."""
    file = bytearray(sounds.kind("flac"))
    file[21] = file[21] & 0xF0 | count >> 32 & 15
    file[22:26] = struct.pack(">I", count & 0xFFFFFFFF)
    return bytes(file)


def element(number, body):
    """One element of Matroska."""
    return number + struct.pack(">Q", 1 << 56 | len(body)) + body


def with_attachment(content, name=b"list.ffconcat"):
    """A live Matroska that carries another file."""
    file = element(b"\x46\x6e", name) + element(b"\x46\x60", b"text/plain") + element(b"\x46\x5c", content)
    live = sounds.recording("matroska", "flac", sounds.tone(3), options={"live": "1"})
    return live + element(b"\x19\x41\xa4\x69", element(b"\x61\xa7", file))


def damaged_between(good, bad):
    """A recording of about `good` packets of sound, each followed by `bad` ones that no decoder takes."""
    source, out = sounds.recording("flac", "flac", sounds.tone(good * 0.288)), io.BytesIO()
    with av.open(io.BytesIO(source)) as file, av.open(out, "w", format="matroska") as made:
        sound = made.add_stream_from_template(file.streams.audio[0])
        for packet in file.demux(audio=0):
            if packet.dts is not None:
                packet.stream = sound
                made.mux(packet)
                for _ in range(bad):
                    made.mux(_noise_beside(packet, sound))
    return out.getvalue()


def _noise_beside(packet, stream):
    noise = av.Packet(b"\x55" * 40)
    noise.stream, noise.pts, noise.dts = stream, packet.pts, packet.dts
    noise.time_base, noise.duration = packet.time_base, 1
    return noise


def joined():
    """Two recordings put one behind the other: the second in stereo, at another rate."""
    first = sounds.recording("ogg", "flac", sounds.tone(2))
    return first + sounds.recording("ogg", "flac", sounds.tone(2, 48000, channels=2), rate=48000)
