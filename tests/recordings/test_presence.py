"""Who was in the room: marked by the chair, confirmed by the chair, and in force until opened again."""

import pytest
from django.urls import reverse

from access.errors import Conflict
from access.roles import Role
from recordings import actions
from recordings.models import Part, Recording
from recordings.presence import rows_of, shades_of
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
        ({"kind": "child_only", "absent": []}, "Choose who was out of the room"),
        ({"kind": ""}, "Choose what kind of part this was"),
    ],
)
def test_a_part_that_makes_no_sense_is_explained_at_its_field(room, changes, message):
    answer = mark(room, **changes)

    assert message in answer.text
    assert not Part.objects.exists()


@pytest.mark.parametrize("kind", ["part_excluded", "restricted", "child_only", "away"])
def test_who_was_out_is_said_over_the_api_too(room, kind):
    path = reverse("recordings-api:parts", args=[room.recording.pk])
    said = {"kind": kind, "start_ms": 12_000, "end_ms": 40_000, "absent": []}

    refused = room.browser.post(path, said, content_type="application/json")
    kept = room.browser.post(path, {**said, "kind": "break"}, content_type="application/json")
    changed = room.browser.patch(
        reverse("recordings-api:part", args=[kept.json()["id"]]),
        {"kind": kind, "start_ms": 12_000, "end_ms": 40_000},
        content_type="application/json",
    )

    assert (refused.status_code, refused.json()["detail"]) == (409, "Choose who was out of the room.")
    assert (kept.status_code, changed.status_code) == (201, 409)
    assert Part.objects.get().kind == "break"


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


def change(room, part, **changes):
    said = {
        "start": "0:12",
        "end": "0:40",
        "kind": "part_excluded",
        "absent": [str(room.mother.pk)],
        **changes,
    }
    return room.browser.post(reverse("recordings:part", args=[part.pk]), said)


def test_an_exclusion_says_who_which_part_on_what_ground_and_who_decided_it(room):
    mark(room, kind="part_excluded")

    asked = room.browser.get(reverse("recordings:presence", args=[room.conference.pk])).text
    change(room, Part.objects.get(), ground="violence", decided_by="Margaret Ellison, chair")
    page = room.browser.get(reverse("recordings:presence", args=[room.conference.pk])).text
    again = room.browser.get(reverse("recordings:part", args=[Part.objects.get().pk])).text

    assert "Say why" in asked
    assert "Violence or intimidation. Decided by Margaret Ellison, chair" in page
    assert 'value="0:12"' in again
    assert "Margaret Ellison, chair" in again


def test_the_edges_of_a_part_are_moved_by_two_fields_or_by_the_handles_that_send_them(room):
    mark(room)
    part = Part.objects.get()
    path = reverse("recordings:part_move", args=[part.pk])

    plain = room.browser.post(path, {"start": "0:10", "end": "0:41"})
    drawn = room.browser.post(path, {"start": "0:11", "end": "1:12"}, headers={"HX-Request": "true"})

    part.refresh_from_db()
    assert plain.headers["Location"] == reverse("recordings:presence", args=[room.conference.pk])
    assert (part.start_ms, part.end_ms) == (11_000, 72_000)
    assert "<svg" in drawn.text
    assert "<html" not in drawn.text


@pytest.mark.parametrize(
    "edges",
    [{"start": "0:41", "end": "0:10"}, {"start": "soon", "end": "0:10"}, {"start": "0:10", "end": "2:00"}],
)
def test_edges_that_make_no_sense_change_nothing(room, edges):
    mark(room)
    part = Part.objects.get()

    answer = room.browser.post(reverse("recordings:part_move", args=[part.pk]), edges)

    part.refresh_from_db()
    assert answer.status_code == 409
    assert (part.start_ms, part.end_ms) == (12_000, 40_000)


def test_somebody_may_come_late_or_leave_in_the_middle_of_any_part(room):
    grandmother = factories.person(room.conference, name="Sandra Hartley", role="Grandmother")
    mark(room)
    mark(room, kind="away", start="0:00", end="0:20", absent=[str(grandmother.pk)])
    mark(room, kind="away", start="0:30", end="1:12", absent=[str(grandmother.pk)])

    rows = {row["person"].pk: row["bars"] for row in rows_of(room.recording)}
    here = [(bar.x, bar.width) for bar in rows[grandmother.pk] if bar.kind == "p-in"]

    assert Part.objects.count() == 3
    assert [round(at / 1000 * 72.017) for at in (here[0][0], sum(here[0]))] == [20, 30]


def test_a_part_keeps_to_people_of_its_conference_and_to_its_fields(room):
    mark(room)
    part, chair = Part.objects.get(), room.people[Role.CHAIR]
    stranger = factories.person(factories.conference())

    with pytest.raises(Conflict, match="on the list"):
        actions.change_part(part, span=(0, 1000), absent=[stranger], by=chair)
    with pytest.raises(TypeError):
        actions.change_part(part, span=(0, 1000), colour="red", by=chair)


def test_the_waveform_and_the_shades_of_the_room_are_drawn(room):
    recording = room.recording
    recording.waveform = [10, 200, 40] * 200
    recording.save()
    mark(room)
    mark(room, kind="break", start="0:50", end="1:00", absent=[])

    page = room.browser.get(reverse("recordings:presence", args=[room.conference.pk])).text

    assert 'class="wave" d="M1.7 1.0v38.0' in page
    assert 'class="p-break"' in page
    assert [shade.kind for shade in shades_of(Recording.objects.get())] == ["p-shut", "p-break"]


def test_the_api_changes_a_part_and_takes_it_away(room):
    mark(room)
    part = Part.objects.get()
    path = reverse("recordings-api:part", args=[part.pk])
    father = factories.person(room.conference, name="Sean Doyle", role="Father")

    said = {"end_ms": 50_000, "ground": "unfit", "absent": [str(father.pk)]}
    changed = room.browser.patch(path, said, content_type="application/json")
    wrong = room.browser.patch(path, {"absent": [str(part.pk)]}, content_type="application/json")
    gone = room.browser.delete(path)

    assert changed.json()["end_ms"] == 50_000
    assert (changed.json()["start_ms"], changed.json()["ground"], changed.json()["absent"]) == (
        12_000,
        "unfit",
        [str(father.pk)],
    )
    assert (wrong.status_code, gone.status_code) == (409, 204)
    assert not Part.objects.exists()
