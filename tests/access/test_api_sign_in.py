"""Signing in to the API with a token."""

import pytest
from django.test import Client

from access.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db


def ask_for_token(email: str, password: str = factories.PASSWORD):
    return Client().post(
        "/api/sign-in/", {"email": email, "password": password}, content_type="application/json"
    )


def who(token: str):
    return Client().get("/api/me/", headers={"Authorization": f"Token {token}"})


def test_a_token_stands_for_the_person_until_it_is_ended():
    chair = factories.user(email="chair@wexborough.example")

    token = ask_for_token("Chair@wexborough.example").json()["token"]

    assert who(token).json() == {"id": str(chair.pk), "name": chair.name, "role": "chair"}
    assert Client().post("/api/sign-out/", headers={"Authorization": f"Token {token}"}).status_code == 204
    assert who(token).status_code == 401
    assert list(AuditEvent.objects.values_list("verb", flat=True)) == ["token.made", "token.ended"]


def test_a_wrong_password_gives_no_token_and_enough_of_them_mean_a_wait():
    factories.user(email="chair@wexborough.example")

    tries = [ask_for_token("chair@wexborough.example", "wrong").status_code for _ in range(5)]

    assert tries[:4] == [403] * 4
    assert ask_for_token("chair@wexborough.example").status_code in {403, 429}


def test_a_person_who_left_cannot_use_their_token():
    chair = factories.user(email="chair@wexborough.example")
    token = ask_for_token("chair@wexborough.example").json()["token"]

    chair.is_active = False
    chair.save()

    assert who(token).status_code == 401
