"""A record opened in an emergency, as the tests need it."""

from django.utils import timezone

from access.models import SecondFactor, User
from access.roles import Role
from minutes.emergency import actions
from minutes.emergency.models import Opening
from recordings.models import Conference
from tests import factories
from tests.access.authenticator import code_of, set_up

REASON = {"reason": "danger", "note": "The police found the children alone and need the plan."}


def duty_chair(**fields) -> User:
    """A chair who has set up the second step, and whose no conference is."""
    return set_up(factories.user(role=Role.CHAIR, name="Farida Aziz", **fields))


def proved(user: User) -> User:
    """Somebody who typed a right code a moment ago."""
    SecondFactor.objects.filter(user=user).update(proved_at=timezone.now())
    return user


def opening(conference: Conference, *, by: User | None = None) -> Opening:
    return actions.open_in_emergency(conference, **REASON, by=proved(by or duty_chair()))


def reason(user: User) -> dict:
    """What is sent with a reason."""
    return {**REASON, "code": code_of(user)}
