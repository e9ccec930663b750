"""What people say about passages: the list, logging one, deciding on one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from access.http import Request
from access.roles import May, require
from minutes import actions, saving
from minutes.asked import shown_to
from minutes.correction_forms import CorrectionForm, DecisionForm
from minutes.models import Correction, Minutes
from minutes.places import place_of
from recordings.views.conferences import place


def corrections(request: Request, pk: UUID) -> HttpResponse:
    """Every comment and request to correct, those to decide first."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).with_conference(), pk=pk)
    return _listed(request, minutes)


def add(request: Request, pk: UUID, paragraph: UUID) -> HttpResponse:
    """Log what somebody says about one sentence of this paragraph."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).with_conference(), pk=pk)
    require(request.user, May.EDIT_MINUTES)
    found = place_of(saving.newest(minutes), str(paragraph), by=request.user)
    form = CorrectionForm(
        request.POST or None, conference=minutes.conference, sentences=found.paragraph["sentences"]
    )
    if form.is_valid():
        actions.log_correction(minutes, asked=form.asked(paragraph), by=request.user)
        messages.success(request, "Logged, word for word.")
        return redirect("minutes:corrections", pk)
    context = {"minutes": minutes, "form": form, "paragraph": paragraph, **place(minutes.conference)}
    return render(request, "minutes/correction_new.html", context, status=400 if form.errors else 200)


@require_POST
def decide(request: Request, pk: UUID, correction: UUID) -> HttpResponse:
    """The chair agrees, or does not; a comment is noted."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).with_conference(), pk=pk)
    found = get_object_or_404(Correction.objects.visible_to(request.user).filter(minutes=pk), pk=correction)
    if found.kind == Correction.Kind.COMMENT:
        actions.note_comment(found, by=request.user)
        return redirect("minutes:corrections", pk)
    form = DecisionForm(request.POST, auto_id=f"id_{found.pk}_%s")
    if not form.is_valid():
        return _listed(request, minutes, wrong=(found, form))
    said = form.cleaned_data
    if said["outcome"] == Correction.Outcome.ACCEPTED:
        made = actions.accept_correction(found, reason=said["reason"], by=request.user)
        messages.success(request, "Agreed. Correct the passage, then approve it.")
        return redirect(reverse("minutes:detail", args=[pk]) + f"#p-{made.paragraph}")
    actions.refuse_correction(found, reason=said["reason"], statement=said["statement"], by=request.user)
    messages.success(request, "Their statement stands beside the passage.")
    return redirect("minutes:corrections", pk)


def _listed(
    request: Request, minutes: Minutes, *, wrong: tuple[Correction, DecisionForm] | None = None
) -> HttpResponse:
    rows = [
        (one, wrong[1] if wrong and wrong[0].pk == one.pk else DecisionForm(auto_id=f"id_{one.pk}_%s"))
        for one in shown_to(minutes, request.user)
    ]
    context: dict[str, Any] = {
        "minutes": minutes,
        "rows": sorted(rows, key=lambda row: not row[0].is_open),
        "may_decide": request.user.may(May.APPROVE_MINUTES)
        and minutes.conference.is_chaired_by(request.user),
        "may_note": request.user.may(May.EDIT_MINUTES),
        "form": wrong[1] if wrong else None,
        **place(minutes.conference),
    }
    return render(request, "minutes/corrections.html", context, status=400 if wrong else 200)
