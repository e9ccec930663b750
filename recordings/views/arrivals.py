"""The pages of recordings that recorders brought: what waits, and which conference each is of."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.http import Request
from access.roles import May, require
from recordings import actions, arriving
from recordings.forms.arrivals import DayForm, MatchForm
from recordings.models import Arrival, Conference


@require_GET
def arrivals(request: Request) -> HttpResponse:
    """Recordings that wait for somebody to say which conference they are of."""
    _may_look(request)
    context = {
        "arrivals": Arrival.objects.visible_to(request.user).oldest_first(),
        "may_match": request.user.may(May.MATCH_RECORDINGS),
    }
    return render(request, "recordings/arrivals.html", context)


@require_http_methods(["GET", "POST"])
def arrival(request: Request, pk: UUID) -> HttpResponse:
    """One of them: what is known of it, and the conferences of its day."""
    found = _arrival(request, pk)
    day_form = DayForm(request.GET) if "day_day" in request.GET else DayForm()
    day = day_form.cleaned_data["day"] if day_form.is_bound and day_form.is_valid() else _day_of(found)
    offered = (
        Conference.objects.visible_to(request.user)
        .with_people()
        .filter(held_on=day)
        .order_by("starts_at", "pk")
    )
    form = MatchForm(request.POST if request.method == "POST" else None, offered=offered)
    if request.method == "POST":
        require(request.user, May.MATCH_RECORDINGS)
        if form.is_valid():
            recording = arriving.match(found, form.cleaned_data["conference"], by=request.user)
            messages.success(request, "Added to the conference, sealed under its own key.")
            return redirect("recordings:conference", recording.conference_id)
    context = {
        "arrival": found,
        "form": form,
        "day_form": day_form,
        "day": day,
        "offered": offered,
        "may_match": request.user.may(May.MATCH_RECORDINGS),
        "may_discard": found.state == Arrival.State.SET_ASIDE and request.user.may(May.MANAGE_KEEPING),
    }
    return render(request, "recordings/arrival.html", context)


@require_POST
def arrival_set_aside(request: Request, pk: UUID) -> HttpResponse:
    """Say that it is no conference."""
    actions.set_aside_arrival(_arrival(request, pk), by=request.user)
    messages.success(request, "Set aside. Information governance looks at it before it is destroyed.")
    return redirect("recordings:arrivals")


@require_POST
def arrival_put_back(request: Request, pk: UUID) -> HttpResponse:
    """It may be a conference after all."""
    actions.put_back_arrival(_arrival(request, pk), by=request.user)
    messages.success(request, "It waits to be matched again.")
    return redirect("recordings:arrivals")


@require_POST
def arrival_discard(request: Request, pk: UUID) -> HttpResponse:
    """Agree, as the second person, that it is destroyed."""
    actions.discard_arrival(_arrival(request, pk), by=request.user)
    messages.success(request, "Destroyed: its key first, then the sealed sound.")
    return redirect("recordings:arrivals")


def _may_look(request: Request) -> None:
    if not request.user.may(May.MANAGE_KEEPING):
        require(request.user, May.MATCH_RECORDINGS)


def _arrival(request: Request, pk: UUID) -> Arrival:
    _may_look(request)
    return get_object_or_404(Arrival.objects.visible_to(request.user).oldest_first(), pk=pk)


def _day_of(found: Arrival) -> date:
    return timezone.localdate(found.recorded_at or found.arrived_at)
