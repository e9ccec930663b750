"""The smallest valid thing of each kind. Everybody and everything here is invented."""

import itertools
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from access.models import User
from access.roles import Role
from recordings.models import (
    Attendance,
    Child,
    Conference,
    ConferenceChild,
    ListeningReason,
    Part,
    Recording,
    VaultKey,
)

numbers = itertools.count(1)
PASSWORD = "a long enough sentence"


@cache
def hashed(password: str) -> str:
    """The stored form of a password, worked out once: it is slow on purpose."""
    return make_password(password)


def user(*, role: Role = Role.CHAIR, name: str = "Margaret Ellison", **fields: Any) -> User:
    email = fields.pop("email", f"person{next(numbers)}@wexborough.example")
    password = hashed(fields.pop("password", PASSWORD))
    return User.objects.create(email=email, name=name, role=role, password=password, **fields)


def child(*, name: str = "Alfie Hartley", born_on: date | None = date(2019, 6, 3), **fields: Any) -> Child:
    made = Child(
        key=VaultKey.objects.fresh(), name=name, born_on_text=born_on.isoformat() if born_on else "", **fields
    )
    made.set_case_reference(f"WX-26-{next(numbers):04}")
    made.save()
    return made


def conference(
    *, chair: User | None = None, children: list[Child] | None = None, **fields: Any
) -> Conference:
    values: dict[str, Any] = {
        "type": Conference.Type.INITIAL,
        "status": Conference.Status.HELD,
        "held_on": date(2026, 11, 5),
        "starts_at": time(10, 0),
        "strategy_discussion_on": date(2026, 10, 16),
    }
    made = Conference.objects.create(
        key=VaultKey.objects.fresh(), chair=chair or user(), **{**values, **fields}
    )
    for order, one in enumerate(children if children is not None else [child()]):
        ConferenceChild.objects.create(conference=made, child=one, order=order)
    return made


def person(at: Conference, *, name: str = "Kelly Hartley", role: str = "Mother", **fields: Any) -> Attendance:
    values: dict[str, Any] = {
        "came": Attendance.Came.ATTENDED,
        "group": Attendance.Group.FAMILY,
        "agency": "",
    }
    return Attendance.objects.create(conference=at, name=name, role=role, **{**values, **fields})


def recording(of: Conference, *, by: User | None = None, **fields: Any) -> Recording:
    """A recording row whose blob is not there: enough for lists and permissions."""
    values: dict[str, Any] = {
        "blob": "none",
        "size": 1,
        "blob_sha256": "0" * 64,
        "fingerprint": "0" * 64,
        "container": "wav",
        "codec": "pcm_s16le",
        "duration_ms": 72_017,
        "filename": "conference.wav",
    }
    return Recording.objects.create(
        key=VaultKey.objects.fresh(), conference=of, received_by=by or of.chair, **{**values, **fields}
    )


def part(
    of: Recording, *, kind: str, start_ms: int, end_ms: int, absent: list[Attendance] | None = None
) -> Part:
    made = Part.objects.create(recording=of, kind=kind, start_ms=start_ms, end_ms=end_ms)
    made.absent.set(absent or [])
    return made


def listening_reason(of: Conference, *, by: User, **fields: Any) -> ListeningReason:
    values: dict[str, Any] = {
        "purpose": ListeningReason.Purpose.SAMPLE,
        "note": "October sample",
        "ends_at": timezone.now() + timedelta(days=7),
    }
    return ListeningReason.objects.create(
        key=VaultKey.objects.fresh(), user=by, conference=of, **{**values, **fields}
    )


@dataclass
class World:
    """A conference and the people around it. `others` hold the same roles but have nothing to do with it."""

    conference: Conference
    recording: Recording
    mother: Attendance
    people: dict[Role, User]
    others: dict[Role, User]


def world() -> World:
    """The standard world of the role x route test."""
    people = {role: user(role=role, name=f"Own {role.value}") for role in Role}
    others = {role: user(role=role, name=f"Other {role.value}") for role in Role}
    with transaction.atomic():
        made = conference(chair=people[Role.CHAIR], administrator=people[Role.ADMINISTRATOR])
        mother = person(made)
        for role in (Role.QUALITY_REVIEWER, Role.INFORMATION_GOVERNANCE):
            listening_reason(made, by=people[role])
    return World(conference=made, recording=recording(made), mother=mother, people=people, others=others)


def moment(text: str) -> datetime:
    """An instant from "2026-11-05T10:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
