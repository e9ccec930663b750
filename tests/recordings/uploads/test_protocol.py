"""What the published rules of tus 1.0 ask of a server, word for word."""

import base64
import hashlib

import pytest
from django.db import OperationalError, connection

from access.roles import Role
from recordings.models import Recording, Upload
from tests.recordings.audio import sounds

pytestmark = pytest.mark.django_db
BODY = "application/offset+octet-stream"


def test_what_is_offered_is_told(tus):
    answer = tus.client.options(f"/api/conferences/{tus.conference.pk}/uploads/")

    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert answer["Tus-Extension"] == "creation,expiration,checksum,termination"
    assert answer["Tus-Checksum-Algorithm"] == "sha1,sha256"
    assert int(answer["Tus-Max-Size"]) == 4 * 1024**3


@pytest.mark.parametrize("version", [{"Tus-Resumable": "0.2.2"}, {}], ids=["another", "none"])
def test_another_version_of_the_protocol_or_none_is_refused_and_nothing_is_done(tus, version):
    place = tus.begin(100)["Location"]
    begin = tus.client.post(
        f"/api/conferences/{tus.conference.pk}/uploads/", headers={"Upload-Length": "10", **version}
    )
    given = {"Upload-Offset": "0", **version}

    answers = [
        begin,
        tus.client.head(place, headers=version),
        tus.client.patch(place, data=bytes(10), content_type=BODY, headers=given),
        tus.client.delete(place, headers=version),
    ]

    assert [(answer.status_code, answer["Tus-Version"]) for answer in answers] == [(412, "1.0.0")] * 4
    assert (tus.offset(place), Upload.objects.count()) == (0, 1)


def test_every_answer_names_the_version_whatever_refused_it(tus, client, sign_in):
    place, spoken = tus.begin(100)["Location"], {"Tus-Resumable": "1.0.0"}
    other = place.replace(place.split("/")[-2], "0" * 8 + "-0000-4000-8000-" + "0" * 12)
    reviewer = sign_in(Role.QUALITY_REVIEWER)

    answers = [
        tus.begin(0), tus.begin(""), tus.patch(place, 7, bytes(1)), tus.patch(place, 0, bytes(101)),
        tus.patch(other, 0, bytes(1)), tus.client.head(other, headers=spoken),
        tus.client.put(place, headers=spoken), reviewer.head(place, headers=spoken),
        client.head(place, headers=spoken), tus.patch(place, 0, b"x", **{"Upload-Checksum": "sha1 AAAA"}),
        tus.client.get(place), tus.client.options(place), tus.client.delete(place, headers=spoken),
        tus.client.head(place, headers=spoken),
    ]  # fmt: skip

    assert [answer.status_code for answer in answers] == [
        400, 400, 409, 413, 404, 404, 405, 403, 401, 460, 200, 204, 204, 410,
    ]  # fmt: skip
    assert {answer.get("Tus-Resumable") for answer in answers} == {"1.0.0"}


def test_a_length_that_is_to_come_later_is_not_offered_and_not_taken(tus):
    headers = {"Tus-Resumable": "1.0.0", "Upload-Defer-Length": "1"}

    answer = tus.client.post(f"/api/conferences/{tus.conference.pk}/uploads/", headers=headers)

    assert (answer.status_code, Upload.objects.count()) == (400, 0)


def test_what_was_said_of_a_file_is_told_again_word_for_word_and_lies_sealed(tus):
    said = f"filename {base64.b64encode('Zoë.wav'.encode()).decode()},filetype YXVkaW8vd2F2,empty"
    place = tus.begin(100, **{"Upload-Metadata": said})["Location"]

    answer = tus.client.head(place, headers={"Tus-Resumable": "1.0.0"})

    assert (answer["Upload-Metadata"], answer["Upload-Length"]) == (said, "100")
    assert answer["Cache-Control"] == "no-store"
    with connection.cursor() as cursor:
        cursor.execute("SELECT metadata FROM recordings_upload")
        assert said.encode() not in bytes(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/REC.WAV", "REC.WAV"),
        ("REC\n\x00.WAV", "REC\ufffd\ufffd.WAV"),
        ("REC\u202eVAW.exe", "REC\ufffdVAW.exe"),
        ("R" * 5000, "R" * 200),
        ("", ""),
    ],
)
def test_a_name_is_kept_as_it_can_be_shown(tus, name, kept):
    assert tus.begin(100, name=name).status_code == 201

    assert Upload.objects.get().filename == kept


