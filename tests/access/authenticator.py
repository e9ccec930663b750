"""What an authenticator does: a person's codes, now and a few steps later."""

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.utils import timezone

from access import actions, second_factor
from access.models import SecondFactor, User


def code_of(user: User, *, steps: int = 0) -> str:
    """What the authenticator shows now, or so many times thirty seconds later."""
    secret = second_factor.opened(SecondFactor.objects.get(user=user))
    at = timezone.now().timestamp() + 30 * steps
    return TOTP(secret, 6, hashes.SHA1(), 30).generate(int(at)).decode()


def set_up(user: User) -> User:
    """An account that has confirmed its authenticator, and used no code yet."""
    actions.begin_second_factor(by=user)
    assert actions.confirm_second_factor(code_of(user), by=user)
    SecondFactor.objects.update(last_step=0)
    return user
