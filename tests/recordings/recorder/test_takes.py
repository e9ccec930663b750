"""Recording in the room, as a recorder app does it: nothing that arrived is lost, nothing counts twice."""

import base64
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from access.errors import Conflict
from access.models import AuditEvent, User
from access.roles import Role
from recordings import actions, tasks
from recordings.models import Attendance, Part, Recording, Take, Upload
from recordings.vault import store
from tests import factories
from tests.recordings.recorder.made import Recorder, webm

pytestmark = pytest.mark.django_db


@pytest.fixture
def recorder(world, sign_in):
    return Recorder(sign_in(world.people[Role.CHAIR]), world.conference)


def verbs(about):
    return list(
        AuditEvent.objects.filter(on_id=str(about)).order_by("sequence").values_list("verb", flat=True)
    )


def test_pieces_become_one_recording_that_plays_back_as_it_was_recorded(recorder):
    sound = webm()

    pk = recorder.records(sound, ago=15_000)

    recording = Recording.objects.get(pk=pk)
    reader = store.open(recording.blob, recording.key, recording.pk, "audio")
    assert reader.pread(0, reader.size) == sound
    assert (recording.container, recording.codec, recording.restricted) == ("matroska,webm", "opus", False)
    assert abs(timezone.now() - recording.started_at - timedelta(seconds=15)) < timedelta(minutes=5)
    assert verbs(pk) == ["take.begun", "take.ended", "recording.received"]


def test_a_recorder_gets_four_keys_in_advance_and_they_are_not_the_recordings_own(recorder):
    takes = recorder.prepare()

    keys = {base64.b64decode(take["key"]) for take in takes}
    own = {take.upload.key.unwrap() for take in Take.objects.all()}
    assert (len(keys), {len(key) for key in keys}, keys & own) == (4, {32}, set())
    assert [take["id"] for take in recorder.prepare()] == [take["id"] for take in takes]


def test_two_recorders_of_one_person_never_record_into_the_same_take(recorder):
    other = Recorder(recorder.client, recorder.conference)

    assert {take["id"] for take in recorder.prepare()} & {take["id"] for take in other.prepare()} == set()


def test_the_key_in_the_browser_is_destroyed_when_the_recording_is_kept(recorder):
    pk = recorder.records()

    take = Take.objects.get(pk=pk)
    assert take.pocket.wrapped is None
    assert recorder.ask(f"takes/{pk}/", method="get").json()["key"] is None


def test_nothing_begins_before_the_notice_was_read_out(recorder):
    take = recorder.prepare()[0]["id"]

    answer = recorder.say(take, "begin")

    assert (answer.status_code, answer.json()["detail"]) == (409, "Read the recording notice out first.")
    assert recorder.sends(take, b"sound").status_code == 409


def test_what_was_not_answered_is_said_again_and_counts_once(recorder):
    sound, take = webm(), recorder.begins()
    recorder.sends(take, sound)

    for _ in range(2):
        assert recorder.say(take, "begin").status_code == 200
        assert recorder.say(take, "pause", number=0, at_ms=7000, ago=6000).status_code == 200
    for _ in range(2):
        assert recorder.say(take, "resume", number=0, ago=3000).status_code == 200
    for _ in range(2):
        answer = recorder.say(take, "end", length=len(sound))

    assert (answer.status_code, answer.json()["recording"]) == (200, take)
    (pause,) = Recording.objects.get(pk=take).paused
    assert (pause.at_ms, round(pause.length.total_seconds())) == (7000, pytest.approx(3, abs=2))
    said = [verb for verb in verbs(take) if verb.startswith("take.")]
    assert said == ["take.begun", "take.paused", "take.resumed", "take.ended"]


def test_pauses_are_said_in_their_order(recorder):
    take = recorder.begins()

    assert recorder.say(take, "pause", number=1, at_ms=5).status_code == 409
    assert recorder.say(take, "resume", number=0).status_code == 409


def test_a_recording_ends_only_when_all_of_it_has_arrived(recorder):
    take = recorder.begins()
    recorder.sends(take, b"half of it")

    assert recorder.say(take, "end", length=100).status_code == 409
    head = recorder.client.head(f"/api/uploads/{take}/", headers={"Tus-Resumable": "1.0.0"})
    assert (head["Upload-Offset"], head["Upload-Defer-Length"]) == ("10", "1")


def test_one_that_is_ended_before_anything_was_said_leaves_nothing(recorder):
    take = recorder.begins()

    answer = recorder.say(take, "end", length=0)
    again = recorder.say(take, "end", length=0)

    assert answer.json()["reason"] == again.json()["reason"] != ""
    assert Upload.objects.get(pk=take).key.wrapped is None
    assert recorder.say(take, "pause", number=0, at_ms=0).status_code == 409


def test_a_take_that_was_never_begun_does_not_end(recorder):
    take = recorder.prepare()[0]["id"]

    assert recorder.say(take, "end", length=0).status_code == 409
    assert recorder.say(take, "finish").status_code == 409


