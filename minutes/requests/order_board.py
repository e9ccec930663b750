"""Orders and sendings among everyone's tasks: late, back and to be checked, expected and not ordered."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.urls import reverse

from access.board import Task, earliest
from access.models import User
from access.roles import May
from minutes.requests import order_states
from minutes.requests.models import MinuteRequest, Order
from minutes.requests.sent import WITH_A_COPY
from minutes.requests.translation import language_of
from recordings.models.keys import shown_name


def tasks(user: User, most: int) -> list[Task]:
    """What this person can do about orders, and about translations that nobody has ordered."""
    found = Order.objects.visible_to(user).unfinished().with_people()
    todo = [task for order in found if (task := _task(order, user))]
    return todo + (_to_order(user, most) if user.may(May.RELEASE_COPY) else [])


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
    return Task(what, shown_name(asked), why, url, button, asked.reference, order.due_on)


def _to_order(user: User, most: int) -> list[Task]:
    """Where they do not read English, and nothing has been ordered for them."""
    visible = MinuteRequest.objects.visible_to(user).filter(status__in=WITH_A_COPY).not_in_english()
    asked = visible.select_related("key", "conference__key", "attendance__conference__key")
    translations = Order.objects.filter(copy__request=OuterRef("pk"), kind=Order.Kind.TRANSLATION)
    return earliest(
        asked.exclude(Exists(translations.exclude(state=Order.State.CANCELLED))).order_by(
            "local_due_on", "pk"
        ),
        most,
        task=_translation,
        days=lambda some: list(some.values_list("local_due_on", flat=True)),
    )


def _translation(asked: MinuteRequest) -> Task | None:
    language = language_of(asked)
    if not language:
        return None
    return Task(
        what=f"Order a translation into {language}",
        who=shown_name(asked),
        why=f"Request {asked.reference}: the English copy need not wait",
        url=reverse("requests:order", args=[asked.pk]),
        button="Order it",
        about=asked.reference,
        due=asked.local_due_on,
    )


def _request(asked: MinuteRequest) -> str:
    return reverse("requests:detail", args=[asked.pk])
