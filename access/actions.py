"""What a person can do about their own session and with the access log."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth import login, logout, update_session_auth_hash
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from knox.models import AuthToken

from access import audit, second_factor
from access.errors import Conflict
from access.models import AuditEvent, SecondFactor, User
from access.roles import May, Role, require

SIGN_IN = "sign-in"


@transaction.atomic
def start_session(request: HttpRequest, *, by: User) -> None:
    """Sign a person in whose password was right."""
    login(request, by, backend="django.contrib.auth.backends.ModelBackend")
    audit.record("session.started", by=by, on=by)


@transaction.atomic
def end_session(request: HttpRequest, *, by: User) -> None:
    """Sign a person out."""
    audit.record("session.ended", by=by, on=by)
    logout(request)


@transaction.atomic
def refuse_session(email: str, *, by: User | None = None) -> AuditEvent | None:
    """Note a try with a wrong password at somebody's account; an address that nobody has leaves no line."""
    account = User.objects.filter(email=email).first()
    if account is None:
        return None
    return audit.record("session.refused", by=by or User.objects.service(SIGN_IN), on=account, refused=True)


@transaction.atomic
def read_log(*, by: User, conference: UUID | None) -> AuditEvent:
    """Look at the access log: that is recorded too."""
    require(by, May.READ_AUDIT)
    return audit.record("log.read", by=by, on=by, conference=conference)


@transaction.atomic
def export_log(*, by: User, conference: UUID | None, kind: str, events: int) -> AuditEvent:
    """Take the access log away as a file, for an inspector."""
    require(by, May.READ_AUDIT)
    return audit.record("log.exported", by=by, on=by, conference=conference, kind=kind, events=events)


@transaction.atomic
def check_log(*, by: User) -> audit.Verified:
    """Walk the whole chain; raises `audit.Broken` where it does not hold."""
    require(by, May.READ_AUDIT)
    found = audit.verify()
    audit.record("log.checked", by=by, on=by, events=found.events)
    return found


@transaction.atomic
def add_user(account: User, *, password: str, by: User) -> User:
    """Give somebody an account with a first password."""
    require(by, May.MANAGE_USERS)
    if User.objects.filter(email=account.email).exists():
        raise Conflict("Somebody has an account with this address already.")
    account.set_password(password)
    account.save(force_insert=True)
    audit.record("user.added", by=by, on=account, role=account.role)
    return account


@transaction.atomic
def change_account(account: User, *, name: str, role: str, by: User) -> User:
    """Another name or another role, from now on. Nobody changes their own role."""
    require(by, May.MANAGE_USERS)
    held = _account(account)
    if held.pk == by.pk and role != held.role:
        raise Conflict("Nobody can change their own role. Ask somebody else who looks after accounts.")
    was, held.name, held.role = held.role, name, role
    held.save(update_fields=["name", "role"])
    if role != was:
        _end_everywhere(held)
    audit.record("user.changed", by=by, on=held, was=was, role=role)
    return held


@transaction.atomic
def end_access(account: User, *, by: User) -> User:
    """Somebody has left: every session and every token ends, and nobody signs in with this account."""
    require(by, May.MANAGE_USERS)
    held = _account(account)
    if held.pk == by.pk:
        raise Conflict("You cannot end your own access. Ask somebody else who looks after accounts.")
    if not held.is_active:
        raise Conflict("The access of this account has ended already.")
    held.is_active = False
    held.save(update_fields=["is_active"])
    _end_everywhere(held)
    audit.record("user.access_ended", by=by, on=held)
    return held


@transaction.atomic
def give_access_back(account: User, *, by: User) -> User:
    """Somebody is here again: they sign in as before."""
    require(by, May.MANAGE_USERS)
    held = _account(account)
    if held.is_active:
        raise Conflict("This account has its access.")
    held.is_active = True
    held.save(update_fields=["is_active"])
    audit.record("user.access_given_back", by=by, on=held)
    return held


