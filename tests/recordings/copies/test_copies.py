"""A listening copy: cut, numbered, sealed, agreed to by a second person where it must be, gone in time."""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from access.errors import Conflict
from access.models import AuditEvent
from recordings import actions, copies, keeping, tasks
from recordings.models import KeyDestroyed, PartKind, SoundCopy
from recordings.vault import store
from tests import factories
from tests.recordings.copies import made
from tests.recordings.copies.made import ABSENT, AFTER, APART, OPEN, TEN

pytestmark = pytest.mark.django_db
TONE = 1000


@pytest.fixture
def recording():
    return made.recording()


@pytest.fixture
def imran(recording):
    return made.governance(recording.conference)


@pytest.mark.parametrize("format", ["m4a", "opus"])
def test_the_whole_with_a_place_taken_out_sounds_as_it_was_asked_for(recording, imran, format):
    copy = made.ready(recording, imran, taken_out=[(2 * TEN, 3 * TEN)], format=format)

    content = actions.download_sound_copy(copy, by=imran)

    assert made.heard(content)[:39] == [OPEN] * 10 + [ABSENT] * 10 + [TONE] * 10 + [AFTER] * 9
    assert (copy.state, copy.name, copy.size) == ("ready", "1.1", len(content))
    assert copy.sha256 == hashlib.sha256(content).hexdigest()


def test_a_span_with_silence(recording, imran):
    copy = made.ready(
        recording, imran, start_ms=5_000, end_ms=25_000, taken_out=[(TEN, 2 * TEN)], fill="silence"
    )

    assert (
        made.heard(actions.download_sound_copy(copy, by=imran))[:20] == [OPEN] * 5 + [None] * 10 + [APART] * 5
    )


def test_copies_are_numbered_and_each_is_sealed_under_its_own_key(recording, imran):
    first, second = made.ready(recording, imran), made.ready(recording, imran)

    assert [first.number, second.number] == [1, 2]
    assert len({first.key_id, second.key_id, recording.key_id}) == 3
    blob = first.key.blobs.get()
    assert b"ftyp" not in store.place().read_at(blob.name, 0, blob.size)


def test_before_the_room_is_confirmed_there_is_no_copy(recording, imran):
    conference = recording.conference
    conference.presence_confirmed_at = conference.presence_confirmed_by = None
    conference.save()

    with pytest.raises(Conflict, match="has not confirmed"):
        made.asked(recording, imran)


@pytest.mark.parametrize("kind", [PartKind.RESTRICTED, PartKind.CHILD_ONLY, PartKind.PART_EXCLUDED])
def test_what_not_everybody_heard_goes_in_only_with_a_second_person(recording, imran, kind):
    made.restricted(recording, kind=kind)

    copy = made.ready(recording, imran)
    assert copy.state == "waiting"
    with pytest.raises(Conflict, match="somebody else must agree"):
        actions.agree_sound_copy(copy, by=imran)
    with pytest.raises(Conflict):
        actions.download_sound_copy(copy, by=imran)
    actions.agree_sound_copy(copy, by=recording.conference.chair)
    tasks.examine_recordings()

    copy.refresh_from_db()
    assert made.heard(actions.download_sound_copy(copy, by=imran))[20:30] == [APART] * 10


def test_a_recording_that_is_restricted_as_a_whole_needs_one_too(recording, imran):
    recording.restricted = True
    recording.save()

    assert made.asked(recording, imran, end_ms=TEN).state == "waiting"


@pytest.mark.parametrize(
    "wanted", [{"taken_out": [(2 * TEN, 3 * TEN)]}, {"end_ms": 2 * TEN}, {"start_ms": 3 * TEN}]
)
def test_nobody_else_is_asked_where_the_part_is_not_in_it(recording, imran, wanted):
    made.restricted(recording)

    assert made.asked(recording, imran, **wanted).state == "making"


def test_a_break_is_for_everybody(recording, imran):
    made.restricted(recording, kind=PartKind.BREAK)

    assert made.asked(recording, imran).state == "making"


def test_the_database_refuses_the_same_person_twice(recording, imran):
    copy = made.asked(recording, imran)

    with pytest.raises(IntegrityError), transaction.atomic():
        SoundCopy.objects.filter(pk=copy.pk).update(decided_by=imran, decided_at=timezone.now())


def test_not_agreed_means_not_made_and_its_words_are_gone(recording, imran):
    made.restricted(recording)
    copy = made.asked(recording, imran)

    actions.refuse_sound_copy(copy, by=made.reviewer(recording.conference))
    tasks.examine_recordings()

    copy = SoundCopy.objects.get()
    assert (copy.state, copy.key.wrapped) == ("refused", None)
    with pytest.raises(Conflict, match="decided about meanwhile"):
        actions.agree_sound_copy(copy, by=recording.conference.chair)


