"""Where the calendar shows up elsewhere: moved dates among the tasks, and the open dates of conferences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from access.board import Task, earliest
from access.models import User
from recordings.calendar.again import OpenDate
from recordings.calendar.models import MovedDate
from recordings.clocks import Council
from recordings.dates import answers_of, due_of
from recordings.models import Conference
from recordings.states import RECONVENED_AFTER

LONGEST = timedelta(days=190)  # a review is due within six months
Status = Conference.Status


def tasks(user: User, most: int) -> list[Task]:
    """The dates that moved for this person since they last looked."""
    found = MovedDate.objects.visible_to(user).unseen().select_related("conference").order_by("now", "pk")
    return earliest(found, most, task=_task, days=lambda some: list(some.values_list("now", flat=True)))


def _task(moved: MovedDate) -> Task:
    held = moved.conference.held_on.strftime("%a %-d %b")
    return Task(
        what=f"A date moved: {moved.what}",
        who=f"Conference on {held}",
        why=f"It was {_day(moved.was)} and is {_day(moved.now)} now, because of {moved.because}.",
        url=reverse("calendar:moved", args=[moved.pk]),
        button="Look",
        about=f"at the date of {moved.what}",
        due=moved.now,
    )


def open_dates(calendar: Council) -> Iterator[OpenDate]:
    """The dates of conferences that are planned, or met so lately that something is still to come."""
    today = timezone.localdate()
    lately = Q(status__in=[Status.HELD, *RECONVENED_AFTER], held_on__gte=today - LONGEST)
    found = Conference.objects.filter(lately | Q(status=Status.PLANNED)).select_related("reconvenes")
    for one in found.iterator(chunk_size=500):
        for name, answer in answers_of(one, calendar):
            due = due_of(answer)
            if due >= today:
                yield OpenDate(f"{one.pk} {name}", name, one.pk, due, people_of(one))


def people_of(conference: Conference) -> tuple[UUID, ...]:
    """Whoever looks after a conference."""
    people = (conference.chair_id, conference.deputy_id, conference.administrator_id)
    return tuple(one for one in people if one)


def _day(day: object) -> str:
    return f"{day:%a %-d %b}"
