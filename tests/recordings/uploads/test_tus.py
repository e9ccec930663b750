"""Resumable uploads: tus 1.0 with creation, expiration, checksum and termination, sealed as they arrive."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.models import AuditEvent
from access.roles import Role
from recordings.audio.words import REASONS, WARN_ELSEWHERE
from recordings.models import Recording, Upload
from recordings.vault import store
from recordings.vault.sealed import SEGMENT
from tests import factories
from tests.recordings.audio import sounds
from tests.recordings.uploads.tus import Tus

pytestmark = pytest.mark.django_db
BODY = "application/offset+octet-stream"


def stored(recording):
    reader = store.open(recording.blob, recording.key, recording.pk, "audio")
    return reader.pread(0, reader.size)


def test_an_upload_becomes_a_sealed_recording(tus, conference, chair):
    file = sounds.kind("m4a-index-at-end", seconds=12)

    place = tus.send(file, 1000, 2000)

    answer = tus.client.get(place).json()
    recording = Recording.objects.get()
    assert (answer["state"], answer["recording"], answer["reason"]) == ("received", str(recording.pk), "")
    assert stored(recording) == file
    assert recording.filename == "REC_0001.WAV"
    assert (recording.codec, recording.conference) == ("aac", conference)
    assert recording.duration == pytest.approx(12, abs=0.1)
    assert len(recording.waveform) == 121
    assert AuditEvent.objects.filter(
        verb="recording.received", on_id=str(recording.pk), actor_id=chair.pk
    ).exists()
    tus.commit()
    assert not Upload.objects.get().staged.exists()


@pytest.mark.parametrize(
    "cut", [0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT - 1, 2 * SEGMENT, 2 * SEGMENT + 1]
)
def test_a_cut_at_a_segment_boundary_and_a_byte_either_side_changes_nothing(tus, cut):
    file = sounds.recording("wav", "pcm_s16le", sounds.tone(20))

    tus.send(file, cut)

    assert stored(Recording.objects.get()) == file


@pytest.mark.parametrize("length", [SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT])
def test_a_file_that_ends_at_a_segment_boundary_is_whole(tus, length):
    wav = sounds.recording("wav", "pcm_s16le", sounds.tone(20))
    file = wav[:length]

    tus.send(file, length // 2)

    assert stored(Recording.objects.get()) == file


def test_nothing_that_arrived_lies_in_clear_anywhere(tus, settings):
    file = sounds.recording("wav", "pcm_s16le", sounds.tone(20))
    place = tus.begin(len(file), name="Alfie.wav")["Location"]

    tus.patch(place, 0, file[: SEGMENT + 5000])

    upload = Upload.objects.get()
    kept = upload.staged.read_bytes() + bytes(upload.tail)
    assert upload.offset == SEGMENT + 5000
    assert len(kept) > SEGMENT
    for start in range(0, SEGMENT + 5000 - 32, 997):
        assert file[start : start + 32] not in kept


def test_how_far_it_has_got_is_asked_with_head_and_a_wrong_offset_is_a_conflict(tus):
    place = tus.begin(1000)["Location"]
    tus.patch(place, 0, bytes(400))

    assert tus.offset(place) == 400
    assert tus.patch(place, 0, bytes(10)).status_code == 409
    assert tus.patch(place, 401, bytes(10)).status_code == 409
    assert tus.patch(place, 400, bytes(601)).status_code == 413
    assert tus.offset(place) == 400


def test_an_upload_that_is_taken_back_is_destroyed_and_gone(tus):
    place = tus.begin(SEGMENT * 3)["Location"]
    tus.patch(place, 0, bytes(SEGMENT * 2))
    upload = Upload.objects.get()
    assert upload.staged.exists()

    assert tus.client.delete(place, headers={"Tus-Resumable": "1.0.0"}).status_code == 204
    tus.commit()

    upload = Upload.objects.get()
    assert (upload.tail, upload.key.wrapped, upload.staged.exists()) == (None, None, False)
    assert tus.client.head(place, headers={"Tus-Resumable": "1.0.0"}).status_code == 410
    assert tus.patch(place, SEGMENT * 2, bytes(10)).status_code == 410


def test_an_upload_ends_a_day_after_its_last_piece(tus):
    begun = tus.begin(100)
    assert "GMT" in begun["Upload-Expires"]
    Upload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert tus.patch(begun["Location"], 0, bytes(10)).status_code == 410


def test_a_document_is_refused_with_words_and_nothing_is_kept(tus):
    place = tus.send(b"%PDF-1.7" + bytes(500))

    tus.commit()
    answer = tus.client.get(place).json()
    upload = Upload.objects.get()
    assert (answer["state"], answer["reason"]) == ("refused", REASONS["document"])
    assert (upload.key.wrapped, upload.staged.exists(), Recording.objects.count()) == (None, False, 0)
    assert AuditEvent.objects.filter(verb="upload.refused", on_id=str(upload.pk)).exists()


def test_the_same_sound_is_not_kept_twice_in_one_conference(tus):
    file = sounds.kind("wav")
    tus.send(file)

    place = tus.send(file)

    reason = tus.client.get(place).json()["reason"]
    assert reason.startswith("You added this recording on ")
    assert reason.endswith(" We did not keep it twice.")
    assert Recording.objects.count() == 1


def test_the_same_sound_in_another_conference_is_kept_with_a_warning_at_the_second_one(tus, chair):
    file = sounds.kind("wav", seconds=12)
    tus.send(file)
    first, elsewhere = Recording.objects.get(), Tus(tus.client, factories.conference(chair=chair))

    place = elsewhere.send(file)

    assert elsewhere.client.get(place).json()["warnings"] == [WARN_ELSEWHERE]
    assert Recording.objects.count() == 2
    first.refresh_from_db()
    assert first.warnings == []


def test_a_warning_reaches_whoever_sent_it(tus):
    place = tus.send(sounds.recording("wav", "pcm_s16le", sounds.silence(20)))

    answer = tus.client.get(place).json()
    assert answer["warnings"] == [
        "This recording is silent. We kept it all. Check that this is the right file."
    ]


def test_nobody_else_sees_or_goes_on_with_an_upload(tus, sign_in, conference):
    place = tus.begin(100)["Location"]
    for who in (Role.CHAIR, Role.ADMINISTRATOR, Role.QUALITY_REVIEWER, Role.IT):
        other = Tus(sign_in(who), conference)

        assert other.client.head(place).status_code in (403, 404)
        assert other.patch(place, 0, bytes(10)).status_code in (403, 404)


def test_a_right_that_is_taken_away_stops_the_next_piece(tus, chair):
    place = tus.begin(100)["Location"]
    tus.patch(place, 0, bytes(10))
    chair.role = Role.QUALITY_REVIEWER
    chair.save()

    assert tus.patch(place, 10, bytes(10)).status_code == 403
