"""Taking out what is not theirs: the redactor's page and the second check."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from access.http import Request
from access.models import User
from access.roles import May, require
from minutes.requests import actions
from minutes.requests.forms import MarkForm, RulingForm
from minutes.requests.models import MinuteRequest, Redaction
from minutes.requests.panes import panes_of
from minutes.requests.sources import source_of
from minutes.requests.views.requests import fetch, trail_to

Status = MinuteRequest.Status


@require_POST
def redaction_start(request: Request, pk: UUID) -> HttpResponse:
    """Start from the approved version."""
    actions.start_redaction(fetch(pk, request.user), by=request.user)
    return redirect("requests:redaction", pk)


def redaction(request: Request, pk: UUID) -> HttpResponse:
    """The minutes with marks, what the recipient will read, and the suggestions to decide."""
    require(request.user, May.REDACT)
    asked = fetch(pk, request.user)
    if asked.status != Status.REDACTING:
        return redirect("requests:detail", pk)
    return render(request, "requests/redaction.html", _page(asked, request.GET.get("sentence", "")))


def _page(asked: MinuteRequest, sentence: str, form: MarkForm | None = None) -> dict[str, Any]:
    source = source_of(asked)
    line = next((line for line in source.lines() if line.id == sentence), None)
    return {
        "asked": asked,
        "panes": panes_of(asked, source),
        "codes": Redaction.Code.choices,
        "line": line,
        "form": form or MarkForm(initial={"sentence": sentence}),
        "trail": trail_to(asked),
    }


@require_POST
def mark(request: Request, pk: UUID) -> HttpResponse:
    """Take out words that nobody suggested."""
    require(request.user, May.REDACT)
    asked = fetch(pk, request.user)
    form = MarkForm(request.POST)
    if not form.is_valid():
        context = _page(asked, request.POST.get("sentence", ""), form)
        return render(request, "requests/redaction.html", context, status=422)
    said = form.cleaned_data
    passage = actions.Passage(said["sentence"], said["words"], said["all_places"])
    ruling = actions.Ruling("out", said["code"], said["why"])
    actions.mark_words(asked, passage=passage, ruling=ruling, by=request.user)
    return redirect("requests:redaction", pk)


@require_POST
def decide(request: Request, pk: UUID) -> HttpResponse:
    """Decide one suggestion, by default everywhere its words stand."""
    redaction = _mark(pk, request.user)
    form = RulingForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Nothing was decided. What is taken out needs a reason from the list.")
        return redirect("requests:redaction", redaction.request_id)
    said = form.cleaned_data
    actions.decide(
        redaction,
        ruling=actions.Ruling(said["decision"], said["code"], said["why"]),
        by=request.user,
        same_words=not said["only_here"],
        whole_sentence=said["whole_sentence"],
    )
    return redirect(reverse("requests:redaction", args=[redaction.request_id]) + "#suggestions")


@require_POST
def undo(request: Request, pk: UUID) -> HttpResponse:
    """Open a decision again."""
    redaction = _mark(pk, request.user)
    actions.undo(redaction, by=request.user)
    return redirect(reverse("requests:redaction", args=[redaction.request_id]) + "#suggestions")


def _mark(pk: UUID, user: User) -> Redaction:
    found: Redaction = get_object_or_404(Redaction.objects.visible_to(user), pk=pk)
    return found


@require_POST
def send(request: Request, pk: UUID) -> HttpResponse:
    """Hand the marks to somebody else."""
    actions.send_for_check(fetch(pk, request.user), by=request.user)
    return redirect("requests:detail", pk)


@require_POST
def choose_again(request: Request, pk: UUID) -> HttpResponse:
    """Go back to the checks."""
    actions.choose_again(fetch(pk, request.user), by=request.user)
    return redirect("requests:detail", pk)


def second_check(request: Request, pk: UUID) -> HttpResponse:
    """The same two panes for somebody else, who agrees every mark or sends one back."""
    require(request.user, May.CHECK_REDACTION)
    asked = fetch(pk, request.user)
    if asked.status != Status.SECOND_CHECK:
        return redirect("requests:detail", pk)
    context = {"asked": asked, "panes": panes_of(asked, source_of(asked)), "trail": trail_to(asked)}
    return render(request, "requests/second_check.html", context)


@require_POST
def agree(request: Request, pk: UUID) -> HttpResponse:
    """Agree every mark: the copy is made and searched."""
    actions.agree_marks(fetch(pk, request.user), by=request.user)
    return redirect("requests:detail", pk)


@require_POST
def send_back(request: Request, pk: UUID) -> HttpResponse:
    """Send marks back, each with what is wrong."""
    asked = fetch(pk, request.user)
    reasons = {
        mark: reason
        for mark in asked.redactions.all()
        if (reason := request.POST.get(f"mark-{mark.pk}", "").strip())
    }
    actions.send_back(asked, reasons=reasons, by=request.user)
    return redirect("requests:detail", pk)
