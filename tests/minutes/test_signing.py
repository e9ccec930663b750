"""Where the chair has set up the second step, approving asks for a code."""

import pytest
from django.urls import reverse

from access.roles import Role
from minutes import actions, saving
from minutes.models import Minutes
from tests.access.authenticator import code_of, set_up
from tests.minutes import made
from tests.minutes.test_approving import hear_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(world):
    return set_up(world.people[Role.CHAIR])


@pytest.fixture
def minutes(world, chair):
    held = actions.start_checking(made.minutes_of(world.conference, recording=world.recording), by=chair)
    hear_everything(held, by=chair)
    return held


def said(minutes, **more):
    return {"version": saving.newest(minutes).number, "stated": "on", **more}


def is_approved(minutes) -> bool:
    return Minutes.objects.get(pk=minutes.pk).is_approved


def test_the_page_asks_for_the_code_and_approves_with_it(sign_in, minutes, chair):
    client, there = sign_in(chair), reverse("minutes:approve", args=[minutes.pk])

    asked = client.get(there).content.decode()
    without = client.post(there, said(minutes)).content.decode()
    wrong = client.post(there, said(minutes, code=code_of(chair, steps=9))).content.decode()
    assert not is_approved(minutes)
    client.post(there, said(minutes, code=code_of(chair)))

    assert "Code" in asked
    assert "Type the six figures" in without
    assert "That is not the right code" in wrong
    assert is_approved(minutes)


def test_the_api_asks_for_it_too(sign_in, minutes, chair):
    client, there = sign_in(chair), reverse("minutes-api:approve", args=[minutes.pk])

    without = client.post(there, said(minutes, stated=True), content_type="application/json")
    wrong = client.post(there, said(minutes, stated=True, code="000000"), content_type="application/json")
    assert not is_approved(minutes)
    right = client.post(
        there, said(minutes, stated=True, code=code_of(chair)), content_type="application/json"
    )

    assert (without.status_code, wrong.status_code, right.status_code) == (409, 409, 200)
    assert is_approved(minutes)
