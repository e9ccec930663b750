"""What the pages show of messages: what one says, what it may be the same as, what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from access.board import MOST, Task, earliest
from access.models import User
from access.roles import May
from minutes.requests import dates
from minutes.requests.models import Message, MinuteRequest
from recordings import clocks
from recordings.calendar.council import council, council_for
from recordings.clocks import Council
from recordings.models.keys import shown_name

State = Message.State
ALIKE_WITHIN = timedelta(days=120)


@dataclass(frozen=True)
class Waiting:
    """A message that waits to be sorted, and by when."""

    message: Message
    due: date
    is_late: bool


def waiting_for(user: User, most: int = MOST) -> list[Waiting]:
    """The messages that wait, the oldest first."""
    today, calendar = timezone.localdate(), council_for(user)
    found = Message.objects.visible_to(user).to_sort()[:most]
    dated = [(message, dates.triage_due(message.received_at, calendar)) for message in found]
    return [Waiting(message, due, due < today) for message, due in dated]


def message_page(message: Message, user: User) -> dict[str, Any]:
    """Everything on the page of one message."""
    received = timezone.localdate(message.received_at)
    return {
        "message": message,
        "waits": message.state == State.NEW,
        "is_aside": message.state == State.ASIDE,
        "to_read": message.state == State.JOINED and message.handled_at is None,
        "due": dates.triage_due(message.received_at),
        "legal": clocks.sar_due(received, extra_holidays=council())["due"],
        "followed_by": message.followed_by.select_related("key").order_by("received_at"),
        "failed": message.answers.filter(failed_at__isnull=False).exists(),
        "alike": alike(message, user),
        "asked": requests_of(message, user),
        "other_address": _from_elsewhere(message),
        "trail": [{"name": "Requests", "url": reverse("requests:list")}],
    }


def alike(message: Message, user: User) -> list[Message]:
    """Other messages from the same address, or that say the same, in the last months."""
    since = message.received_at - ALIKE_WITHIN
    near = Message.objects.visible_to(user).filter(received_at__gte=since).exclude(pk=message.pk)
    near = near.exclude(follows=message).select_related("key", "request").order_by("-received_at")
    if message.sender_digest:
        return list(near.filter(sender_digest=message.sender_digest)[:10])
    name = _plain(message.name)
    named = near.filter(channel=message.channel)[:100] if name else ()
    return [one for one in named if _plain(one.name) == name][:10]


def requests_of(message: Message, user: User) -> list[MinuteRequest]:
    """Requests that a message may belong to: its writer's, by their address or their name."""
    visible = MinuteRequest.objects.visible_to(user).select_related("key", "conference")
    by_address = visible.none()
    if message.sender_digest:
        by_address = visible.filter(messages__sender_digest=message.sender_digest)
    found = {request.pk: request for request in by_address.distinct()}
    name = _plain(message.name)
    for request in visible.open_now() if name else ():
        if _plain(request.name) == name:
            found[request.pk] = request
    return list(found.values())


def doubles(request: MinuteRequest, user: User) -> list[MinuteRequest]:
    """Requests about the same conference that may be the same: for one person, or by one name."""
    others = MinuteRequest.objects.visible_to(user).filter(conference=request.conference_id)
    others = others.exclude(pk=request.pk).select_related("key").order_by("received_at")
    name = _plain(request.name)
    return [
        other
        for other in others
        if (request.attendance_id and other.attendance_id == request.attendance_id)
        or _plain(other.name) == name
    ]


def tasks(user: User, most: int) -> list[Task]:
    """What waits to be sorted or read, for everybody who logs requests."""
    if not user.may(May.LOG_REQUEST):
        return []
    messages, calendar = Message.objects.visible_to(user), council_for(user)
    days = partial(_days, calendar=calendar)
    return [
        *earliest(messages.to_sort(), most, task=partial(_sort, calendar=calendar), days=days),
        *earliest(messages.to_read(), most, task=partial(_read, calendar=calendar), days=days),
    ]


def _days(messages: QuerySet[Message], calendar: Council) -> list[date | None]:
    return [dates.triage_due(at, calendar) for at in messages.values_list("received_at", flat=True)]


def _sort(message: Message, calendar: Council) -> Task:
    return Task(
        what="Sort a message",
        who=message.name or message.sender,
        why=f"{message.get_channel_display()}. Its clocks run from the day it came.",
        url=reverse("requests:message", args=[message.pk]),
        button="Open",
        about="the message",
        due=dates.triage_due(message.received_at, calendar),
    )


def _read(message: Message, calendar: Council) -> Task:
    request = message.request
    came_back = message.aside == Message.Aside.BOUNCE
    what = "Our e-mail did not arrive" if came_back else "Read what they answered"
    return Task(
        what=what,
        who=shown_name(request) if request else "",
        why=f"Request {request.reference}" if request else "",
        url=reverse("requests:message", args=[message.pk]),
        button="Open",
        about=request.reference if request else "",
        due=dates.triage_due(message.received_at, calendar),
    )


def _from_elsewhere(message: Message) -> bool:
    """Whether an answer came from another address than the message it answers."""
    first = message.follows
    return bool(first and first.sender_digest and first.sender_digest != message.sender_digest)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
