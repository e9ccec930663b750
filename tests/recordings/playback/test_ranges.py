"""Playing a recording: pieces by Range, opened one by one, permission and audit for each."""

import os
import random

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from access.models import AuditEvent
from access.roles import Role
from recordings.models import ListeningReason
from recordings.sound import LARGEST_REPLY, Span, asked_for, reply
from recordings.vault import store
from recordings.vault.sealed import SEGMENT
from tests import factories

SIZE = 3 * 1024 * 1024 + 4321


@pytest.mark.parametrize(
    ("header", "size", "expected"),
    [
        (None, 1000, [(0, 1000)]),
        ("bytes=0-", 1000, [(0, 1000)]),
        ("bytes=0-0", 1000, [(0, 1)]),
        ("bytes=10-19", 1000, [(10, 20)]),
        ("bytes= 10 - 19", 1000, [(10, 20)]),
        ("bytes=990-2000", 1000, [(990, 1000)]),
        ("bytes=999-", 1000, [(999, 1000)]),
        ("bytes=-5", 1000, [(995, 1000)]),
        ("bytes=-5000", 1000, [(0, 1000)]),
        ("bytes=0-", 10_000_000, [(0, LARGEST_REPLY)]),
        ("bytes=7-9999999", 10_000_000, [(7, 7 + LARGEST_REPLY)]),
        ("bytes=-9999999", 10_000_000, [(1, 1 + LARGEST_REPLY)]),
        ("bytes=1000-", 1000, []),
        ("bytes=1000-1001", 1000, []),
        ("bytes=20-10", 1000, []),
        ("bytes=-0", 1000, []),
        ("bytes=-", 1000, []),
        ("bytes=0-1,5-6", 1000, [(0, 2), (5, 7)]),
        ("bytes=0-1, -2 ,990-", 1000, [(0, 2), (998, 1000), (990, 1000)]),
        ("bytes=0-1,5000-", 1000, [(0, 2)]),
        ("bytes=5000-,6000-7000", 1000, []),
        ("bytes=0-9,5-6,x", 1000, []),
        ("bytes=0-9,", 1000, []),
        ("bytes=0-2097150,0-9,5-", 10_000_000, [(0, LARGEST_REPLY - 1), (0, 1)]),
        ("bytes=" + ",".join(["0-0"] * 16), 1000, [(0, 1)] * 16),
        ("bytes=" + ",".join(["0-0"] * 17), 1000, []),
        ("BYTES=3-4", 1000, [(3, 5)]),
        ("items=0-1", 1000, [(0, 1000)]),
        ("bytes=\u0663-", 1000, []),
        ("bytes=a-b", 1000, []),
        (f"bytes={'9' * 30}-", 1000, []),
    ],
)
def test_a_range_is_read_as_it_is_meant(header, size, expected):
    assert asked_for(header, size) == [Span(*span) for span in expected]


@pytest.fixture
def plaintext():
    return random.Random(1).randbytes(SIZE)


@pytest.fixture
def recording(world, plaintext):
    return sealed_recording(world.conference, plaintext)


def sealed_recording(conference, plaintext, **fields):
    recording = factories.recording(conference, size=len(plaintext), duration_ms=60_000, **fields)
    sealed = store.seal_stream([plaintext], recording.key, recording.pk, "audio")
    recording.blob, recording.blob_sha256 = sealed.name, sealed.sha256
    recording.save()
    return recording


@pytest.fixture
def play(sign_in, world, recording):
    client = sign_in(world.people[Role.CHAIR])

    def played(header=None, api=False):
        headers = {"Range": header} if header else {}
        return client.get(f"{'/api' if api else ''}/recordings/{recording.pk}/sound/", headers=headers)

    return played


EDGES = [0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT - 1, 2 * SEGMENT, 2 * SEGMENT + 1, SIZE - 1]


@pytest.mark.parametrize("api", [False, True])
@pytest.mark.parametrize("start", EDGES)
def test_a_piece_is_the_very_bytes_at_every_edge_of_a_segment(play, plaintext, start, api):
    for length in (1, 2, SEGMENT - 1, SEGMENT, SEGMENT + 1):
        answer = play(f"bytes={start}-{start + length - 1}", api=api)
        end = min(start + length, SIZE)

        assert answer.status_code == 206
        assert answer.content == plaintext[start:end]
        assert answer["Content-Range"] == f"bytes {start}-{end - 1}/{SIZE}"


def test_any_range_is_the_very_bytes(recording, plaintext):
    """As the player gets it, all but the permission and the audit. The full number: RANDOM_RANGES=100000."""
    reader = store.open(recording.blob, recording.key, recording.pk, "audio")
    chance, heard = random.Random(2), []
    for _ in range(int(os.environ.get("RANDOM_RANGES", "2000"))):
        header, expected = drawn_range(chance)

        answer = reply(reader, "audio/wav", header=header, note=heard.append)

        assert (answer.status_code, answer.content) == (206, plaintext[expected])
        assert answer["Content-Range"] == f"bytes {expected.start}-{expected.stop - 1}/{SIZE}"
        assert heard.pop() == (expected.start, expected.stop)


def drawn_range(chance):
    """A header, and the bytes that it means."""
    start = chance.randrange(SIZE)
    if chance.random() < 0.1:
        return f"bytes={start}-", slice(start, min(SIZE, start + LARGEST_REPLY))
    length = chance.choice([1, 100, 5000, 65_536, SEGMENT, chance.randrange(1, SEGMENT * 3)])
    if chance.random() < 0.2:
        return f"bytes=-{length}", slice(SIZE - length, SIZE)
    return f"bytes={start}-{start + length - 1}", slice(start, min(start + length, SIZE))


