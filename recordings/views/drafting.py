"""Machine drafting of one conference: what speaks against it, and the chair's switch."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from access.http import Request
from access.roles import May, require
from recordings import actions
from recordings.drafting import drafting_of, facts_of
from recordings.forms import FactsForm, SwitchForm
from recordings.models import Conference
from recordings.views.conferences import place


def drafting(request: Request, pk: UUID) -> HttpResponse:
    """Note what speaks against machine drafting; see whether it is on, and why."""
    conference = get_object_or_404(Conference.objects.visible_to(request.user).with_people(), pk=pk)
    require(request.user, May.MANAGE_CONFERENCES)
    form = FactsForm(request.POST or None, initial=dict.fromkeys(facts_of(conference), True))
    if request.method == "POST" and form.is_valid():
        actions.note_facts(conference, facts=form.facts, by=request.user)
        return redirect("recordings:drafting", pk)
    return _page(request, conference, form, SwitchForm())


@require_POST
def drafting_switch(request: Request, pk: UUID) -> HttpResponse:
    """The chair switches machine drafting on, with a reason, or off."""
    conference = get_object_or_404(Conference.objects.visible_to(request.user).with_people(), pk=pk)
    require(request.user, May.SWITCH_DRAFTING)
    form = SwitchForm(request.POST)
    if form.is_valid():
        actions.switch_drafting(conference, **form.cleaned_data, by=request.user)
        return redirect("recordings:conference", pk)
    return _page(
        request, conference, FactsForm(initial=dict.fromkeys(facts_of(conference), True)), form, status=400
    )


def _page(
    request: Request, conference: Conference, facts: FactsForm, switch: SwitchForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "conference": conference,
        "drafting": drafting_of(conference),
        "facts_form": facts,
        "form": switch,
        "may_switch": request.user.may(May.SWITCH_DRAFTING) and conference.is_chaired_by(request.user),
        **place(conference),
    }
    return render(request, "recordings/drafting.html", context, status=status)
