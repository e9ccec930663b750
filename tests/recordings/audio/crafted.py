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


def flac_with(kind, body):
    """A FLAC with one more block before its sound."""
    file = sounds.kind("flac")
    first = 8 + int.from_bytes(file[5:8], "big")
    head = bytes([file[4] & 0x7F]) + file[5:first]
    more = bytes([kind]) + struct.pack(">I", len(body))[1:] + body
    last = b"" if not file[4] & 0x80 else bytes([0x81]) + bytes(3)
    return file[:4] + head + more + last + file[first:]


def picture(size, said=None):
    """What a FLAC says of a picture, and the picture."""
    head = struct.pack(">II", 3, 9) + b"image/png" + bytes(20)
    return head + struct.pack(">I", size if said is None else said) + bytes(size)


def locked_wma():
    """A WMA with a lock on it: its header names the key, and its bytes are noise."""
    file = sounds.kind("wma")
    (size,), (count,) = struct.unpack("<Q", file[16:24]), struct.unpack("<I", file[24:28])
    body = struct.pack("<I", 8) + bytes(8) + struct.pack("<I", 4) + b"DRM\0" + struct.pack("<I", 4) + b"KEY\0"
    lock = bytes.fromhex("fbb3112223bdd211b4b700a0c955fc6e") + struct.pack("<Q", 24 + len(body)) + body
    sound = bytes(byte ^ 0xA5 for byte in file[size + 100 :])
    head = file[:16] + struct.pack("<QI", size + len(lock), count + 1) + file[28:30]
    return head + lock + file[30 : size + 100] + sound


def many_streams(count=1000):
    """An Ogg in which a thousand streams begin and none goes on."""
    page = sounds.kind("ogg-opus")[:200]
    return b"".join(page[:14] + struct.pack("<I", number) + page[18:] for number in range(count))


def with_jump(container, codec, rate, *, hours, seconds=60):
    """A recording whose clock jumps in the middle of its sound, and goes on from there."""
    source, out = sounds.recording(container, codec, sounds.tone(seconds, rate), rate=rate), io.BytesIO()
    with av.open(io.BytesIO(source)) as file, av.open(out, "w", format=container) as made:
        sound = made.add_stream_from_template(file.streams.audio[0])
        for packet in file.demux(audio=0):
            if packet.dts is None:
                continue
            behind = packet.pts * packet.time_base >= seconds / 2
            jump = int((hours * 3600 * behind) / packet.time_base)
            packet.pts, packet.dts, packet.stream = packet.pts + jump, packet.dts + jump, sound
            made.mux(packet)
    return out.getvalue()


def with_tracks(container, layouts, seconds=12):
    """A film with several sound tracks, as cameras with two microphones make."""
    out = io.BytesIO()
    with av.open(out, "w", format=container) as file:
        tracks = [file.add_stream("aac", rate=16000, layout=layout) for layout in layouts]
        for track, layout in zip(tracks, layouts, strict=True):
            tone = sounds.tone(seconds, channels=2 if layout == "stereo" else 1)
            frame = av.AudioFrame.from_ndarray(tone.reshape(1, -1), format="s16", layout=layout)
            frame.sample_rate = 16000
            for ready in av.AudioResampler("fltp", layout, 16000, 1024).resample(frame):
                file.mux(track.encode(ready))
            file.mux(track.encode(None))
    return out.getvalue()
