"""The pages around recording in the room, and the same over the API."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from recordings import actions
from recordings.models import Notice, Objection, Recording
from tests import factories
from tests.recordings.recorder.made import Recorder, webm

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)  # 9:00 on the wall: no summer time


@pytest.fixture
def chair(world, sign_in):
    return sign_in(world.people[Role.CHAIR])


@pytest.fixture
def recorder(world, chair):
    return Recorder(chair, world.conference)


def text_of(answer):
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", words)


def timed(world, *spans):
    """The recordings of the world's conference: each with its start in minutes after nine and its length."""
    Recording.objects.all().delete()
    return [
        factories.recording(
            world.conference,
            started_at=NINE + timedelta(minutes=start),
            duration_ms=length * 60_000,
            order=order,
            fingerprint=str(order) * 64,
        )
        for order, (start, length) in enumerate(spans)
    ]


def test_the_notice_is_there_in_full_and_recording_says_that_it_needs_a_script(chair, world):
    words = text_of(chair.get(f"/conferences/{world.conference.pk}/record/"))

    assert "every time someone does is logged" in words
    assert "Please tell me now if anything about this worries you." in words
    assert "Recording here needs JavaScript" in words


def test_who_objected_and_the_answer_are_noted_and_sealed(chair, world):
    said = {
        "person": world.mother.pk,
        "words": "I never agreed to this",
        "answer": "It is the council’s task",
    }

    chair.post(f"/conferences/{world.conference.pk}/objections/", said)

    objection = Objection.objects.get()
    assert (objection.words, objection.answer) == ("I never agreed to this", "It is the council’s task")
    assert Notice.objects.get().objected == "yes"
    raw = Objection.objects.values_list("words", flat=True).get()
    assert b"agreed" not in bytes(raw)
    words = text_of(chair.get(f"/conferences/{world.conference.pk}/record/"))
    assert "Kelly Hartley, mother" in words
    assert "“I never agreed to this” The chair answered: “It is the council’s task”" in words
    assert not [event for event in AuditEvent.objects.all() if "agreed" in str(event.details)]


@pytest.mark.parametrize(("htmx", "whole"), [(True, False), (False, True)])
def test_an_objection_without_words_keeps_what_was_typed(chair, world, htmx, whole):
    headers = {"HX-Request": "true"} if htmx else {}

    answer = chair.post(
        f"/conferences/{world.conference.pk}/objections/", {"answer": "We talked about it"}, headers=headers
    )

    assert answer.status_code == 422
    assert "Write down what they said" in answer.content.decode()
    assert "We talked about it" in answer.content.decode()
    assert ("<html" in answer.content.decode()) is whole


def test_an_objection_is_noted_without_leaving_the_page_that_records(chair, world):
    answer = chair.post(
        f"/conferences/{world.conference.pk}/objections/", {"words": "No"}, headers={"HX-Request": "true"}
    )

    assert answer.status_code == 200
    assert "Somebody not on the list" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_three_questions_are_asked_where_files_are_added(chair, world):
    place = f"/conferences/{world.conference.pk}"
    assert "Was the recording notice read aloud" in text_of(chair.get(f"{place}/uploads/"))

    missing = chair.post(f"{place}/notice/", {"read": "unsure"})
    assert missing.status_code == 422
    assert "Say whether anyone objected" in text_of(missing)

    said = {"read": "unsure", "objected": "no", "restricted_inside": "no"}
    assert chair.post(f"{place}/notice/", said)["Location"] == f"{place}/"
    page = chair.get(f"{place}/uploads/").content.decode()
    assert re.search(r'<input type="radio" name="read" value="unsure"[^>]* checked', page)


def test_a_restricted_part_inside_a_file_is_marked_before_the_room_is_confirmed(chair, world):
    place = f"/conferences/{world.conference.pk}"
    said = {"read": "yes", "objected": "no", "restricted_inside": "yes"}
    assert chair.post(f"{place}/notice/", said)["Location"] == f"{place}/presence/"

    with pytest.raises(Conflict, match="Mark its times first"):
        actions.confirm_presence(world.conference, by=world.conference.chair)

    factories.part(world.recording, kind="restricted", start_ms=0, end_ms=5000, absent=[world.mother])
    assert actions.confirm_presence(world.conference, by=world.conference.chair).presence_confirmed


def test_the_room_is_confirmed_only_when_no_recording_is_open_and_anew_when_one_comes(recorder, world):
    sound, take = webm(), recorder.begins()
    recorder.sends(take, sound)
    with pytest.raises(Conflict, match="not finished"):
        actions.confirm_presence(world.conference, by=world.conference.chair)

    recorder.say(take, "end", length=len(sound))
    actions.confirm_presence(world.conference, by=world.conference.chair)
    recorder.records(webm(pitch=300.0))

    world.conference.refresh_from_db()
    assert not world.conference.presence_confirmed
    assert AuditEvent.objects.filter(verb="presence.reopened").count() == 1


def test_what_broke_off_is_shown_and_finished_from_any_computer(recorder, chair, world, sign_in):
    take = recorder.begins()
    recorder.sends(take, webm())
    assert "begun in the room is not finished" in text_of(chair.get(f"/conferences/{world.conference.pk}/"))
    administrator = sign_in(world.people[Role.ADMINISTRATOR])
    page = text_of(administrator.get(f"/conferences/{world.conference.pk}/record/"))
    assert "By Own chair." in page

    answer = administrator.post(f"/takes/{take}/finish/")

    assert answer["Location"] == f"/conferences/{world.conference.pk}/"
    assert Recording.objects.filter(pk=take).exists()
    assert administrator.post(f"/takes/{take}/finish/").status_code == 409


