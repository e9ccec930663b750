"""Changing one's password, and signing out everywhere else."""

import pytest
from django.test import Client
from django.urls import reverse

from access.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db
NEW = "ladder-teapot-orchard"


def signed_in(user) -> Client:
    client = Client()
    client.post(reverse("access:sign_in"), {"username": user.email, "password": factories.PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("access:settings")).status_code == 200


def token(user) -> str:
    said = {"email": user.email, "password": factories.PASSWORD}
    return Client().post("/api/sign-in/", said, content_type="application/json").json()["token"]


def is_good(token: str) -> bool:
    return Client().get("/api/me/", headers={"Authorization": f"Token {token}"}).status_code == 200


def change(client: Client, *, old: str = factories.PASSWORD, new: str = NEW):
    return client.post(
        reverse("access:password"), {"old_password": old, "new_password1": new, "new_password2": new}
    )


def test_a_changed_password_keeps_this_session_and_ends_every_other_and_every_token():
    chair = factories.user()
    here, elsewhere, program = signed_in(chair), signed_in(chair), token(chair)

    answer = change(here)

    assert answer.url == reverse("access:settings")
    assert is_in(here)
    assert not is_in(elsewhere)
    assert not is_good(program)
    chair.refresh_from_db()
    assert chair.check_password(NEW)
    assert AuditEvent.objects.filter(verb="password.changed").count() == 1


@pytest.mark.parametrize(
    ("old", "new"), [("wrong", NEW), (factories.PASSWORD, "short"), (factories.PASSWORD, "password1234")]
)
def test_a_wrong_or_weak_one_changes_nothing_and_says_why(old, new):
    chair = factories.user()

    answer = change(signed_in(chair), old=old, new=new)

    assert "There is a problem" in answer.content.decode()
    chair.refresh_from_db()
    assert chair.check_password(factories.PASSWORD)


def test_signing_out_elsewhere_leaves_this_session():
    chair = factories.user()
    here, elsewhere, program = signed_in(chair), signed_in(chair), token(chair)

    here.post(reverse("access:end_other_sessions"))

    assert is_in(here)
    assert not is_in(elsewhere)
    assert not is_good(program)
