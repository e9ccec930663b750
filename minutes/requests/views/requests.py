"""The page of one request, and each step of its way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from access.http import Request
from access.models import User
from access.roles import May, require
from minutes.requests import actions, showing
from minutes.requests.forms import AddressForm, DayForm, ReasonForm
from minutes.requests.models import MinuteRequest

Act = Callable[..., Any]


def fetch(pk: UUID, user: User) -> MinuteRequest:
    """A request this person may see."""
    found: MinuteRequest = get_object_or_404(MinuteRequest.objects.visible_to(user).with_people(), pk=pk)
    return found


def detail(request: Request, pk: UUID) -> HttpResponse:
    """One request: how far it is, both clocks, what still blocks, who asks for what, what has happened."""
    return render(
        request, "requests/request.html", showing.request_page(fetch(pk, request.user), request.user)
    )


def step(request: Request, pk: UUID, *, form: forms.Form, act: Act, words: dict[str, str]) -> HttpResponse:
    """A page with one small form: fetch, check, act, answer."""
    asked = fetch(pk, request.user)
    if form.is_valid():
        act(asked, **form.cleaned_data, by=request.user)
        return redirect("requests:detail", pk)
    return step_page(request, asked, form=form, **words)


def step_page(request: Request, asked: MinuteRequest, **context: Any) -> HttpResponse:
    """One step of a request: `form`, the `title` above it, `why`, and the words on its `button`."""
    return render(request, "requests/step.html", {"asked": asked, "trail": trail_to(asked), **context})


def trail_to(asked: MinuteRequest) -> list[dict[str, str]]:
    """Where a page about one step of a request is."""
    return [
        {"name": "Requests", "url": reverse("requests:list")},
        {"name": asked.reference, "url": reverse("requests:detail", args=[asked.pk])},
    ]


def today() -> dict[str, Any]:
    return {"on": timezone.localdate()}


def address(request: Request, pk: UUID) -> HttpResponse:
    """Read the address back."""
    require(request.user, May.LOG_REQUEST)
    asked = fetch(pk, request.user)
    known = {"delivery": asked.delivery, "address": asked.address, **today()}
    words = {
        "title": "Check the address",
        "button": "It is right",
        "why": "Read it back to them, house number and postcode too. It holds for 30 days.",
    }
    form = AddressForm(request.POST or None, initial=known)
    return step(request, pk, form=form, act=actions.confirm_address, words=words)


def stop_clock(request: Request, pk: UUID) -> HttpResponse:
    """We asked what is meant."""
    require(request.user, May.LOG_REQUEST)
    why = "The legal clock stops on that day, until the day after they answer. Our own target goes on."
    words = {"title": "We asked them a question", "button": "Stop the legal clock", "why": why}
    form = DayForm(request.POST or None, initial=today())
    return step(request, pk, form=form, act=actions.ask_for_answer, words=words)


def extend(request: Request, pk: UUID) -> HttpResponse:
    """Two more months."""
    require(request.user, May.TRIAGE_REQUEST)
    why = "Two more months, if it is complex. Enter the day on which they were told why."
    words = {"title": "Extend the legal limit", "button": "Extend", "why": why}
    form = DayForm(request.POST or None, initial=today())
    return step(request, pk, form=form, act=actions.extend, words=words)


def allow(request: Request, pk: UUID) -> HttpResponse:
    """The chair decides that they may have what everybody heard."""
    require(request.user, May.DECIDE_REQUEST)
    why = (
        "They would get what was said while everybody was in the room. Restricted parts are never in a copy."
    )
    words = {"title": "May they have the minutes?", "button": "They may", "why": why, "refuse": "yes"}
    return step(request, pk, form=ReasonForm(request.POST or None), act=actions.allow_open_parts, words=words)


@require_POST
def ask_chair(request: Request, pk: UUID) -> HttpResponse:
    """Send it to the chair."""
    actions.ask_chair(fetch(pk, request.user), by=request.user)
    return redirect("requests:detail", pk)


@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """They have taken it back."""
    actions.withdraw(fetch(pk, request.user), by=request.user)
    return redirect("requests:detail", pk)


@require_POST
def close(request: Request, pk: UUID) -> HttpResponse:
    """Nothing is left to do."""
    actions.close(fetch(pk, request.user), by=request.user)
    return redirect("requests:detail", pk)