def test_a_part_that_is_marked_afterwards_shuts_the_copy(recording, imran):
    copy = made.ready(recording, imran)

    made.restricted(recording)

    with pytest.raises(Conflict, match="marked since"):
        copies.opened(copy)


def test_it_is_destroyed_by_itself_when_its_time_has_come(
    recording, imran, django_capture_on_commit_callbacks
):
    copy = made.ready(recording, imran)
    name = copy.key.blobs.get().name
    SoundCopy.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    copy.refresh_from_db()
    with pytest.raises(Conflict):
        actions.download_sound_copy(copy, by=imran)

    with django_capture_on_commit_callbacks(execute=True):
        tasks.examine_recordings()

    copy.refresh_from_db()
    assert (copy.state, copy.key.wrapped) == ("ended", None)
    with pytest.raises(FileNotFoundError):
        store.place().size(name)
    assert AuditEvent.objects.filter(verb="sound_copy.destroyed").count() == 1


def test_a_person_destroys_it_before_its_time_once(recording, imran):
    copy = made.ready(recording, imran)

    actions.end_sound_copy(copy, by=imran)

    with pytest.raises(Conflict, match="decided about meanwhile"):
        actions.end_sound_copy(copy, by=imran)


def test_no_copy_outlives_its_recording(recording, imran):
    copy, gone = made.ready(recording, imran), made.ready(recording, imran)
    actions.end_sound_copy(gone, by=imran)

    keeping.erase_with(recording)

    copy.refresh_from_db()
    assert copy.state == "ended"
    with pytest.raises(KeyDestroyed):
        copy.key.unwrap()


def test_asking_hearing_and_downloading_are_on_the_audit_without_a_word_of_it(recording, imran, sign_in):
    copy = made.ready(recording, imran, taken_out=[(1000, 2000)])

    sign_in(imran).get(f"/listening-copies/{copy.pk}/sound/", headers={"Range": "bytes=10-19"})
    sign_in(imran).post(f"/listening-copies/{copy.pk}/download/")

    events = AuditEvent.objects.filter(on_id=str(copy.pk)).order_by("sequence")
    assert [event.verb.partition(".")[2] for event in events] == [
        "asked",
        "begun",
        "made",
        "heard",
        "downloaded",
    ]
    asked, _, done, heard, _ = events
    assert asked.details["taken_out"] == [[1000, 2000]]
    assert done.details["sha256"] == copy.sha256
    assert (heard.details["start"], heard.details["bytes"]) == (10, 10)
    assert 0.0 <= heard.details["from_second"] <= heard.details["to_second"] <= copy.seconds
    assert {event.conference_id for event in events} == {recording.conference_id}


@pytest.mark.parametrize(
    "wanted",
    [
        {"start_ms": 5, "end_ms": 5},
        {"start_ms": -1},
        {"end_ms": 4 * TEN + 1},
        {"taken_out": [(5, 5)]},
        {"taken_out": [(-5, 5)]},
        {"taken_out": [(0, 1)] * 201},
        {"days": 0},
        {"days": 91},
    ],
)
def test_what_cannot_be_is_refused(recording, imran, wanted):
    with pytest.raises(Conflict):
        made.asked(recording, imran, **wanted)

    assert not SoundCopy.objects.exists()


def test_a_recording_that_cannot_be_read_fails_plainly(recording, imran):
    store.place().delete(recording.blob)

    copy = made.ready(recording, imran)

    assert copy.state == "failed"
    assert not copy.key.blobs.exists()


def test_what_a_killed_worker_left_is_cleared_away_and_made_again(recording, imran):
    copy = made.asked(recording, imran)
    left = store.seal_stream([b"half of it"], copy.key, copy.pk, copies.PURPOSE)

    tasks.examine_recordings()

    copy.refresh_from_db()
    assert copy.state == "ready"
    assert copy.key.blobs.get().name != left.name


def test_one_that_kills_its_worker_every_time_is_given_up(recording, imran):
    copy = made.asked(recording, imran)
    for _ in range(3):
        actions.begin_making(copy, by=imran)

    tasks.examine_recordings()

    copy.refresh_from_db()
    assert copy.state == "failed"


def test_a_copy_that_is_damaged_in_the_storage_is_not_played(recording, imran):
    copy = made.ready(recording, imran)
    store.place().delete(copy.key.blobs.get().name)

    with pytest.raises(Conflict, match="Tell IT"):
        copies.opened(copy)


def test_it_is_only_for_those_who_make_it_or_agree_and_may_hear_the_recording(recording, imran):
    copy = made.asked(recording, imran)
    administrator = factories.user(role="administrator")
    stranger = factories.user(role="information_governance")

    for user, sees in (
        (imran, True),
        (recording.conference.chair, True),
        (administrator, False),
        (stranger, False),
    ):
        assert SoundCopy.objects.visible_to(user).filter(pk=copy.pk).exists() is sees
