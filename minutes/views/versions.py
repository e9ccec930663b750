"""Versions: the list, reading an older one, bringing it back; and approval."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from access.http import Request
from access.models import SecondFactor, User
from access.roles import May, require
from minutes import actions, saving, states
from minutes.amendments import amendments_of, states_of
from minutes.comparing import compare
from minutes.forms import ApproveForm, CompareForm, NameForm, ReopenForm
from minutes.milestones import name_of, rows, versions_of
from minutes.models import Minutes
from minutes.remaining import remaining
from minutes.showing import Page
from minutes.sight import sight_of
from recordings.views.conferences import place


def versions(request: Request, pk: UUID) -> HttpResponse:
    """The milestones, newest first, with the saves between them; on asking, every save. Two side by side."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).with_conference(), pk=pk)
    amendments, every = amendments_of(minutes), "every" in request.GET
    found = versions_of(minutes)
    listed = rows(found, states_of(minutes, amendments), every=every)
    context = {"minutes": minutes, "rows": listed, "amendments": amendments, "every": every}
    names = {one.number: name_of(one) for one in found}
    ends = {"older": found[-1].number, "newer": found[0].number}
    context["form"] = form = CompareForm(
        request.GET if "older" in request.GET else None, names=names, initial=ends
    )
    if form.is_valid():
        context |= _compared(minutes, request.user, **form.cleaned_data)
    return render(request, "minutes/versions.html", {**context, **place(minutes.conference)})


@require_POST
def name(request: Request, pk: UUID, number: int) -> HttpResponse:
    """Give a version a name."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user), pk=pk)
    require(request.user, May.EDIT_MINUTES)
    get_object_or_404(minutes.versions.all(), number=number)
    form = NameForm(request.POST)
    if not form.is_valid():
        return _one(request, pk, number, form)
    actions.name_version(minutes, number=number, name=form.cleaned_data["name"], by=request.user)
    messages.success(request, f"Version {number} has its name.")
    return redirect("minutes:versions", pk)


def _compared(minutes: Minutes, user: User, *, older: int, newer: int) -> dict[str, Any]:
    sight = sight_of(minutes, user)
    texts = [sight.of(saving.numbered(minutes, number)) for number in (older, newer)]
    for number in (older, newer):
        actions.note_reading(minutes, version=number, restricted=sight.restricted, by=user)
    return {"comparison": compare(*texts), "older": older, "newer": newer}


def version(request: Request, pk: UUID, number: int) -> HttpResponse:
    """One version as it was, to read."""
    return _one(request, pk, number, NameForm())


def _one(request: Request, pk: UUID, number: int, form: NameForm) -> HttpResponse:
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).with_conference(), pk=pk)
    wanted = get_object_or_404(minutes.versions.all(), number=number)
    page = Page(minutes, saving.numbered(minutes, wanted.number), sight_of(minutes, request.user))
    actions.note_reading(minutes, version=number, restricted=bool(page.restricted), by=request.user)
    context = {
        "minutes": minutes,
        "version": page.newest.version,
        "name": name_of(page.newest.version),
        "state": states_of(minutes, amendments_of(minutes)).get(number, ""),
        "page": page,
        "form": form,
        "may_edit": False,
        "may_name": request.user.may(May.EDIT_MINUTES),
        "may_restore": request.user.may(May.EDIT_MINUTES) and not minutes.is_approved,
        **place(minutes.conference),
    }
    return render(request, "minutes/version.html", context, status=400 if form.errors else 200)


@require_POST
def restore(request: Request, pk: UUID, number: int) -> HttpResponse:
    """Bring an older text back as a new version."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user), pk=pk)
    made = actions.restore_version(minutes, number=number, by=request.user)
    messages.success(request, f"Version {number} is back, as version {made.number}.")
    return redirect("minutes:detail", pk)


def approve(request: Request, pk: UUID) -> HttpResponse:
    """One question on an open page: are these minutes a fair and accurate record?"""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).with_conference(), pk=pk)
    require(request.user, May.APPROVE_MINUTES)
    newest = saving.newest(minutes)
    factor = SecondFactor.objects.confirmed(request.user)
    form = ApproveForm(request.POST or None, factor=factor, initial={"version": newest.number})
    if form.is_proved(by=request.user):
        actions.approve(minutes, version=form.cleaned_data["version"], by=request.user)
        messages.success(request, f"Minutes approved at {timezone.localtime():%H:%M}.")
        return redirect("minutes:detail", pk)
    left = remaining(minutes, newest.both)
    context = {"minutes": minutes, "version": newest.version, "left": left, "form": form}
    context["amendment"] = minutes.amendments.open().first()
    return render(request, "minutes/approve.html", {**context, **place(minutes.conference)})


def reopen(request: Request, pk: UUID) -> HttpResponse:
    """Approved minutes are reopened with a reason; what was approved stays to be read."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).with_conference(), pk=pk)
    require(request.user, May.APPROVE_MINUTES)
    form = ReopenForm(request.POST or None)
    if form.is_valid():
        amendment = actions.reopen(minutes, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, f"Reopened for amendment {amendment.number}.")
        return redirect("minutes:detail", pk)
    may_reopen = states.may_move(minutes, to=Minutes.Status.AMENDING, by=request.user)
    context = {"minutes": minutes, "form": form, "may_reopen": may_reopen}
    return render(request, "minutes/reopen.html", {**context, **place(minutes.conference)})
