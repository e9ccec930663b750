"""Where requests show up elsewhere: on a conference's page, and among everyone's tasks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.urls import reverse

from access.board import Task, earliest
from access.models import User
from access.roles import May
from minutes.requests.models import FollowUp, MinuteRequest
from minutes.requests.showing import next_step, turns_of
from recordings import keeping
from recordings.models import Conference, Recording
from recordings.models.keys import shown_name
from recordings.steps import Panel


def panel(conference: Conference, user: User) -> Panel | None:
    """On the conference's page: who has asked for the minutes, and the form to log somebody."""
    if not user.may(May.VIEW_REQUESTS):
        return None
    asked = MinuteRequest.objects.visible_to(user).filter(conference=conference).select_related("key")
    context = {"requests": asked, "conference": conference, "may_log": user.may(May.LOG_REQUEST)}
    return Panel("requests/_panel.html", context)


def still_open(recordings: Sequence[Recording]) -> keeping.Stops:
    """What keeps a recording: each request about its conference that has not ended, by its reference."""
    about = keeping.conferences_of(recordings)
    for asked in MinuteRequest.objects.open_now().filter(conference__in=about):
        yield asked.conference_id, f"Request {asked.reference} is open"
    raised = FollowUp.objects.open_now().filter(request__conference__in=about).select_related("request")
    for one in raised:
        words = f"{one.get_kind_display()} about request {one.request.reference} is open"
        yield one.request.conference_id, words


def tasks(user: User, most: int) -> list[Task]:
    """What this person can do next for the requests they may see."""
    found = MinuteRequest.objects.visible_to(user).filter(status__in=turns_of(user)).soonest_first()
    return earliest(
        found.with_people().with_what_is_checked(),
        most,
        task=partial(_task, user=user),
        days=lambda some: [min(both) for both in some.values_list("local_due_on", "legal_due_on")],
    )


def _task(asked: MinuteRequest, user: User) -> Task | None:
    step = next_step(asked, user)
    if step is None:
        return None
    return Task(
        what=f"{step.title[0].upper()}{step.title[1:]}",
        who=shown_name(asked),
        why=f"Request {asked.reference}, {asked.get_status_display().lower()}",
        url=reverse("requests:detail", args=[asked.pk]),
        button="Open",
        about=asked.reference,
        due=min(asked.local_due_on, asked.legal_due_on),
    )
