"""Audio comes from outside: no file is read, no socket opened, nothing but the child ever ends badly."""

import io
import os
import random
import socket
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from recordings import audio
from recordings.audio import child
from recordings.audio.process import CHILD, Child, Limits
from recordings.audio.source import as_source
from recordings.audio.words import REASONS
from tests.recordings.audio import sounds

MUTATIONS = int(os.environ.get("AUDIO_MUTATIONS", "25"))


@pytest.fixture
def secret(tmp_path):
    """A recording that is none of the sender's business, lying on this machine."""
    path = tmp_path / "secret.wav"
    path.write_bytes(sounds.kind("wav"))
    return path


@pytest.fixture
def listening():
    """A door on this machine that nobody should knock on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        yield server


def lists_of(path, port):
    address = f"http://127.0.0.1:{port}/a.wav"
    yield "ffconcat", f"ffconcat version 1.0\nfile '{path}'\n"
    yield "ffconcat by address", f"ffconcat version 1.0\nfile {address}\n"
    yield "hls", f"#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\n{path}\n#EXT-X-ENDLIST\n"
    yield "hls by address", f"#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\n{address}\n#EXT-X-ENDLIST\n"
    yield "sdp", f"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio {port} RTP/AVP 0\n"
    yield (
        "dash",
        f"""<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"
        mediaPresentationDuration="PT3S" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"><Period>
        <AdaptationSet contentType="audio" mimeType="audio/mp4"><Representation id="1" bandwidth="1">
        <BaseURL>{path}</BaseURL></Representation></AdaptationSet></Period></MPD>""",
    )
    yield "list", f"[playlist]\nFile1={path}\n"


def atom(kind, *parts):
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + kind + body


def with_reference(movie, path):
    """The same movie, saying that its sound is in another file: a dref that is not 'self-contained'."""
    name = str(path).encode()
    alias = b"\0" * 4 + struct.pack(">HHH", 0, 2, 0) + bytes([27]) + b"Macintosh HD".ljust(27, b"\0")
    alias += bytes(12) + bytes([min(63, len(name))]) + name[:63].ljust(63, b"\0") + bytes(16)
    alias += struct.pack(">HH", 1, 1) + bytes(16)
    for kind in (2, 18):
        alias += struct.pack(">HH", kind, len(name)) + name + b"\0" * (len(name) % 2)
    alias += struct.pack(">HH", 0xFFFF, 0)
    alis = atom(b"alis", struct.pack(">I", 0), alias)
    start = movie.index(b"dref") - 4
    (length,) = struct.unpack(">I", movie[start : start + 4])
    dref = atom(b"dref", struct.pack(">II", 0, 1), alis)
    grown = len(dref) - length
    movie = movie[:start] + dref + movie[start + length :]
    for name in (b"moov", b"trak", b"mdia", b"minf", b"dinf"):
        at = movie.index(name) - 4
        (size,) = struct.unpack(">I", movie[at : at + 4])
        movie = movie[:at] + struct.pack(">I", size + grown) + movie[at + 4 :]
    return movie


def bomb(minutes):
    """A FLAC whose frames of silence are a dozen bytes each: one frame, repeated with its number."""
    block, rate = 65535, 44100
    total = int(minutes * 60 * rate)
    info = struct.pack(">HH", block, block) + bytes(6)
    info += struct.pack(">Q", (rate << 44) | (1 << 41) | (15 << 36) | total) + bytes(16)
    frames = (_silent_frame(number, block) for number in range(total // block))
    return b"fLaC" + b"\x80" + struct.pack(">I", len(info))[1:] + info + b"".join(frames)


def _silent_frame(number, block):
    coded = bytes([number]) if number < 128 else bytes([0xC0 | number >> 6, 0x80 | number & 63])
    head = b"\xff\xf8\x79\x18" + coded + struct.pack(">H", block - 1)
    head += bytes([_crc(head, 0x07, 8)])
    frame = head + bytes(6)
    return frame + struct.pack(">H", _crc(frame, 0x8005, 16))


def _crc(data, polynomial, bits):
    found, top, mask = 0, 1 << (bits - 1), (1 << bits) - 1
    for byte in data:
        found ^= byte << (bits - 8)
        for _ in range(8):
            found = ((found << 1) ^ polynomial if found & top else found << 1) & mask
    return found


def test_a_list_that_names_another_file_or_address_is_refused_and_followed_nowhere(secret, listening):
    for name, text in lists_of(secret, listening.getsockname()[1]):
        found = audio.examine(io.BytesIO(text.encode()))

        assert not found.accepted, name
        assert "Nothing was kept" in found.reason, name
    with pytest.raises(TimeoutError):
        listening.accept()


def test_lists_are_refused_by_the_child_too_if_its_parent_is_fooled(secret, listening):
    for name, text in lists_of(secret, listening.getsockname()[1]):
        with pytest.raises(audio.Refused, match=r"^unreadable$"):
            pytest.fail(f"{name}: {len(list(audio.decode(io.BytesIO(text.encode()))))}")
    with pytest.raises(TimeoutError):
        listening.accept()


def test_lists_are_not_followed_even_while_the_doors_are_still_open(secret, listening):
    for name, text in lists_of(secret, listening.getsockname()[1]):
        with pytest.raises(child.av.error.FFmpegError):
            pytest.fail(f"{name}: {child.av.open(io.BytesIO(text.encode()), 'r', options=child.OPTIONS)}")
    with pytest.raises(TimeoutError):
        listening.accept()


def test_sound_that_a_movie_says_is_in_another_file_is_not_fetched(secret):
    movie = secret.with_name("alias.mov")
    movie.write_bytes(with_reference(sounds.kind("mov"), secret))
    reckless = {"enable_drefs": "1", "use_absolute_path": "1"}

    with child.av.open(str(movie), options=reckless) as file:
        stolen = sum(frame.samples for frame in file.decode(audio=0))
    with movie.open("rb") as file:
        found = audio.examine(file)

    assert stolen > 0, "the crafted movie is not the attack it is meant to be"
    assert (found.accepted, found.reason) == (False, REASONS["unreadable"])


def test_a_small_file_that_grows_to_hours_of_sound_is_refused():
    file = bomb(minutes=60)
    assert len(file) < 60_000

    found = audio.examine(io.BytesIO(file))

    assert (found.accepted, found.reason) == (False, REASONS["hollow"])


def test_more_than_six_hours_is_refused_however_it_is_said():
    file = sounds.recording("flac", "flac", sounds.tone(30))

    found = audio.examine(io.BytesIO(file), limits=Limits(seconds=20))

    assert found.reason == REASONS["too_long"]


def test_a_child_that_takes_too_long_is_ended():
    file = sounds.recording("flac", "flac", sounds.tone(60))

    found = audio.examine(io.BytesIO(file), limits=Limits(wall=0.05))

    assert found.reason == REASONS["too_slow"]


def test_a_child_that_uses_too_much_memory_is_ended():
    file = sounds.recording("flac", "flac", sounds.tone(60))

    found = audio.examine(io.BytesIO(file), limits=Limits(memory=1 << 16))

    assert found.reason in {REASONS["too_big"], REASONS["unreadable"]}


def test_no_child_is_left_behind_when_nobody_wants_the_rest():
    pieces = audio.decode(io.BytesIO(sounds.recording("wav", "pcm_s16le", sounds.tone(60))))
    next(pieces)
    process = pieces.gi_frame.f_locals["child"].process

    pieces.close()

    assert process.returncode is not None


def test_the_child_can_open_nothing_write_nothing_start_nothing_and_knows_nothing(monkeypatch):
    monkeypatch.setenv("A_SECRET_OF_THE_PARENT", "known")
    file = sounds.recording("wav", "pcm_s16le", sounds.tone(60))

    with Child(as_source(io.BytesIO(file)), layout="mono", limits=Limits()) as found:
        found.facts()
        proc = Path("/proc", str(found.process.pid))
        limits = {line[:26].strip(): line[26:].split()[:2] for line in read(proc / "limits").splitlines()}
        status = read(proc / "status")
        # Not dumpable: only root may look any further.
        root = os.geteuid() == 0
        handles = sorted(path.name for path in (proc / "fd").iterdir()) if root else ["0", "1", "2"]
        environment = read(proc / "environ") if root else "HOME=/\0"

    for name in ("Max open files", "Max file size", "Max processes", "Max core file size"):
        assert limits[name] == ["0", "0"]
    assert "unlimited" not in limits["Max cpu time"] + limits["Max address space"]
    assert "NoNewPrivs:\t1" in status
    assert handles == ["0", "1", "2"]
    assert environment == "HOME=/\0"


def read(path):
    # Not read_text: the size of these files is not known before they are read.
    with path.open() as file:
        return file.read()


def test_once_the_doors_are_shut_they_are_shut():
    script = f"""
