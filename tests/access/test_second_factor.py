"""The second step of signing in: set up, asked for, used once, guessed at, lost."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access import actions, second_factor
from access.errors import Conflict
from access.models import AuditEvent, SecondFactor, User
from tests import factories
from tests.access.authenticator import code_of, set_up

pytestmark = pytest.mark.django_db
# RFC 6238, appendix B: seconds since 1970, and the last six figures of what SHA-1 gives.
RFC_SECRET = b"12345678901234567890"
RFC_CODES = [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]


def past_the_password(user: User) -> Client:
    client = Client()
    answer = client.post(
        reverse("access:sign_in"),
        {"username": user.email, "password": factories.PASSWORD, "next": "/access/settings/"},
    )
    assert answer.url == "/sign-in/code/?next=%2Faccess%2Fsettings%2F"
    return client


def is_in(client: Client) -> bool:
    return client.get("/access/settings/").status_code == 200


@pytest.mark.parametrize(("now", "code"), RFC_CODES)
def test_codes_are_those_of_the_standard(now, code):
    assert second_factor.step_of(RFC_SECRET, code, after=0, now=now) == now // 30
    assert second_factor.step_of(RFC_SECRET, code, after=0, now=now + 90) is None
    assert second_factor.step_of(RFC_SECRET, code, after=now // 30, now=now) is None


def test_it_is_set_up_with_a_picture_or_letters_and_one_code(sign_in):
    chair = factories.user()
    client = sign_in(chair)
    there = reverse("access:second_factor")

    assert "Begin" in client.get(there).content.decode()
    assert not SecondFactor.objects.exists()
    client.post(there)
    page = client.get(there).content.decode()
    letters = second_factor.letters(second_factor.opened(SecondFactor.objects.get()))
    answer = client.post(there, {"code": code_of(chair)})

    assert letters[:4] in page
    assert "data:image/svg+xml" in page
    assert answer.url == reverse("access:settings")
    assert "The second step is on" in client.get(answer.url).content.decode()
    assert AuditEvent.objects.filter(verb="second_factor.set_up").count() == 1


def test_a_wrong_code_does_not_set_it_up_and_a_set_up_one_is_not_shown_again(sign_in):
    chair = factories.user()
    client, there = sign_in(chair), reverse("access:second_factor")
    client.post(there)

    wrong = client.post(there, {"code": "000 00"})
    not_right = client.post(there, {"code": code_of(chair, steps=9)})
    client.post(there, {"code": code_of(chair)})

    assert "A code has six figures." in wrong.content.decode()
    assert "That is not the right code" in not_right.content.decode()
    assert client.post(there).status_code == 409


def test_the_secret_is_not_in_the_database_in_clear():
    chair = factories.user()
    actions.begin_second_factor(by=chair)
    factor = SecondFactor.objects.get()

    assert second_factor.opened(factor) not in bytes(factor.secret)


def test_a_secret_sealed_for_somebody_else_is_refused():
    one, other = factories.user(), factories.user()
    actions.begin_second_factor(by=one)
    actions.begin_second_factor(by=other)
    moved = SecondFactor.objects.get(user=other)
    moved.secret = SecondFactor.objects.get(user=one).secret

    with pytest.raises(Conflict, match="set up again"):
        second_factor.opened(moved)


def test_the_password_alone_opens_nothing_and_the_code_opens_the_page_asked_for():
    chair = set_up(factories.user())
    client = past_the_password(chair)

    assert not is_in(client)
    answer = client.post(reverse("access:code"), {"code": code_of(chair), "next": "/access/settings/"})

    assert answer.url == "/access/settings/"
    assert is_in(client)


def test_a_code_works_once():
    chair = set_up(factories.user())
    code = code_of(chair)
    past_the_password(chair).post(reverse("access:code"), {"code": code})

    second = past_the_password(chair)
    answer = second.post(reverse("access:code"), {"code": code})

    assert "used already" in answer.content.decode()
    assert not is_in(second)


def test_five_wrong_codes_mean_a_wait_even_with_the_right_one():
    chair = set_up(factories.user())
    client = past_the_password(chair)
    wrong = code_of(chair, steps=50)

    for _ in range(5):
        answer = client.post(reverse("access:code"), {"code": wrong})
    last = client.post(reverse("access:code"), {"code": code_of(chair)})

    assert "too many wrong codes" in answer.content.decode()
    assert "too many wrong codes" in last.content.decode()
    assert AuditEvent.objects.filter(verb="second_factor.refused", outcome="refused").count() == 6

    SecondFactor.objects.update(wrong_at=timezone.now() - timedelta(minutes=16))
    client.post(reverse("access:code"), {"code": wrong})
    assert SecondFactor.objects.get().wrong == 1
    client.post(reverse("access:code"), {"code": code_of(chair)})
    assert is_in(client)


def test_without_the_password_or_too_long_after_it_no_code_is_asked_for():
    chair = set_up(factories.user())
    client = past_the_password(chair)
    session = client.session
    session["password_was_right"]["at"] = (timezone.now() - timedelta(minutes=6)).isoformat()
    session.save()

    for asked in (client, Client()):
        answer = asked.post(reverse("access:code"), {"code": code_of(chair)})
        assert answer.url == reverse("access:sign_in")
    assert not is_in(client)


def test_where_the_council_asks_everybody_nothing_else_opens_until_it_is_set_up(sign_in, settings):
    settings.SECOND_FACTOR = True
    chair = factories.user()
    client = sign_in(chair)
    there = reverse("access:second_factor")

    assert client.get("/").url == there
    client.post(there)
    client.post(there, {"code": code_of(chair)})

    assert client.get("/").status_code == 200


def ask_for_token(user: User, **more):
    said = {"email": user.email, "password": factories.PASSWORD, **more}
    return Client().post("/api/sign-in/", said, content_type="application/json")


def test_a_token_needs_the_code_too(settings):
    chair = set_up(factories.user())

    assert ask_for_token(chair).status_code == 403
    assert ask_for_token(chair, code="000000").status_code == 403
    assert ask_for_token(chair, code=code_of(chair)).status_code == 201
    settings.SECOND_FACTOR = True
    assert "Set up" in ask_for_token(factories.user()).json()["detail"]


def test_what_was_proved_is_spent_once_and_only_for_a_few_minutes():
    chair, without = set_up(factories.user()), factories.user()
    spend = SecondFactor.objects.spend_proof

    assert spend(without)
    assert not spend(chair)
    assert actions.prove_second_factor(code_of(chair), by=chair)
    assert (spend(chair), spend(chair)) == (True, False)
    SecondFactor.objects.update(proved_at=timezone.now() - timedelta(minutes=6))
    assert not spend(chair)


def test_the_service_desk_removes_a_lost_one(capsys):
    chair = set_up(factories.user(email="chair@wexborough.example"))

    call_command("second_factor", "Chair@wexborough.example")

    assert str(chair.pk) in capsys.readouterr().out
    assert not SecondFactor.objects.exists()
    assert AuditEvent.objects.filter(verb="second_factor.removed").count() == 1
    with pytest.raises(CommandError, match="no second step"):
        call_command("second_factor", "chair@wexborough.example")
    with pytest.raises(CommandError, match="Nobody"):
        call_command("second_factor", "nobody@wexborough.example")
