"""Every route, for a stranger, for the wrong role, for somebody else's record, and for the right person."""

import importlib
from pathlib import Path

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from access.roles import Role
from tests.routes import EVERYBODY, Route
from tests.test_conventions import routes

TESTS = Path(__file__).resolve().parent.parent
FILES = sorted(path.relative_to(TESTS.parent) for path in TESTS.glob("*/**/routes*.py"))
MODULES = [importlib.import_module(".".join(path.with_suffix("").parts)) for path in FILES]
ROUTES: list[Route] = [route for module in MODULES for route in module.ROUTES]

pytestmark = pytest.mark.django_db


def named(route: Route) -> str:
    return f"{route.method} {route.name}"


def ask(client: Client, route: Route, world):
    path = reverse(route.name, kwargs=route.kwargs(world))
    if route.method == "get":
        return client.get(path)
    kind = {"content_type": "application/json"} if path.startswith("/api/") else {}
    return getattr(client, route.method)(path, route.data(world), **kind)


PRIVATE = [route for route in ROUTES if not route.public]
WRONG = [(route, role) for route in PRIVATE for role in sorted(EVERYBODY - route.allowed)]
RIGHT = [(route, role) for route in PRIVATE for role in sorted(route.allowed)]
OTHERS = [(route, role) for route in PRIVATE if route.own for role in sorted(route.allowed & route.own_roles)]


def pairs(cases: list[tuple[Route, Role]]) -> dict:
    return {"argvalues": cases, "ids": [f"{named(route)} as {role.value}" for route, role in cases]}


@pytest.mark.parametrize("route", PRIVATE, ids=named)
def test_a_stranger_is_sent_to_sign_in(route, world):
    answer = ask(Client(), route, world)

    if "-api:" in route.name or route.name.startswith("api-"):
        assert answer.status_code == 401
    else:
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(("route", "role"), **pairs(WRONG))
def test_the_wrong_role_is_refused(route, role, world, sign_in):
    answer = ask(sign_in(world.people[role]), route, world)

    assert answer.status_code in {403, 404}


@pytest.mark.parametrize(("route", "role"), **pairs(OTHERS))
def test_somebody_elses_record_does_not_exist(route, role, world, sign_in):
    answer = ask(sign_in(world.others[role]), route, world)

    assert answer.status_code == 404


@pytest.mark.parametrize(("route", "role"), **pairs(RIGHT))
def test_the_right_person_gets_past_permission(route, role, world, sign_in):
    answer = ask(sign_in(world.people[role]), route, world)

    assert answer.status_code not in {401, 403, 404, 405}
    assert answer.status_code < 500


def test_every_route_stands_in_the_table():
    known = {route.name for route in ROUTES}

    assert set(routes(get_resolver().url_patterns)) - known == set()


def test_every_route_that_is_open_to_strangers_is_listed_here():
    assert {route.name for route in ROUTES if route.public} == {
        "access:sign_in",
        "access:code",
        "access:ready",
        "access:accessibility",
        "access:privacy",
        "access-api:sign_in",
        "reminders:feed",
        "public:ask",
        "public:ask_sent",
        "public:link",
        "public:link_file",
    }