import importlib.util, socket, os
spec = importlib.util.spec_from_file_location("child", {str(CHILD)!r})
child = importlib.util.module_from_spec(spec); spec.loader.exec_module(child)
child.shut_the_doors({{"memory": 1 << 28, "cpu": 10}})
for name, act in {{
    "file": lambda: open("/etc/hostname"), "socket": socket.socket, "pipe": os.pipe,
    "memory": lambda: bytearray(1 << 30),
}}.items():
    try:
        act()
    except (OSError, MemoryError):
        os.write(1, f"{{name}} refused\\n".encode())
os._exit(0)
"""
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, check=True, timeout=30)

    assert done.stdout.decode().split("\n")[:-1] == [
        "file refused", "socket refused", "pipe refused", "memory refused",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["m4a-index-at-end", "webm", "ogg-opus", "mp3", "flac", "wma", "amr", "wav"])
def test_mutated_files_end_in_a_plain_answer(name):
    whole, chance = sounds.kind(name), random.Random(zlib.crc32(name.encode()))
    for _ in range(max(1, MUTATIONS // 8)):
        file = bytearray(whole)
        for _ in range(chance.choice([1, 4, 40, 400])):
            file[chance.randrange(len(file))] = chance.randrange(256)

        found = audio.examine(io.BytesIO(bytes(file[: chance.randrange(1, len(file))])))

        assert found.accepted == (found.reason == "")
        assert found.accepted or found.reason in REASONS.values()
