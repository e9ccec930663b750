"""The standing of a conference: state, quorum, discussions, reports, and who may not see it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from access.http import Request
from access.roles import May, require
from recordings import actions
from recordings.forms.standing import (
    ConflictForm,
    DiscussionForm,
    LiftForm,
    MoveForm,
    QuorumForm,
    ReconveneForm,
    ReportForm,
)
from recordings.models import Conference, ConflictOfInterest, Report, StrategyDiscussion
from recordings.quorum import quorum_of
from recordings.views.conferences import place


def conference_move(request: Request, pk: UUID) -> HttpResponse:
    """Say what became of the conference."""
    found = _conference(request, pk)
    require(request.user, May.MANAGE_CONFERENCES)
    form = MoveForm(request.POST or None, conference=found)
    if form.is_valid():
        actions.move_conference(found, **form.cleaned_data, by=request.user)
        return redirect("recordings:conference", pk)
    return _asked(request, found, form, says=("What became of the conference", "Save"))


def quorum_decide(request: Request, pk: UUID) -> HttpResponse:
    """The chair goes on with fewer agencies, and says why."""
    found = _conference(request, pk)
    require(request.user, May.DECIDE_QUORUM)
    form = QuorumForm(request.POST or None)
    if form.is_valid():
        actions.decide_quorum(found, **form.cleaned_data, by=request.user)
        return redirect("recordings:conference", pk)
    words = quorum_of(found).words
    return _asked(request, found, form, says=("Go on with fewer agencies", "Go on"), words=words)


def reconvene(request: Request, pk: UUID) -> HttpResponse:
    """Plan the meeting that takes this one up."""
    found = _conference(request, pk)
    require(request.user, May.MANAGE_CONFERENCES)
    form = ReconveneForm(request.POST or None)
    if form.is_valid():
        again = actions.reconvene(found, **form.cleaned_data, by=request.user)
        return redirect("recordings:conference", again.pk)
    words = "The children and everybody invited come with it. It stays linked to this conference."
    return _asked(request, found, form, says=("Meet again", "Plan this meeting"), words=words)


def discussion_add(request: Request, pk: UUID) -> HttpResponse:
    """Note a strategy discussion."""
    found = _conference(request, pk)
    require(request.user, May.MANAGE_CONFERENCES)
    form = DiscussionForm(request.POST or None)
    if form.is_valid():
        actions.add_discussion(found, **form.cleaned_data, by=request.user)
        return redirect("recordings:conference", pk)
    return _asked(request, found, form, says=("Add a strategy discussion", "Add it"))


@require_POST
def discussion_choose(request: Request, pk: UUID) -> HttpResponse:
    """Say that this strategy discussion started the enquiry."""
    found = get_object_or_404(StrategyDiscussion.objects.visible_to(request.user), pk=pk)
    actions.choose_discussion(found, by=request.user)
    return redirect("recordings:conference", found.conference_id)


def report_add(request: Request, pk: UUID) -> HttpResponse:
    """Note a report to the conference."""
    found = _conference(request, pk)
    require(request.user, May.MANAGE_CONFERENCES)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        actions.add_report(found, **form.cleaned_data, by=request.user)
        return redirect("recordings:conference", pk)
    return _asked(request, found, form, says=("Add a report", "Save"))


def report(request: Request, pk: UUID) -> HttpResponse:
    """Note that a report came, or that the family saw it."""
    found = get_object_or_404(Report.objects.visible_to(request.user), pk=pk)
    require(request.user, May.MANAGE_CONFERENCES)
    initial = {name: getattr(found, name) for name in ReportForm.base_fields}
    form = ReportForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.change_report(found, **form.cleaned_data, by=request.user)
        return redirect("recordings:conference", found.conference_id)
    context = {"conference": found.conference, "report": found, "form": form, **place(found.conference)}
    return render(request, "recordings/report.html", context)


@require_POST
def report_remove(request: Request, pk: UUID) -> HttpResponse:
    """Take away a report that was noted by mistake."""
    found = get_object_or_404(Report.objects.visible_to(request.user), pk=pk)
    actions.remove_report(found, by=request.user)
    return redirect("recordings:conference", found.conference_id)


def conflicts(request: Request, pk: UUID) -> HttpResponse:
    """Who is close to the family, and so sees nothing of this conference."""
    found = _conference(request, pk)
    require(request.user, May.NOTE_CONFLICT)
    form = ConflictForm(request.POST or None)
    if form.is_valid():
        actions.note_conflict(found, **form.cleaned_data, by=request.user)
        mine = form.cleaned_data["user"] == request.user
        return redirect("home") if mine else redirect("recordings:conflicts", pk)
    noted = ConflictOfInterest.objects.visible_to(request.user).filter(conference=found)
    context = {
        "conference": found,
        "form": form,
        "conflicts": noted.select_related("conference__key", "user", "noted_by", "lifted_by"),
        "may_lift": request.user.may(May.LIFT_CONFLICT),
        **place(found),
    }
    return render(request, "recordings/conflicts.html", context)


def conflict_lift(request: Request, pk: UUID) -> HttpResponse:
    """Let somebody see the conference again."""
    found = get_object_or_404(ConflictOfInterest.objects.visible_to(request.user), pk=pk)
    require(request.user, May.LIFT_CONFLICT)
    form = LiftForm(request.POST or None)
    if form.is_valid():
        actions.lift_conflict(found, **form.cleaned_data, by=request.user)
        return redirect("recordings:conflicts", found.conference_id)
    title = f"Let {found.user.name} see this conference again"
    return _asked(request, found.conference, form, says=(title, "Let them see it"))


def _asked(
    request: Request, conference: Conference, form: forms.Form, *, says: tuple[str, str], words: str = ""
) -> HttpResponse:
    """One question on an open page: its title, the words on the button, and what to know first."""
    title, button = says
    context: dict[str, Any] = {"title": title, "button": button, "words": words, "form": form}
    return render(
        request, "recordings/asked.html", {"conference": conference, **context, **place(conference)}
    )


def _conference(request: Request, pk: UUID) -> Conference:
    return get_object_or_404(Conference.objects.visible_to(request.user).with_people(), pk=pk)
