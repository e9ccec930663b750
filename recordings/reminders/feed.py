"""A calendar as programs read it (RFC 5545): how much is due on which day, and when one's conferences are.

No name, no type of work, no place: whoever finds the address learns only that somebody is busy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from access.board import days_of, tasks_for
from access.models import User
from recordings.models import Conference

LENGTH = timedelta(minutes=90)
BEFORE, AFTER = timedelta(days=30), timedelta(days=400)
LONGEST = 75  # octets of a line
GOING_ON = (Conference.Status.PLANNED, Conference.Status.HELD)


def calendar_of(user: User) -> str:
    """The whole calendar of one person."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Conference record//EN", "CALSCALE:GREGORIAN",
             "X-WR-CALNAME:Conference record", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"]  # fmt: skip
    stamp = f"DTSTAMP:{_utc(timezone.now())}"
    for event in [*_due(user), *_meetings(user)]:
        lines += ["BEGIN:VEVENT", stamp, *event, f"URL:{settings.SITE_URL}", "END:VEVENT"]
    return "\r\n".join(piece for line in [*lines, "END:VCALENDAR"] for piece in _folded(line)) + "\r\n"


def _due(user: User) -> Iterator[list[str]]:
    """One event for each day on which something is due; what is late stands on today."""
    today = timezone.localdate()
    days = days_of(tasks_for(user))
    late = sum(day < today for day in days)
    if late:
        words = "1 thing is late" if late == 1 else f"{late} things are late"
        yield _whole_day(f"late-{today:%Y%m%d}", today, words)
    for day, count in sorted(Counter(day for day in days if day >= today).items()):
        words = "1 thing is due" if count == 1 else f"{count} things are due"
        yield _whole_day(f"due-{day:%Y%m%d}", day, words)


def _meetings(user: User) -> Iterator[list[str]]:
    """The conferences this person looks after."""
    today = timezone.localdate()
    found = Conference.objects.visible_to(user).looked_after_by(user)
    found = found.filter(held_on__gte=today - BEFORE, held_on__lte=today + AFTER, status__in=GOING_ON)
    for pk, day, at in found.order_by("held_on", "pk").values_list("pk", "held_on", "starts_at"):
        if at is None:
            yield _whole_day(str(pk), day, "Conference")
            continue
        start = timezone.make_aware(datetime.combine(day, at))
        yield [f"UID:{pk}@conference-record", f"DTSTART:{_utc(start)}", f"DTEND:{_utc(start + LENGTH)}",
               "SUMMARY:Conference"]  # fmt: skip


def _whole_day(uid: str, day: date, words: str) -> list[str]:
    after = day + timedelta(days=1)
    return [f"UID:{uid}@conference-record", f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{after:%Y%m%d}", f"SUMMARY:{words}", "TRANSP:TRANSPARENT"]  # fmt: skip


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> Iterator[str]:
    """A line of more than 75 octets goes on in the next, which begins with a space. All of it is ASCII."""
    yield line[:LONGEST]
    rest = line[LONGEST:]
    while rest:
        yield f" {rest[: LONGEST - 1]}"
        rest = rest[LONGEST - 1 :]
