"""Who was in the room: marked by the chair, confirmed by the chair, and in force until opened again."""

import pytest
from django.urls import reverse

from access.roles import Role
from recordings.models import Part, Recording
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(world, sign_in):
    world.browser = sign_in(world.people[Role.CHAIR])
    return world


def mark(room, **changes):
    part = {"start": "0:12", "end": "0:40", "kind": "restricted", "absent": [str(room.mother.pk)], **changes}
    return room.browser.post(reverse("recordings:part_add", args=[room.recording.pk]), part)


def confirm(room):
    return room.browser.post(reverse("recordings:presence_confirm", args=[room.conference.pk]))


def test_the_chair_marks_a_restricted_part_and_confirms_the_room(room):
    mark(room)
    confirm(room)

    part = Part.objects.get()
    room.conference.refresh_from_db()
    assert (part.start_ms, part.end_ms, part.is_restricted) == (12_000, 40_000, True)
    assert list(part.absent.all()) == [room.mother]
    assert room.conference.presence_confirmed_by == room.people[Role.CHAIR]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"start": "half past"}, "Enter the time as the player shows it"),
        ({"start": "0:40", "end": "0:12"}, "The end must come after the start"),
        ({"absent": []}, "Choose who was out of the room"),
        ({"kind": ""}, "Choose what kind of part this was"),
    ],
)
def test_a_part_that_makes_no_sense_is_explained_at_its_field(room, changes, message):
    answer = mark(room, **changes)

    assert message in answer.text
    assert not Part.objects.exists()


def test_the_last_second_of_the_player_counts_as_the_end_of_the_recording(room):
    mark(room, start="1:00", end="1:13")

    assert Part.objects.get().end_ms == room.recording.duration_ms


def test_parts_do_not_overlap(room):
    mark(room)

    answer = mark(room, start="0:30", end="0:50")

    assert answer.status_code == 409
    assert Part.objects.count() == 1


def test_nothing_changes_under_a_confirmed_room_until_it_is_opened_again(room):
    confirm(room)

    assert mark(room).status_code == 409
    room.browser.post(reverse("recordings:presence_reopen", args=[room.conference.pk]))
    assert mark(room).status_code == 302


def test_a_room_is_not_confirmed_before_there_is_a_recording(sign_in):
    chair = factories.user()
    conference = factories.conference(chair=chair)

    answer = sign_in(chair).post(reverse("recordings:presence_confirm", args=[conference.pk]))

    assert answer.status_code == 409


@pytest.mark.parametrize("kind", ["restricted", "child_only"])
def test_a_recording_with_a_restricted_part_is_not_there_for_the_administrator(room, kind):
    administrator = room.people[Role.ADMINISTRATOR]
    assert room.recording in Recording.objects.visible_to(administrator)

    mark(room, kind=kind)

    assert room.recording not in Recording.objects.visible_to(administrator)
    assert room.recording in Recording.objects.visible_to(room.people[Role.QUALITY_REVIEWER])


def test_the_page_draws_who_was_out_and_says_it_in_a_table(room):
    mark(room)

    page = room.browser.get(reverse("recordings:presence", args=[room.conference.pk])).text

    assert "0:12 to 0:40" in page
    assert "Restricted to professionals" in page
    assert "Not confirmed" in page
