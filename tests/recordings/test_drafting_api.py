"""Machine drafting over the API: the facts, the chair's switch, and minutes that a person types."""

from uuid import UUID

import pytest
from django.urls import reverse

from access.roles import Role
from minutes.models import Minutes

pytestmark = pytest.mark.django_db
JSON = {"content_type": "application/json"}


@pytest.fixture
def chair(world, sign_in):
    return sign_in(world.people[Role.CHAIR])


def test_facts_switch_it_off_and_the_chair_switches_it_on_with_a_reason(world, chair):
    where = reverse("recordings-api:drafting", args=[world.conference.pk])
    switch = reverse("recordings-api:drafting_switch", args=[world.conference.pk])

    before = chair.get(where).json()
    noted = chair.put(where, {"facts": ["domestic_abuse"]}, **JSON).json()
    refused = chair.post(switch, {"on": True}, **JSON)
    on = chair.post(switch, {"on": True, "reason": "The father was not there."}, **JSON).json()
    wrong = chair.put(where, {"facts": ["weather"]}, **JSON)

    assert before["on"] is True
    assert (noted["on"], noted["facts"]) == (False, ["domestic_abuse"])
    assert "domestic abuse is noted" in noted["words"]
    assert refused.status_code == 409
    assert (on["on"], on["facts"]) == (True, ["domestic_abuse"])
    assert wrong.status_code == 400


def test_minutes_are_begun_by_hand(world, chair):
    where = reverse("minutes-api:type_start", args=[world.conference.pk])

    made = chair.post(where, {}, **JSON)
    twice = chair.post(where, {}, **JSON)

    assert made.status_code == 201
    assert Minutes.objects.get(conference=world.conference).pk == UUID(made.json()["id"])
    assert twice.status_code == 409