def test_a_reply_is_never_more_than_two_megabytes(play, plaintext):
    answer = play("bytes=5-")

    assert answer.content == plaintext[5 : 5 + LARGEST_REPLY]
    assert answer["Content-Range"] == f"bytes 5-{4 + LARGEST_REPLY}/{SIZE}"
    assert len(play().content) == LARGEST_REPLY


@pytest.mark.parametrize("api", [False, True])
@pytest.mark.parametrize("header", ["bytes={}-", "bytes=-0", "bytes=9-3", "bytes={}-,{}-"])
def test_what_is_not_there_is_416(play, api, header):
    answer = play(header.format(SIZE, SIZE), api=api)

    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{SIZE}")
    assert (answer["Cache-Control"], answer.content) == ("no-store", b"")
    assert not AuditEvent.objects.filter(verb="recording.listened").exists()


@pytest.mark.parametrize("api", [False, True])
def test_several_pieces_come_in_one_body_and_each_is_on_the_audit(play, plaintext, api):
    wanted = [(0, 9), (SEGMENT - 5, SEGMENT + 5), (SIZE - 7, SIZE - 1)]

    answer = play("bytes=" + ", ".join(f"{start}-{end}" for start, end in wanted), api=api)

    kind, _, between = answer["Content-Type"].partition("; boundary=")
    first, *parts, last = answer.content.split(f"--{between}".encode())
    assert (answer.status_code, kind, first, last) == (206, "multipart/byteranges", b"", b"--\r\n")
    assert [part.partition(b"\r\n\r\n")[2] for part in parts] == [
        plaintext[start : end + 1] + b"\r\n" for start, end in wanted
    ]
    assert [part.split(b"\r\n")[2].decode() for part in parts] == [
        f"Content-Range: bytes {start}-{end}/{SIZE}" for start, end in wanted
    ]
    heard = AuditEvent.objects.filter(verb="recording.listened").order_by("pk")
    assert [event.details["start"] for event in heard] == [start for start, _ in wanted]


def test_asking_for_the_head_alone_sends_no_sound_and_is_no_listening(sign_in, world, recording):
    client = sign_in(world.people[Role.CHAIR])

    answer = client.head(f"/recordings/{recording.pk}/sound/", headers={"Range": "bytes=0-99"})

    assert (answer.status_code, answer["Content-Length"], answer.content) == (200, str(SIZE), b"")
    assert answer["Accept-Ranges"] == "bytes"
    assert not AuditEvent.objects.filter(verb="recording.listened").exists()


def test_nothing_of_it_stays_in_a_cache_and_nothing_is_offered_for_download(play):
    answer = play("bytes=0-99")

    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"] == "inline"
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Content-Type"] == "audio/wav"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_only_the_segments_asked_for_are_opened(play, recording, monkeypatch):
    read = []
    place = store.place()
    whole = type(place).read_at
    monkeypatch.setattr(type(place), "read_at", lambda self, *span: read.append(span) or whole(self, *span))

    play(f"bytes={5 * SEGMENT + 7}-{5 * SEGMENT + 8}")

    assert len(read) == 3, "the header, the last segment, and the one asked for"
    assert sum(length for _, _, length in read) < 3 * SEGMENT


def test_every_piece_is_on_the_audit_with_its_seconds(play, recording, world):
    half = SIZE // 2

    play(f"bytes={half}-{half + SIZE // 60 - 1}")

    event = AuditEvent.objects.get(verb="recording.listened")
    assert (event.actor_id, event.on_id) == (world.people[Role.CHAIR].pk, str(recording.pk))
    assert event.details == {"start": half, "bytes": SIZE // 60, "from_second": 30.0, "to_second": 31.0}


def test_a_listener_whose_reason_ends_hears_nothing_more(sign_in, world, recording):
    client = sign_in(world.people[Role.QUALITY_REVIEWER])
    place = f"/recordings/{recording.pk}/sound/"
    assert client.get(place, headers={"Range": "bytes=0-9"}).status_code == 206

    ListeningReason.objects.update(closed_at="2026-11-05T10:00Z")

    assert client.get(place, headers={"Range": "bytes=10-19"}).status_code == 404


def test_an_erased_recording_does_not_play(play, recording):
    recording.key.destroy()

    assert play("bytes=0-9").status_code == 409


def test_a_damaged_recording_releases_nothing(play, recording):
    with storages["blobs"].open(recording.blob) as kept:
        sealed = bytearray(kept.read())
    sealed[-1] ^= 1
    storages["blobs"].delete(recording.blob)
    storages["blobs"].save(recording.blob, ContentFile(bytes(sealed)))

    answer = play("bytes=0-9")

    assert answer.status_code == 409
    assert b"does not open" in answer.content


def test_the_waveform_is_what_was_kept_of_it(sign_in, world, recording):
    recording.waveform = [0, 120, 255]
    recording.save()

    for address in ("recordings", "api/recordings"):
        answer = sign_in(world.people[Role.CHAIR]).get(f"/{address}/{recording.pk}/waveform/").json()
        assert answer == {"seconds": 60.0, "peaks": [0, 120, 255]}


def test_a_recording_has_a_page_with_a_player(sign_in, world, recording):
    answer = sign_in(world.people[Role.CHAIR]).get(f"/recordings/{recording.pk}/")

    assert answer.status_code == 200
    assert f'data-source="/recordings/{recording.pk}/sound/"' in answer.content.decode()
    assert recording.filename in answer.content.decode()
