"""What the minutes put on other pages: a task for the chair, and the times the words suggest."""

import pytest
from django.urls import reverse

from access.roles import Role
from tests import factories
from tests.minutes import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes(world):
    return made.minutes_of(world.conference, recording=world.recording)


def test_draft_minutes_are_a_task_of_their_chair_and_of_no_other(minutes, world, sign_in):
    assert "Check and approve the minutes" in sign_in(world.people[Role.CHAIR]).get("/").text
    assert "Check and approve the minutes" not in sign_in(factories.user()).get("/").text


def test_the_page_of_the_room_offers_the_times_the_words_suggest(minutes, world, sign_in):
    page = sign_in(world.people[Role.CHAIR]).get(reverse("recordings:presence", args=[minutes.conference_id]))

    [suggestion, *_] = page.context["timelines"][0]["suggestions"]
    assert suggestion.kind == "restricted"
    assert {person.name for person in suggestion.absent} == {"Kelly Hartley"}
    assert "live investigation" not in page.text
    assert "may be a part of its own: restricted to professionals, without Kelly Hartley" in page.text


LATER = (
    *made.LINES[:3],
    *(("Tom Whitcombe", f"In week {n} he came in on time and he was happy.", []) for n in range(6)),
    ("Margaret Ellison", "Gareth has just joined us online.", []),
    ("Gareth Pryce", "Good morning. We were called to the house once in October.", []),
    ("Margaret Ellison", "Thank you. We will take a comfort break now.", []),
    ("Tom Whitcombe", "Did you see the match on Saturday, what a mess that was.", []),
    ("Margaret Ellison", "Right, we are all back, let us carry on.", []),
)


def test_who_came_later_and_a_called_break_are_offered_with_the_words_that_say_so(world, sign_in):
    minutes = made.minutes_of(world.conference, made.small_words(LATER), recording=world.recording)
    chair = sign_in(world.people[Role.CHAIR])
    where = reverse("recordings:presence", args=[minutes.conference_id])

    page = chair.get(where)

    came = "somebody not there yet, or gone, without Gareth Pryce: “Gareth has just joined us online.”"
    assert came in page.text
    assert "break: “We will take a comfort break now.”" in page.text


def test_a_marked_part_hides_only_the_suggestions_of_its_own_sort(minutes, world, sign_in):
    people = {person.name: person for person in minutes.conference.people.all()}
    part = factories.part(
        world.recording, kind="away", start_ms=0, end_ms=60_000, absent=[people["Gareth Pryce"]]
    )
    chair = sign_in(world.people[Role.CHAIR])
    where = reverse("recordings:presence", args=[minutes.conference_id])

    assert "may be a part of its own: restricted" in chair.get(where).text
    part.kind = "restricted"
    part.absent.set([people["Kelly Hartley"]])
    part.save()
    assert "may be a part of its own: restricted" not in chair.get(where).text
