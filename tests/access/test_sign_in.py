"""Signing in, being kept out, and how a session ends."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access.middleware import SEEN, STARTED
from access.models import AuditEvent
from access.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


def try_to_sign_in(client: Client, *, email: str, password: str, **more):
    return client.post(reverse("access:sign_in"), {"username": email, "password": password, **more})


def verbs() -> list[str]:
    return list(AuditEvent.objects.values_list("verb", flat=True))


def test_the_right_password_opens_the_home_page_and_leaves_a_line():
    factories.user(email="chair@wexborough.example")
    client = Client()

    answer = try_to_sign_in(client, email="Chair@Wexborough.example", password=factories.PASSWORD)

    assert (answer.status_code, answer.url) == (302, "/")
    assert verbs() == ["session.started"]
    assert client.get("/").status_code == 200


def test_after_signing_in_a_person_is_where_they_were():
    factories.user(email="chair@wexborough.example")
    there = reverse("access:settings")

    answer = try_to_sign_in(
        Client(), email="chair@wexborough.example", password=factories.PASSWORD, next=there
    )

    assert answer.url == there


def test_nobody_is_sent_to_another_site():
    factories.user(email="chair@wexborough.example")
    elsewhere = "https://elsewhere.example/"

    answer = try_to_sign_in(
        Client(), email="chair@wexborough.example", password=factories.PASSWORD, next=elsewhere
    )

    assert answer.url == "/"


@pytest.mark.parametrize("email", ["chair@wexborough.example", "nobody@wexborough.example"])
def test_a_wrong_try_says_how_many_are_left_and_not_what_was_wrong(email):
    factories.user(email="chair@wexborough.example")

    answer = try_to_sign_in(Client(), email=email, password="not this one")

    page = answer.content.decode()
    assert "We could not sign you in. Check the e-mail address and password. 4 tries left before" in page
    assert "a 15 minute wait." in page


def test_a_wrong_password_leaves_a_line_and_an_unknown_address_leaves_none():
    account = factories.user(email="chair@wexborough.example")

    try_to_sign_in(Client(), email="chair@wexborough.example", password="not this one")
    try_to_sign_in(Client(), email="nobody@wexborough.example", password="not this one")

    event = AuditEvent.objects.get()
    assert (event.verb, event.outcome, event.on_id) == ("session.refused", "refused", str(account.pk))


def test_the_fifth_wrong_try_means_a_wait_even_with_the_right_password():
    factories.user(email="chair@wexborough.example")
    client = Client()

    for spelling in ("chair", "Chair", "CHAIR", "chAir", "chaiR"):
        answer = try_to_sign_in(client, email=f"{spelling}@wexborough.example", password="not this one")

    assert answer.status_code == 429
    assert "There were too many tries. Wait 15 minutes, then sign in again." in answer.content.decode()
    answer = try_to_sign_in(client, email="chair@wexborough.example", password=factories.PASSWORD)
    assert answer.status_code == 429
    assert "_auth_user_id" not in client.session


def test_signing_out_is_a_post_and_leaves_a_line(sign_in):
    client = sign_in(Role.CHAIR)

    assert client.get(reverse("access:sign_out")).status_code == 405
    answer = client.post(reverse("access:sign_out"))

    assert answer.url == reverse("access:sign_in")
    assert verbs() == ["session.ended"]
    assert client.get("/").status_code == 302


def seen(client: Client, *, ago: timedelta, moment: str = SEEN) -> None:
    session = client.session
    session[moment] = (timezone.now() - ago).isoformat()
    session.save()


def test_a_session_ends_after_a_while_without_use(sign_in):
    client = sign_in(Role.CHAIR)
    seen(client, ago=timedelta(seconds=settings.SESSION_IDLE_SECONDS + 1))

    answer = client.get(reverse("access:settings"))

    assert answer.url == f"/sign-in/?next={reverse('access:settings')}"


def test_a_session_ends_at_the_end_of_a_long_day_in_any_case(sign_in):
    client = sign_in(Role.CHAIR)
    client.get(reverse("access:settings"))
    seen(client, ago=timedelta(seconds=settings.SESSION_COOKIE_AGE + 1), moment=STARTED)

    assert client.get(reverse("access:settings")).status_code == 302


def test_a_session_that_is_over_does_not_open_the_api_either(sign_in):
    client = sign_in(Role.CHAIR)
    seen(client, ago=timedelta(seconds=settings.SESSION_IDLE_SECONDS + 1))

    assert client.get(reverse("recordings-api:conferences")).status_code == 401


def test_staying_signed_in_keeps_the_session_and_a_page_asking_by_itself_does_not(sign_in):
    client = sign_in(Role.CHAIR)
    almost = timedelta(seconds=settings.SESSION_IDLE_SECONDS - 5)
    seen(client, ago=almost)
    before = client.session[SEEN]

    client.get(reverse("access:settings"), headers={"X-Poll": "1"})
    assert client.session[SEEN] == before

    assert client.post(reverse("access:stay")).status_code == 204
    assert client.session[SEEN] > before


def test_somebody_who_is_signed_in_does_not_see_the_sign_in_page(sign_in):
    assert sign_in(Role.CHAIR).get(reverse("access:sign_in")).url == "/"


def test_an_account_that_was_switched_off_cannot_sign_in():
    account = factories.user(email="chair@wexborough.example")
    account.is_active = False
    account.save()

    answer = try_to_sign_in(Client(), email="chair@wexborough.example", password=factories.PASSWORD)

    assert "We could not sign you in." in answer.content.decode()