@transaction.atomic
def give_password(account: User, *, password: str, by: User) -> User:
    """A password for somebody who has forgotten theirs: they are signed out everywhere, and so notice."""
    require(by, May.MANAGE_USERS)
    held = _account(account)
    held.set_password(password)
    held.save(update_fields=["password"])
    _end_everywhere(held)
    audit.record("password.given", by=by, on=held)
    return held


@transaction.atomic
def end_sessions_of(account: User, *, by: User) -> None:
    """Sign somebody out everywhere: a computer was lost, or left open."""
    require(by, May.MANAGE_USERS)
    held = _account(account)
    _end_everywhere(held)
    audit.record("session.ended_by_other", by=by, on=held)


def _account(account: User) -> User:
    """The account of a person, locked; the service's own are nobody's to change."""
    held = User.objects.select_for_update().get(pk=account.pk)
    if held.role == Role.SERVICE:
        raise Conflict("This account belongs to the service itself.")
    return held


@transaction.atomic
def change_password(request: HttpRequest, *, password: str, by: User) -> None:
    """A new password for oneself: every other session and every token ends."""
    by.set_password(password)
    by.save(update_fields=["password"])
    _end_elsewhere(request, by)
    audit.record("password.changed", by=by, on=by)


@transaction.atomic
def end_other_sessions(request: HttpRequest, *, by: User) -> None:
    """Sign oneself out everywhere but here."""
    _end_elsewhere(request, by)
    audit.record("session.others_ended", by=by, on=by)


def _end_elsewhere(request: HttpRequest, user: User) -> None:
    _end_everywhere(user)
    update_session_auth_hash(request, user)


def _end_everywhere(user: User) -> None:
    """Sessions end by the count they were begun under, tokens by being deleted."""
    User.objects.filter(pk=user.pk).update(sign_outs=F("sign_outs") + 1)
    user.refresh_from_db()
    AuthToken.objects.filter(user=user).delete()


@transaction.atomic
def begin_second_factor(*, by: User) -> SecondFactor:
    """A secret for one's authenticator; nothing is asked for until a code made with it came back."""
    factor, made = SecondFactor.objects.get_or_create(
        user=by, defaults={"secret": second_factor.fresh(by.pk)}
    )
    if not made:
        raise Conflict(
            "Your second step is set up already. To move it to another device, ask the service desk."
        )
    audit.record("second_factor.begun", by=by, on=by)
    return factor


@transaction.atomic
def confirm_second_factor(code: str, *, by: User) -> bool:
    """The first code from the authenticator: from now on one is asked for."""
    right = _is_right(by, code)
    if right:
        SecondFactor.objects.filter(user=by).update(confirmed_at=timezone.now(), proved_at=None)
        audit.record("second_factor.set_up", by=by, on=by)
    return right


@transaction.atomic
def prove_second_factor(code: str, *, by: User) -> bool:
    """A code, to sign in or to sign something: right or not, it is noted."""
    right = _is_right(by, code)
    audit.record(
        "second_factor.proved" if right else "second_factor.refused", by=by, on=by, refused=not right
    )
    return right


def _is_right(user: User, code: str) -> bool:
    factor = SecondFactor.objects.select_for_update().get(user=user)
    step = None
    if not factor.is_waiting:
        step = second_factor.step_of(second_factor.opened(factor), code, after=factor.last_step)
    now = timezone.now()
    if step is not None:
        factor.last_step, factor.proved_at, factor.wrong = step, now, 0
    elif not factor.is_waiting:
        factor.wrong = 1 if factor.wrong >= factor.MOST_WRONG else factor.wrong + 1
        factor.wrong_at = now
    factor.save()
    return step is not None


@transaction.atomic
def remove_second_factor(account: User, *, by: User) -> None:
    """The authenticator is lost: the person signs in with the password and sets up another."""
    require(by, May.MANAGE_USERS)
    if not SecondFactor.objects.filter(user=account).delete()[0]:
        raise Conflict("This account has no second step.")
    audit.record("second_factor.removed", by=by, on=account)
