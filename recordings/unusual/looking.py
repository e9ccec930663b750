"""Reads the access log of the last days for what is unusual in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import cast
from uuid import UUID

from django.utils import timezone

from access.models import AuditEvent, User
from recordings.models import Attendance, Conference
from recordings.unusual.rules import Found, Heard, Kind, in_a_day, minutes, shares_family_name

LISTENED, REFUSED = "recording.listened", "access.refused"


def unusual(*, since: datetime, works: Callable[[date], bool]) -> Iterator[tuple[User, Found]]:
    """Who did what that somebody is to look at, in the days that began `since`."""
    heard, refused = _by_day(since)
    people = User.objects.in_bulk({actor for actor, _ in heard.keys() | refused.keys()})
    for actor, day in sorted(heard.keys() | refused.keys(), key=str):
        own = heard.get((actor, day), [])
        for found in in_a_day(day, own, refused.get((actor, day), 0), works=works):
            yield people[actor], found
        for found in _same_name(people[actor], day, own):
            yield people[actor], found


def _by_day(since: datetime) -> tuple[dict[tuple[UUID, date], list[Heard]], dict[tuple[UUID, date], int]]:
    """What each person heard on each day, and how often they were refused."""
    heard: dict[tuple[UUID, date], list[Heard]] = defaultdict(list)
    refused: dict[tuple[UUID, date], int] = defaultdict(int)
    events = AuditEvent.objects.filter(verb__in=[LISTENED, REFUSED], actor_id__isnull=False)
    for event in events.newest_first().iterator():
        if event.at < since:
            break
        at = timezone.localtime(event.at)
        whose = (cast(UUID, event.actor_id), at.date())
        if event.verb == REFUSED:
            refused[whose] += 1
        elif event.conference_id:
            seconds = event.details["to_second"] - event.details["from_second"]
            heard[whose].append(Heard(at, event.conference_id, seconds))
    return heard, refused


def _same_name(user: User, day: date, heard: list[Heard]) -> Iterator[Found]:
    for conference in Conference.objects.filter(pk__in={one.conference for one in heard}):
        if shares_family_name(user.name, family_of(conference)):
            about = [one for one in heard if one.conference == conference.pk]
            yield Found(Kind.SURNAME, day, minutes(about), conference.pk)


def family_of(conference: Conference) -> list[str]:
    """The names of the children and of the family of a conference."""
    children = [row.child.name for row in conference.children.select_related("child__key")]
    family = conference.people.exclude(group=Attendance.Group.PROFESSIONAL)
    return children + [person.name for person in family.select_related("conference__key")]
