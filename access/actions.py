"""What a person can do about their own session and with the access log."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest

from access import audit
from access.errors import Conflict
from access.models import AuditEvent, User
from access.roles import May, require

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
