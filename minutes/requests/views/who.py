"""Who asks and by what right, which law it falls under, and the answer no."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from access.http import Request
from access.roles import May, require
from minutes.requests import actions
from minutes.requests.forms import DayForm, SortForm
from minutes.requests.models import Refusal
from minutes.requests.views.requests import fetch, step, step_page, today
from minutes.requests.who_forms import ElsewhereForm, RefusalForm, RequesterForm


def confirm(request: Request, pk: UUID) -> HttpResponse:
    """Check who asks, by what right, and what a court has ordered."""
    require(request.user, May.LOG_REQUEST)
    asked = fetch(pk, request.user)
    form = RequesterForm(request.POST or None, asked=asked, initial=today())
    if form.is_valid():
        actions.confirm_requester(asked, proof=form.proof(), by=request.user)
        return redirect("requests:detail", pk)
    words = {
        "title": "Check who asks",
        "button": "This is who they are",
        "why": "Before anybody reads the minutes for them.",
    }
    return step_page(request, asked, form=form, **words)


def ask_identity(request: Request, pk: UUID) -> HttpResponse:
    """We asked who they are."""
    require(request.user, May.LOG_REQUEST)
    why = (
        "Only if you are in doubt, and soon after the request came. The legal month begins on the day their "
        "proof comes. Our own target goes on."
    )
    words = {"title": "We asked who they are", "button": "Wait for their proof", "why": why}
    return step(
        request,
        pk,
        form=DayForm(request.POST or None, initial=today()),
        act=actions.ask_for_identity,
        words=words,
    )


def start_clock(request: Request, pk: UUID) -> HttpResponse:
    """What we waited for came: an answer, or proof of who they are."""
    require(request.user, May.LOG_REQUEST)
    form = DayForm(request.POST or None, initial=today())
    if fetch(pk, request.user).waits_for_identity:
        words = {"title": "Their proof came", "button": "Go on", "why": "The legal month begins on that day."}
        return step(request, pk, form=form, act=actions.note_identity, words=words)
    words = {"title": "They answered", "button": "Go on", "why": "The day of the answer does not count."}
    return step(request, pk, form=form, act=actions.note_answer, words=words)


def sort(request: Request, pk: UUID) -> HttpResponse:
    """Say which law it falls under."""
    require(request.user, May.TRIAGE_REQUEST)
    why = (
        "Until it is sorted it counts as both. A subject access request is answered by information "
        "governance: no typed copy is made of it."
    )
    words = {"title": "Sort this request", "button": "Save", "why": why}
    return step(request, pk, form=SortForm(request.POST or None), act=actions.sort_request, words=words)


def answered(request: Request, pk: UUID) -> HttpResponse:
    """Information governance has answered it."""
    require(request.user, May.TRIAGE_REQUEST)
    why = "The sound, or somebody’s own data, goes by your own procedure. This closes the request."
    words = {"title": "It was answered", "button": "Close this request", "why": why}
    form = ElsewhereForm(request.POST or None, initial=today())
    return step(request, pk, form=form, act=actions.answer_elsewhere, words=words)


def refuse(request: Request, pk: UUID) -> HttpResponse:
    """Say no to all or part, with reasons; the letter is made from them."""
    asked = fetch(pk, request.user)
    require(request.user, May.TRIAGE_REQUEST if asked.is_for_governance else May.DECIDE_REQUEST)
    form = RefusalForm(request.POST or None)
    if form.is_valid():
        actions.refuse(asked, no=form.no(), by=request.user)
        return redirect("requests:detail", pk)
    words = {
        "title": "Refuse this request",
        "button": "Refuse it and write the letter",
        "why": "They get a letter with the reasons and how to complain.",
    }
    return step_page(request, asked, form=form, **words)


def refusal(request: Request, pk: UUID) -> HttpResponse:
    """The letter. Its name says nothing about anybody."""
    found = get_object_or_404(Refusal.objects.visible_to(request.user), pk=pk)
    response = HttpResponse(actions.open_refusal(found, by=request.user), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="letter-{found.request.reference}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def refusal_sent(request: Request, pk: UUID) -> HttpResponse:
    """The letter went today."""
    require(request.user, May.LOG_REQUEST)
    found = get_object_or_404(Refusal.objects.visible_to(request.user), pk=pk)
    actions.note_refusal_sent(found, on=timezone.localdate(), by=request.user)
    return redirect("requests:detail", found.request_id)
