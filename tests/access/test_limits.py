"""What a stranger, or a program gone wrong, may send to the API without filling the memory or breaking it."""

import pytest
from django.test import Client

from access.roles import Role

pytestmark = pytest.mark.django_db
JSON = "application/json"
LISTS = [
    ("conferences", Role.CHAIR),
    ("minutes", Role.CHAIR),
    ("requests", Role.ADMINISTRATOR),
    ("copies", Role.ADMINISTRATOR),
    ("keeping", Role.INFORMATION_GOVERNANCE),
    ("reviews", Role.QUALITY_REVIEWER),
]


def test_a_stranger_cannot_fill_the_memory_at_the_sign_in():
    answer = Client().post("/api/sign-in/", '{"email": "' + "a" * 6_000_000 + '"}', content_type=JSON)

    assert answer.status_code == 400


def test_json_nested_too_deeply_is_refused():
    answer = Client().post("/api/sign-in/", "[" * 100_000, content_type=JSON)

    assert answer.status_code == 400


@pytest.mark.parametrize(("name", "role"), LISTS)
@pytest.mark.parametrize("query", ["offset=99999999999999999999", "limit=99999999999999999999", "limit=-1"])
def test_no_place_in_a_list_is_too_far_to_ask_for(sign_in, world, name, role, query):
    answer = sign_in(world.people[role]).get(f"/api/{name}/?{query}")

    assert answer.status_code == 200
