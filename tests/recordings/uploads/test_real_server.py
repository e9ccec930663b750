"""Uploads to the real server: another tus client, connections that break, kill -9 in the middle."""

import contextlib
import socket
import threading
import time

import pytest
import requests
from tusclient.client import TusClient

from recordings.uploads.receiving import SAFE_EVERY
from recordings.vault.sealed import SEGMENT
from tests.bench import upload
from tests.recordings.audio import sounds
from tests.recordings.uploads.service import WAIT, Service

pytestmark = pytest.mark.slow
BODY = "application/offset+octet-stream"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    started = Service(tmp_path_factory.mktemp("service")).start()
    yield started
    started.kill()


@pytest.fixture(scope="module")
def minute():
    """A recording of 44 segments: a minute in stereo at 48 kHz."""
    return sounds.recording("wav", "pcm_s16le", sounds.tone(60, 48000, channels=2), rate=48000)


@pytest.fixture
def big(minute, request):
    """The same, but not the same twice: its last samples say which test it is for."""
    mark = request.node.name.encode()
    return minute[: -len(mark) // 4 * 4] + mark.ljust(-(-len(mark) // 4) * 4)


def begin(service, file):
    headers = {**service.headers, "Upload-Length": str(len(file))}
    answer = requests.post(service.uploads, headers=headers, timeout=WAIT)
    assert answer.status_code == 201
    return service.address + answer.headers["Location"]


def starting(service):
    return {**service.headers, "Upload-Offset": "0", "Content-Type": BODY}


def go_on(service, place, file):
    offset = service.offset(place)
    headers = {**service.headers, "Upload-Offset": str(offset), "Content-Type": BODY}
    return requests.patch(place, data=file[offset:], headers=headers, timeout=WAIT)


def cut_off(service, place, file):
    with pytest.raises(requests.RequestException):
        go_on(service, place, file)


def hanging(service, place, file, length):
    """A connection that sends so much of a PATCH and then says nothing more."""
    path = place.removeprefix(service.address)
    head = [f"PATCH {path} HTTP/1.1", f"Host: 127.0.0.1:{service.port}", "Upload-Offset: 0"]
    head += [f"{name}: {value}" for name, value in service.headers.items()]
    head += [f"Content-Type: {BODY}", f"Content-Length: {len(file)}", "", ""]
    connection = socket.create_connection(("127.0.0.1", service.port))
    connection.sendall("\r\n".join(head).encode() + file[:length])
    return connection


def wait_for(condition):
    for _ in range(200):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen within ten seconds")


def test_tuspy_uploads_in_pieces_with_checksums(service, big, tmp_path):
    path = tmp_path / "REC_0001.WAV"
    path.write_bytes(big)
    client = TusClient(service.uploads, headers={"Authorization": f"Token {service.token}"})

    with path.open("rb") as file:
        uploader = client.uploader(
            file_stream=file, chunk_size=3_000_000, metadata={"filename": path.name}, upload_checksum=True
        )
        uploader.upload()

    assert service.state(uploader.url) == "received"
    assert service.played(uploader.url, len(big)) == big


def test_the_length_of_a_body_costs_less_than_16_mb_of_memory(service):
    requests.patch(upload.begin(service, 1), data=bytes(1000), headers=starting(service), timeout=WAIT)
    before = upload.peak_memory(service.process)

    upload.send("PATCH", upload.begin(service, 96), 96, starting(service))

    assert upload.peak_memory(service.process) - before < 16


def test_a_broken_connection_keeps_what_arrived(service, big):
    place = begin(service, big)

    hanging(service, place, big, 3 * SEGMENT + 77).close()
    wait_for(lambda: service.offset(place) == 3 * SEGMENT + 77)
    assert go_on(service, place, big).status_code == 204

    assert service.played(place, len(big)) == big


def test_a_connection_that_hangs_does_not_stop_another_from_going_on(service, big):
    place = begin(service, big)
    dead = hanging(service, place, big, SEGMENT + 5)
    time.sleep(0.5)

    assert go_on(service, place, big).status_code == 204
    assert service.state(place) == "received"

    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        dead.sendall(big[SEGMENT + 5 :])
        assert b" 409 " in dead.recv(100)
    dead.close()
    assert service.played(place, len(big)) == big


@pytest.mark.parametrize("received", [5 * SEGMENT, SAFE_EVERY - 1, SAFE_EVERY + SEGMENT + 1])
def test_kill_9_of_the_web_process_in_mid_upload_loses_nothing_that_was_acknowledged(service, big, received):
    place = begin(service, big)
    dying = hanging(service, place, big, received)
    acknowledged = received // SAFE_EVERY * SAFE_EVERY
    wait_for(lambda: service.offset(place) >= acknowledged)
    before = service.offset(place)

    service.kill()
    dying.close()
    service.start()

    assert service.offset(place) >= before
    assert go_on(service, place, big).status_code == 204
    assert service.played(place, len(big)) == big


def test_kill_9_while_the_recording_is_looked_at_is_gone_on_with(service, big):
    place = begin(service, big)
    sender = threading.Thread(target=cut_off, args=(service, place, big))
    sender.start()
    wait_for(lambda: service.offset(place) == len(big))

    service.kill()
    sender.join()
    service.start()
    go_on(service, place, big)

    assert service.state(place) == "received"
    assert service.played(place, len(big)) == big