def test_somebody_else_of_the_conference_may_finish_what_broke_off_but_gets_no_key(recorder, world, sign_in):
    sound, take = webm(), recorder.begins()
    recorder.sends(take, sound)
    other = Recorder(sign_in(world.people[Role.ADMINISTRATOR]), world.conference)

    (seen,) = other.ask(f"conferences/{world.conference.pk}/takes/", method="get").json()
    assert (seen["id"], seen["key"], seen["offset"]) == (take, None, len(sound))
    assert other.say(take, "end", length=len(sound)).status_code == 404
    assert other.say(take, "finish").json()["recording"] == take


def test_nobody_came_back_so_what_had_arrived_is_kept(recorder):
    sound, take = webm(), recorder.begins()
    recorder.sends(take, sound)
    Upload.objects.filter(pk=take).update(expires_at=timezone.now() + timedelta(hours=1))
    tasks.sweep_uploads()
    assert not Recording.objects.filter(pk=take).exists()

    Upload.objects.filter(pk=take).update(expires_at=timezone.now() - timedelta(minutes=1))
    tasks.sweep_uploads()

    assert Recording.objects.get(pk=take).size == len(sound)
    assert "take.finished_without_its_end" in verbs(take)


def test_it_is_kept_even_if_who_recorded_it_has_left(recorder, world):
    sound, take = webm(), recorder.begins()
    recorder.sends(take, sound)
    Upload.objects.filter(pk=take).update(expires_at=timezone.now() - timedelta(minutes=1))
    User.objects.filter(pk=world.people[Role.CHAIR].pk).update(role=Role.IT, is_active=False)

    tasks.sweep_uploads()

    assert Recording.objects.get(pk=take).size == len(sound)


def test_takes_that_were_never_begun_are_forgotten(recorder):
    recorder.prepare()
    Upload.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    tasks.sweep_uploads()
    assert set(Upload.objects.values_list("state", "reason")) == {("ended", "abandoned")}

    Upload.objects.update(created_at=timezone.now() - timedelta(days=2))
    tasks.sweep_uploads()

    assert not Take.objects.exists()


def test_recordings_stand_in_the_order_in_which_they_began(recorder):
    first, second = recorder.begins(), None
    second = recorder.records(webm(pitch=300.0))
    sound = webm(pitch=200.0)
    recorder.sends(first, sound)
    recorder.say(first, "end", length=len(sound))

    made = Recording.objects.exclude(blob="none").in_order()
    assert [str(one.pk) for one in made] == [first, second]


def test_a_restricted_part_is_for_those_in_the_room(recorder, world):
    social_worker = factories.person(world.conference, name="Daniel Okafor", role="Social Worker")
    away = factories.person(world.conference, name="Liam Garside", came=Attendance.Came.APOLOGIES)
    take = recorder.begins(restricted=True)
    recorder.sends(take, webm())
    assert recorder.say(take, "room", present=[str(social_worker.pk)]).status_code == 200

    recorder.say(take, "end", length=len(webm()))

    recording = Recording.objects.get(pk=take)
    part = Part.objects.get(recording=recording)
    assert recording.restricted
    assert list(recording.in_room.all()) == [social_worker]
    assert (part.kind, part.start_ms, part.end_ms) == ("restricted", 0, recording.duration_ms)
    assert world.mother in part.absent.all()
    assert social_worker not in part.absent.all()
    assert away not in part.absent.all()
    assert not world.conference.presence_confirmed


def test_without_a_list_everybody_of_the_family_counts_as_out_of_the_room(recorder, world):
    pk = recorder.records(restricted=True)

    assert list(Part.objects.get(recording=pk).absent.all()) == [world.mother]


def test_people_of_another_conference_are_not_in_the_room(recorder):
    stranger = factories.person(factories.conference())

    answer = recorder.say(recorder.begins(), "room", present=[str(stranger.pk)])

    assert answer.status_code == 400
    assert recorder.say(str(uuid.uuid4()), "room", present=[]).status_code == 404


def test_an_action_takes_nobody_of_another_conference_and_nothing_of_what_has_ended(recorder, world):
    chair, take = world.people[Role.CHAIR], Take.objects.get(pk=recorder.begins())
    stranger = factories.person(factories.conference())
    with pytest.raises(Conflict, match="on the list of this conference"):
        actions.note_room(take, present=[stranger], by=chair)

    unused = Take.objects.get(pk=recorder.prepare()[0]["id"])
    actions.take_back_upload(unused.upload, by=chair)

    with pytest.raises(Conflict, match="has ended"):
        actions.begin_take(unused, moment=timezone.now(), restricted=False, by=chair)


def test_a_long_restricted_part_stays_restricted_to_its_end(recorder, monkeypatch):
    from recordings.uploads import finishing

    monkeypatch.setattr(finishing, "LISTENED_AT_ONCE", 5.0)
    pk = recorder.records(webm(seconds=30), restricted=True, ago=20_000)
    before = Recording.objects.get(pk=pk).duration_ms

    tasks.examine_recordings()

    recording = Recording.objects.get(pk=pk)
    assert before >= 20_000
    assert recording.duration == pytest.approx(30, abs=0.1)
    assert Part.objects.get(recording=pk).end_ms == recording.duration_ms


def test_browsers_get_a_copy_that_they_can_seek(recorder):
    pk = recorder.records()

    tasks.examine_recordings()

    answer = recorder.client.get(f"/recordings/{pk}/sound/")
    assert (answer["Content-Type"], answer.content[:4]) == ("audio/ogg", b"OggS")
