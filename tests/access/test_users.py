"""IT looks after accounts: who signs in, with which role, until when; and sees nothing of any record."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from access import actions
from access.errors import Conflict
from access.models import AuditEvent, SecondFactor, User
from access.roles import Role
from tests import factories
from tests.access.authenticator import set_up
from tests.access.test_own_settings import is_good, is_in, signed_in, token

pytestmark = pytest.mark.django_db
NEW = "ladder-teapot-orchard"
FARIDA = {"name": "Farida Aziz", "email": "Farida@wexborough.example", "role": "chair", "password": NEW}


@pytest.fixture
def it():
    return factories.user(role=Role.IT, name="Tess Okoro")


@pytest.fixture
def client(sign_in, it):
    return sign_in(it)


@pytest.fixture
def chair():
    return factories.user(name="Margaret Ellison")


def post(client, route, account, /, **data):
    return client.post(reverse(f"access:{route}", args=[account.pk]), data)


def test_somebody_new_is_added_and_signs_in(client):
    answer = client.post(reverse("access:user_add"), FARIDA)

    assert answer.url == reverse("access:users")
    farida = User.objects.get(email="farida@wexborough.example")
    assert is_in(signed_in_as(farida, NEW))
    assert AuditEvent.objects.get(verb="user.added").on_id == str(farida.pk)


def signed_in_as(user, password) -> Client:
    made = Client()
    made.post(reverse("access:sign_in"), {"username": user.email, "password": password})
    return made


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"email": "farida"}, {"role": "service"}, {"role": ""}, {"password": "short"}],
)
def test_half_an_account_is_not_added_and_what_was_typed_stays(client, wrong):
    page = client.post(reverse("access:user_add"), {**FARIDA, **wrong}).content.decode()

    assert "There is a problem" in page
    assert ("Farida Aziz" in page) == ("name" not in wrong)
    assert not User.objects.filter(email__startswith="farida").exists()


def test_an_address_that_somebody_has_is_a_conflict(client, chair):
    assert client.post(reverse("access:user_add"), {**FARIDA, "email": chair.email}).status_code == 409


def test_the_list_names_people_and_no_service(client, chair):
    User.objects.service("worker")

    page = client.get(reverse("access:users")).content.decode()

    assert "Margaret Ellison" in page
    assert "worker@" not in page


def test_whoever_leaves_is_out_at_once_everywhere(client, chair):
    here, program = signed_in(chair), token(chair)

    post(client, "user_end_access", chair)

    assert not is_in(here)
    assert not is_good(program)
    assert not is_in(signed_in(chair))
    assert post(client, "user_end_access", chair).status_code == 409


def test_access_is_given_back(client, chair):
    post(client, "user_end_access", chair)

    assert post(client, "user_give_back", chair).status_code == 302
    assert is_in(signed_in(chair))


def test_another_role_holds_from_now_on(client, chair):
    here = signed_in(chair)

    post(client, "user", chair, name="Margaret Ellison-Hart", role="quality_reviewer")

    chair.refresh_from_db()
    assert (chair.name, chair.role) == ("Margaret Ellison-Hart", Role.QUALITY_REVIEWER)
    assert not is_in(here)
    assert AuditEvent.objects.get(verb="user.changed").details == {"was": "chair", "role": "quality_reviewer"}


def test_nobody_changes_their_own_role_or_ends_their_own_access(client, it):
    assert post(client, "user", it, name=it.name, role="chair").status_code == 409
    assert post(client, "user_end_access", it).status_code == 409

    it.refresh_from_db()
    assert (it.role, it.is_active) == (Role.IT, True)


def test_a_new_password_signs_out_and_is_the_one_that_counts(client, chair):
    here = signed_in(chair)

    post(client, "user_password", chair, password=NEW)

    assert not is_in(here)
    assert not is_in(signed_in(chair))
    assert is_in(signed_in_as(chair, NEW))


def test_a_weak_password_is_refused_beside_its_field(client, chair):
    page = post(client, "user_password", chair, password="password1234").content.decode()

    assert "There is a problem" in page
    assert is_in(signed_in(chair))


def test_a_lost_telephone_is_forgotten(client, chair):
    set_up(chair)

    post(client, "user_second_step", chair)

    assert not SecondFactor.objects.exists()


def test_signed_out_everywhere_with_the_password_as_it_was(client, chair):
    here = signed_in(chair)

    post(client, "user_sign_out", chair)

    assert not is_in(here)
    assert is_in(signed_in(chair))


def test_the_accounts_of_the_service_are_nobodys(client, it):
    worker = User.objects.service("worker")

    assert client.get(reverse("access:user", args=[worker.pk])).status_code == 404
    with pytest.raises(Conflict, match="the service itself"):
        actions.change_account(worker, name="x", role="it", by=it)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.IT, Role.SERVICE}))
def test_nobody_else_may(role, chair):
    by = factories.user(role=role)

    for action in (actions.end_access, actions.give_access_back, actions.end_sessions_of):
        with pytest.raises(PermissionDenied):
            action(chair, by=by)
    with pytest.raises(PermissionDenied):
        actions.give_password(chair, password=NEW, by=by)


def test_the_api_does_the_same(client, chair):
    there = reverse("access-api:users")

    added = client.post(there, FARIDA, content_type="application/json")
    weak = client.post(
        there, {**FARIDA, "email": "b@x.example", "password": "x"}, content_type="application/json"
    )
    ended = client.post(reverse("access-api:user_end_access", args=[chair.pk]))

    assert (added.status_code, weak.status_code) == (201, 400)
    assert "password" not in added.json()
    assert ended.json()["is_active"] is False
    assert client.get(there).json()["count"] == 3
