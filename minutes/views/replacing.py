"""Find and replace: one form, a preview, one press. The words are sent as a form, never in an address."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from access.errors import Conflict
from access.http import Request
from access.roles import May, require
from minutes import actions, saving, states
from minutes.forms import ReplaceForm
from minutes.models import Minutes
from minutes.replacing import found
from minutes.sight import sight_of
from recordings.views.conferences import place


def replace(request: Request, pk: UUID) -> HttpResponse:
    """Show what a replacement would change; with sentences chosen, do it."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).with_conference(), pk=pk)
    require(request.user, May.EDIT_MINUTES)
    if minutes.is_approved:
        raise Conflict(states.REFUSED[Minutes.Status.APPROVED])
    newest = saving.newest(minutes)
    form = ReplaceForm(request.POST or None)
    context = {"minutes": minutes, "form": form, "version": newest.version, **place(minutes.conference)}
    if form.is_valid() and "replace" in request.POST:
        chosen = set(request.POST.getlist("sentence"))
        based_on = form.cleaned_data["based_on"] or newest.number
        made = actions.replace_words(
            minutes, wanted=form.wanted, sentences=chosen, based_on=based_on, by=request.user
        )
        messages.success(request, f"Replaced. This is version {made.number}; version {based_on} is kept.")
        return redirect("minutes:detail", pk)
    if form.is_valid():
        context["found"] = list(found(sight_of(minutes, request.user).of(newest), form.wanted))
    return render(request, "minutes/replace.html", context)
