"""Orders and sendings among everyone's tasks: late, back and to be checked, expected and not ordered."""

from __future__ import annotations

from django.urls import reverse

from access.board import Task
from access.models import User
from access.roles import May
from minutes.requests import order_states
from minutes.requests.models import MinuteRequest, Order
from minutes.requests.sent import WITH_A_COPY
from minutes.requests.translation import translation_missing


def tasks(user: User) -> list[Task]:
    """What this person can do about orders, and about translations that nobody has ordered."""
    found = Order.objects.visible_to(user).unfinished().with_people()
    todo = [task for order in found if (task := _task(order, user))]
    return todo + (_to_order(user) if user.may(May.RELEASE_COPY) else [])


def _task(order: Order, user: User) -> Task | None:
    kind, asked = order.get_kind_display().lower(), order.copy.request
    if order.state == Order.State.RETURNED:
        if not order_states.may_move(order, to=Order.State.CHECKED, by=user):
            return None
        url = reverse("requests:order_check", args=[order.pk])
        return _row(asked, f"Check what was made: {kind}", url, order, button="Check it")
    if not user.may(May.RELEASE_COPY):
        return None
    what = f"Ask where it is: {kind}" if order.is_late else f"Wait for what is being made: {kind}"
    return _row(asked, what, _request(asked), order, button="Open")


def _row(asked: MinuteRequest, what: str, url: str, order: Order, *, button: str) -> Task:
    why = f"Request {asked.reference}, {order.get_state_display().lower()}"
    return Task(what, asked.name, why, url, button, asked.reference, order.due_on)


def _to_order(user: User) -> list[Task]:
    """Where they do not read English, and nothing has been ordered for them."""
    visible = MinuteRequest.objects.visible_to(user).filter(status__in=WITH_A_COPY)
    asked = visible.select_related("key", "conference__key", "attendance__conference__key")
    ordered = set(
        Order.objects.filter(copy__request__in=visible, kind=Order.Kind.TRANSLATION)
        .exclude(state=Order.State.CANCELLED)
        .values_list("copy__request", flat=True)
    )
    return [
        Task(
            what=f"Order a translation into {language}",
            who=one.name,
            why=f"Request {one.reference}: the English copy need not wait",
            url=reverse("requests:order", args=[one.pk]),
            button="Order it",
            about=one.reference,
            due=one.local_due_on,
        )
        for one in asked
        if one.pk not in ordered and (language := translation_missing(one))
    ]


def _request(asked: MinuteRequest) -> str:
    return reverse("requests:detail", args=[asked.pk])