def test_what_was_said_of_a_file_goes_with_it(tus):
    place = tus.send(b"%PDF-1.7" + bytes(500))

    answer = tus.client.head(place, headers={"Tus-Resumable": "1.0.0"})

    assert (answer.status_code, answer.has_header("Upload-Metadata")) == (200, False)


@pytest.mark.parametrize(
    ("length", "status"),
    [("", 400), ("-1", 400), ("9" * 5000, 400), ("\u0663", 400), ("0", 400), (str(4 * 1024**3 + 1), 413)],
)
def test_a_length_that_cannot_be_is_refused(tus, length, status):
    assert tus.begin(length).status_code == status


def test_a_body_of_another_type_is_refused(tus):
    place = tus.begin(10)["Location"]

    answer = tus.client.patch(
        place,
        data=bytes(10),
        content_type="application/octet-stream",
        headers={"Upload-Offset": "0", "Tus-Resumable": "1.0.0"},
    )

    assert answer.status_code == 415


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_piece_with_the_right_checksum_counts_and_one_with_the_wrong_does_not(tus, algorithm):
    file = sounds.recording("wav", "pcm_s16le", sounds.tone(20))
    place = tus.begin(len(file))["Location"]
    right = base64.b64encode(hashlib.new(algorithm, file).digest()).decode()
    wrong = base64.b64encode(hashlib.new(algorithm, b"").digest()).decode()

    refused = tus.patch(place, 0, file, **{"Upload-Checksum": f"{algorithm} {wrong}"})
    assert (refused.status_code, tus.offset(place)) == (460, 0)
    assert tus.patch(place, 0, file, **{"Upload-Checksum": "crc32 AAAA"}).status_code == 400

    assert tus.patch(place, 0, file, **{"Upload-Checksum": f"{algorithm} {right}"}).status_code == 204
    assert Recording.objects.get().size == len(file)


def test_a_client_that_cannot_patch_says_so_in_a_header(tus):
    place = tus.begin(100)["Location"]

    answer = tus.client.post(
        place, data=bytes(50), content_type=BODY,
        headers={"X-HTTP-Method-Override": "PATCH", "Upload-Offset": "0", "Tus-Resumable": "1.0.0"},
    )  # fmt: skip

    assert (answer.status_code, answer["Upload-Offset"]) == (204, "50")


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_only_a_post_may_mean_another_method(tus, method):
    place = tus.begin(100)["Location"]
    headers = {"X-HTTP-Method-Override": "DELETE", "Tus-Resumable": "1.0.0"}

    getattr(tus.client, method)(place, headers=headers)

    assert tus.offset(place) == 0


@pytest.mark.django_db(transaction=True)
def test_a_database_without_room_is_an_answer_and_loses_nothing(tus):
    file = sounds.recording("wav", "pcm_s16le", sounds.tone(20))
    place = tus.begin(len(file))["Location"]
    tus.patch(place, 0, file[:1000])

    with connection.execute_wrapper(full):
        answer = tus.patch(place, 1000, file[1000:2000])

    assert (answer.status_code, answer["Tus-Resumable"]) == (503, "1.0.0")
    assert "What has arrived is safe" in answer.json()["detail"]
    assert tus.offset(place) == 1000


def full(execute, sql, params, many, context):
    """What SQLite says when the disk has no room for a change."""
    if sql.startswith('UPDATE "recordings_upload"'):
        raise OperationalError("database or disk is full")
    return execute(sql, params, many, context)