def test_the_gap_between_two_recordings_is_shown(chair, world):
    timed(world, (0, 42), (47, 30), (77, 1), (70, 5))

    words = text_of(chair.get(f"/conferences/{world.conference.pk}/"))

    assert "Stopped 09:42, started 09:47. 5 minutes are not in these recordings." in words
    assert "They overlap: the first stopped 10:18, the next had started 10:10." in words
    assert words.count("Stopped ") == 1
    room = text_of(chair.get(f"/conferences/{world.conference.pk}/presence/"))
    assert "Stopped 09:42, started 09:47." in room
    assert "on the clock 09:47 to 10:17" in room


def test_where_nobody_said_when_a_recording_began_its_gap_is_not_known(chair, world):
    _, second = timed(world, (0, 42), (43, 10))
    Recording.objects.filter(pk=second.pk).update(started_at=None)
    page = f"/conferences/{world.conference.pk}/"
    assert "How long it was between these two is not known." in text_of(chair.get(page))

    wrong = chair.post(f"/recordings/{second.pk}/start/", {"started": "quarter past"})
    assert "Enter the time as hours and minutes" in text_of(wrong)
    chair.post(f"/recordings/{second.pk}/start/", {"started": "09:43"})

    assert "Stopped 09:42, started 09:43. 1 minute are" not in text_of(chair.get(page))
    assert "Stopped 09:42, started 09:43. 1 minute is not in these recordings." in text_of(chair.get(page))
    assert 'value="09:43"' in chair.get(f"/recordings/{second.pk}/").content.decode()


def test_a_recording_does_not_begin_in_the_future(recorder, world):
    late = (timezone.now() + timedelta(hours=1)).isoformat()

    answer = recorder.ask(f"recordings/{world.recording.pk}/start/", {"started_at": late})

    assert answer.status_code == 409


def test_a_person_puts_recordings_in_another_order(chair, recorder, world):
    first, second, third = timed(world, (0, 1), (1, 1), (2, 1))

    chair.post(f"/recordings/{third.pk}/move/", {"to": "earlier"})
    assert list(Recording.objects.in_order()) == [first, third, second]
    chair.post(f"/recordings/{first.pk}/move/", {"to": "later"})
    assert list(Recording.objects.in_order()) == [third, first, second]
    chair.post(f"/recordings/{third.pk}/move/", {"to": "earlier"})
    assert list(Recording.objects.in_order()) == [third, first, second]

    answer = recorder.ask(f"recordings/{second.pk}/place/", {"place": 0})
    assert answer.json()["order"] == 0
    assert list(Recording.objects.in_order()) == [second, third, first]
    assert recorder.ask(f"recordings/{second.pk}/place/", {"place": 3}).status_code == 409


def test_pauses_are_shown_where_recordings_are_listed(recorder, chair, world):
    sound, take = webm(), recorder.begins(ago=300_000)
    recorder.sends(take, sound)
    recorder.say(take, "pause", number=0, at_ms=4000, ago=200_000)
    recorder.say(take, "end", length=len(sound), ago=80_000)  # ended while it was paused

    for place in (f"/conferences/{world.conference.pk}/", f"/recordings/{take}/"):
        assert re.search(r"Paused \d\d:\d\d, went on \d\d:\d\d \(2 minutes\)\.", text_of(chair.get(place)))
    listed = recorder.ask(f"recordings/{take}/", method="get").json()
    assert (listed["pauses"][0]["at_ms"], listed["started_at"] < listed["ended_at"]) == (4000, True)


def test_over_the_api_the_notice_is_read_answered_and_objected_to(recorder, world):
    place = f"conferences/{world.conference.pk}"
    assert (
        "being audio recorded by the council"
        in recorder.ask(f"{place}/notice/", method="get").json()["words"]
    )

    assert recorder.ask(f"{place}/notice/", {"objected": "no"}, "put").json()["objected"] == "no"
    assert recorder.ask(f"{place}/notice/", {"read": "perhaps"}, "put").status_code == 400
    said = {"person": str(world.mother.pk), "words": "Why?", "answer": "For the minutes"}
    assert recorder.ask(f"{place}/objections/", said).status_code == 201
    assert recorder.ask(f"{place}/objections/", {"words": "Who hears it?"}).status_code == 201

    noted = recorder.ask(f"{place}/objections/", method="get").json()
    assert [(one["person"], one["words"]) for one in noted] == [
        (str(world.mother.pk), "Why?"),
        (None, "Who hears it?"),
    ]
    stranger = factories.person(factories.conference())
    assert recorder.ask(f"{place}/objections/", {**said, "person": str(stranger.pk)}).status_code == 404


def test_an_objection_is_by_somebody_of_this_conference(world):
    stranger = factories.person(factories.conference())

    with pytest.raises(Conflict):
        actions.note_objection(world.conference, words="No", person=stranger, by=world.conference.chair)
    with pytest.raises(TypeError):
        actions.answer_notice(world.conference, colour="blue", by=world.conference.chair)


def test_on_the_day_the_next_thing_is_to_record(chair, world):
    Recording.objects.all().delete()
    world.conference.held_on = timezone.localdate()
    world.conference.save()

    answer = chair.get(f"/conferences/{world.conference.pk}/")

    assert "Next: record the conference" in text_of(answer)


def test_only_who_may_open_what_is_said_is_led_to_the_recorder(chair, world, sign_in):
    place = f"/conferences/{world.conference.pk}/"
    elsewhere = sign_in(factories.user(role=Role.ADMINISTRATOR))

    assert f"{place}record/" in chair.get(place).content.decode()
    assert f"{place}record/" not in elsewhere.get(place).content.decode()
    assert elsewhere.get(f"{place}record/").status_code == 404
