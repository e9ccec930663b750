"""Whose turn it is beside the steps of the copy: sorting, linked matters, letters, parts to put back."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from access.board import Task, earliest
from access.models import User
from access.roles import May
from minutes.requests import checks, dates
from minutes.requests.actions.sort import BEFORE_REDACTION
from minutes.requests.models import FollowUp, MinuteRequest, PutBack, Refusal
from minutes.requests.states import CLOSED_BY
from recordings.calendar.council import council_for
from recordings.models.keys import shown_name
from recordings.steps import Next

Status = MinuteRequest.Status


def answer_elsewhere(request: MinuteRequest, user: User) -> Next | None:
    """At information governance: know who asks, then answer."""
    if not user.may(May.TRIAGE_REQUEST):
        return None
    if not request.is_for_governance:
        return Next("sort this request", "It waits for you.", _url("sort", request), "Sort it")
    if not request.identity_checked_on:
        reason = "Who they are, and by what right, before anything is given to them."
        return Next("check who asks", reason, _url("confirm", request), "Check who asks")
    what = "The sound" if request.asks_for == MinuteRequest.Asks.AUDIO else "Somebody’s own data"
    reason = f"{what} goes by your own procedure. Say here when it was answered, or refuse it."
    return Next("answer it", reason, _url("answered", request), "It was answered")


def blocked(request: MinuteRequest, user: User) -> Next | None:
    """While it is checked and something is missing: the chair's word, or nothing that can be done here."""
    if not user.may(May.LOG_REQUEST):
        return None
    missing = {check.code for check in checks.before_redaction(request) if check.blocks}
    chair = not request.open_parts_allowed_by_id and (checks.doubts(request) or not request.was_there)
    if missing & {"right", "parts"} and chair and request.conference.presence_confirmed:
        reason = "They were not at this conference, or there is a doubt about their right."
        return Next("ask the chair", reason, _url("ask_chair", request), "Ask the chair", post=True)
    return None


def tasks(user: User, most: int) -> list[Task]:
    """What is to be done about requests beside their next step."""
    return [*_to_sort(user, most), *_follow_ups(user), *_letters(user), *_asked_back(user)]


def _to_sort(user: User, most: int) -> list[Task]:
    if not user.may(May.TRIAGE_REQUEST):
        return []
    calendar = council_for(user)
    never = MinuteRequest.objects.visible_to(user).filter(status__in=BEFORE_REDACTION, sorted_at=None)
    return earliest(
        never.open_now().with_people().order_by("received_at", "pk"),
        most,
        task=lambda asked: _sort(asked, dates.triage_due(asked.received_at, calendar)),
        days=lambda some: [
            dates.triage_due(at, calendar) for at in some.values_list("received_at", flat=True)
        ],
    )


def _sort(asked: MinuteRequest, due: date) -> Task:
    return _task(asked, "Sort this request", "Until then it counts as both", "sort", due)


def _follow_ups(user: User) -> list[Task]:
    found = FollowUp.objects.visible_to(user).open_now().select_related("request__key")
    return [
        Task(
            what=f"{raised.get_kind_display()}: {'decide' if raised.acknowledged_on else 'answer'}",
            who=shown_name(raised.request),
            why=f"Request {raised.request.reference}",
            url=reverse("requests:detail", args=[raised.request_id]),
            button="Open",
            about=raised.request.reference,
            due=raised.due_on,
        )
        for raised in found
        if any(user.may(may) for may in CLOSED_BY[FollowUp.Kind(raised.kind)])
        or (user.may(May.LOG_REQUEST) and not raised.acknowledged_on)
    ]


def _letters(user: User) -> list[Task]:
    if not user.may(May.LOG_REQUEST):
        return []
    unsent = Refusal.objects.visible_to(user).unsent().select_related("request__key")
    return [
        _task(
            one.request,
            "Send the letter that refuses it",
            "It says how to complain",
            "detail",
            one.request.local_due_on,
        )
        for one in unsent
        if one.request.status != Status.CLOSED
    ]


def _asked_back(user: User) -> list[Task]:
    if not user.may(May.DECIDE_REQUEST):
        return []
    waiting = PutBack.objects.visible_to(user).waiting().select_related("request__key", "request__conference")
    return [
        _task(
            one.request,
            "Decide whether a part is put back",
            "They were out of it",
            "detail",
            one.request.local_due_on,
        )
        for one in waiting
        if one.request.is_open and one.request.conference.is_chaired_by(user)
    ]


def _task(asked: MinuteRequest, what: str, why: str, name: str, due: date) -> Task:
    return Task(
        what=what,
        who=shown_name(asked),
        why=f"Request {asked.reference}. {why}",
        url=_url(name, asked),
        button="Open",
        about=asked.reference,
        due=due,
    )


def _url(name: str, request: MinuteRequest) -> str:
    return reverse(f"requests:{name}", args=[request.pk])
