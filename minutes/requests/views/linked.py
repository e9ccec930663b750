"""What hangs on a request: complaints, corrections, breaches; and parts that are put back into a copy."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from access.http import Request
from access.roles import May, require
from minutes.requests import actions
from minutes.requests.models import FollowUp, PutBack
from minutes.requests.sources import parts_left_out
from minutes.requests.states import require_to_close
from minutes.requests.views.requests import fetch, step, step_page, today
from minutes.requests.who_forms import FollowUpForm, OutcomeForm, PutBackForm


def follow_up(request: Request, pk: UUID) -> HttpResponse:
    """Write down a complaint, a correction or a breach."""
    require(request.user, May.VIEW_REQUESTS)
    why = (
        "A complaint about how we handled somebody’s data is acknowledged within 30 days. The chair answers "
        "a correction within 10 working days. A breach is looked at within 72 hours: tell information "
        "governance now."
    )
    words = {"title": "Complaint, correction or breach", "button": "Write it down", "why": why}
    form = FollowUpForm(request.POST or None, initial=today())
    return step(request, pk, form=form, act=actions.follow_up, words=words)


@require_POST
def acknowledge(request: Request, pk: UUID) -> HttpResponse:
    """They were told today that we have it."""
    require(request.user, May.LOG_REQUEST)
    raised = get_object_or_404(FollowUp.objects.visible_to(request.user), pk=pk)
    actions.acknowledge(raised, on=timezone.localdate(), by=request.user)
    return redirect("requests:detail", raised.request_id)


def close_follow_up(request: Request, pk: UUID) -> HttpResponse:
    """Say what came of it."""
    raised = get_object_or_404(FollowUp.objects.visible_to(request.user), pk=pk)
    require_to_close(raised, request.user)
    form = OutcomeForm(request.POST or None)
    if form.is_valid():
        actions.close_follow_up(raised, by=request.user, **form.cleaned_data)
        return redirect("requests:detail", raised.request_id)
    context = {
        "title": f"Close this {raised.get_kind_display().lower()}",
        "button": "Close it",
        "why": raised.what,
    }
    return step_page(request, raised.request, form=form, **context)


def put_back(request: Request, pk: UUID) -> HttpResponse:
    """Ask that a part goes in that the reader was out of."""
    require(request.user, May.REDACT)
    asked = fetch(pk, request.user)
    form = PutBackForm(request.POST or None, parts=parts_left_out(asked))
    if form.is_valid():
        actions.ask_to_put_back(asked, by=request.user, **form.cleaned_data)
        return redirect("requests:detail", pk)
    context = {
        "title": "Put a part back",
        "button": "Ask the chair",
        "why": "What was said while they were out of the room stays out, unless there is a reason and the "
        "chair agrees. Restricted parts, and parts with the child alone, are never in a copy.",
    }
    return step_page(request, asked, form=form, **context)


@require_POST
def allow_put_back(request: Request, pk: UUID) -> HttpResponse:
    """The chair agrees."""
    require(request.user, May.DECIDE_REQUEST)
    asked = get_object_or_404(PutBack.objects.visible_to(request.user), pk=pk)
    actions.allow_put_back(asked, by=request.user)
    return redirect("requests:detail", asked.request_id)


@require_POST
def drop_put_back(request: Request, pk: UUID) -> HttpResponse:
    """It stays out."""
    asked = get_object_or_404(PutBack.objects.visible_to(request.user), pk=pk)
    actions.drop_put_back(asked, by=request.user)
    return redirect("requests:detail", asked.request_id)
