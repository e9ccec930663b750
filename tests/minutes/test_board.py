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
    assert "may be a part of its own, without Kelly Hartley" in page.text
