"""The board of requests: filters in the address, who has how much, and what is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils import timezone

from access.models import User
from access.paging import page_of
from access.roles import May
from minutes.requests.arrivals import waiting_for
from minutes.requests.models import FollowUp, Message, MinuteRequest

PAGE = 25
SHOW = [
    ("", "Everything open"),
    ("mine", "Mine"),
    ("late", "Late"),
    ("unsorted", "Not sorted"),
    ("ended", "Ended"),
]


@dataclass
class Load:
    """How much one person has: the requests that are with them, and how many of those are late."""

    who: str
    open: int = 0
    late: int = 0


def board_page(user: User, chosen: QueryDict) -> dict[str, Any]:
    """Everything on the board."""
    visible = MinuteRequest.objects.visible_to(user).with_people()
    show, state = chosen.get("show", ""), chosen.get("state", "")
    today = timezone.localdate()
    return {
        "page": page_of(_filtered(visible, user, show=show, state=state), PAGE, chosen.get("page")),
        "show": show if show in dict(SHOW) else "",
        "state": state if state in MinuteRequest.Status.values else "",
        "shows": SHOW,
        "states": MinuteRequest.Status.choices,
        "query": _query(chosen),
        "loads": loads(visible.open_now(), today),
        "follow_ups": FollowUp.objects.visible_to(user)
        .open_now()
        .select_related("request__key")
        .order_by("due_on"),
        "waiting": waiting_for(user),
        "waiting_all": Message.objects.visible_to(user).to_sort().count(),
        "aside": Message.objects.visible_to(user).set_aside().count(),
        "today": today,
        "may_log": user.may(May.LOG_REQUEST),
        "may_copies": user.may(May.DOWNLOAD_COPY),
    }


def _filtered(visible: Any, user: User, *, show: str, state: str) -> Any:
    """What the filters leave: late first, because the soonest date is first."""
    found = (
        visible.ended().order_by("-received_at") if show == "ended" else visible.open_now().soonest_first()
    )
    if state in MinuteRequest.Status.values:
        ended = state in MinuteRequest.ENDED
        found = (visible.order_by("-received_at") if ended else found).filter(status=state)
    if show == "mine":
        found = found.with_whom(user)
    if show == "late":
        found = found.late_on(timezone.localdate())
    if show == "unsorted":
        found = found.filter(sorted_at=None)
    return found


def loads(requests: Any, today: date) -> list[Load]:
    """Who has how many, the most first."""
    found: dict[UUID, Load] = {}
    who = Coalesce("redacted_by", "taken_by"), Coalesce("redacted_by__name", "taken_by__name")
    for pk, name, *days in requests.values_list(*who, "local_due_on", "legal_due_on"):
        load = found.setdefault(pk, Load(name))
        load.open += 1
        load.late += min(days) < today
    return sorted(found.values(), key=lambda load: (-load.open, load.who))


def _query(chosen: QueryDict) -> str:
    kept = chosen.copy()
    kept.pop("page", None)
    return kept.urlencode()
