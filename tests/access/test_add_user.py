"""An account is added from the command line: that is how the first person gets in."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from access.models import AuditEvent, User
from tests import factories

GOOD = "plenty of letters here\n"


@pytest.fixture
def say(monkeypatch):
    """What is typed at the command's question."""
    return lambda words: monkeypatch.setattr("sys.stdin", io.StringIO(words))


def add(*words):
    out = io.StringIO()
    call_command("add_user", *words, stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.django_db
def test_somebody_added_can_sign_in_and_the_audit_says_so(say):
    say(GOOD)
    added = add("New.Person@council.example", "New Person", "it")
    assert User.objects.get(pk=added["id"]).check_password(GOOD.strip())
    assert AuditEvent.objects.get(on_id=added["id"]).verb == "user.added"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "password", "says"),
    [
        ("not an address", GOOD, "valid email"),
        ("person@council.example", "short\n", "too short"),
        ("person@council.example", "", "too short"),
        ("taken@council.example", GOOD, "an account with this address already"),
    ],
)
def test_a_wrong_address_or_a_weak_password_is_one_line(say, email, password, says):
    factories.user(email="taken@council.example")
    say(password)
    with pytest.raises(CommandError, match=says) as refused:
        add(email, "New Person", "chair")
    assert "\n" not in str(refused.value)


@pytest.mark.django_db
def test_nobody_is_made_a_part_of_the_service():
    with pytest.raises(CommandError, match="invalid choice"):
        add("person@council.example", "New Person", "service")
