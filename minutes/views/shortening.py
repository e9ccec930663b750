"""A shorter wording for a paragraph: what is proposed, what of it is supported, and taking that."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from access.errors import Conflict
from access.http import Request
from minutes import actions, saving
from minutes.models import Minutes
from minutes.places import place_of
from recordings.views.conferences import place


@require_POST
def propose(request: Request, pk: UUID, paragraph: UUID) -> HttpResponse:
    """Ask for a shorter wording, and show what of it the paragraph's own words support."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).with_conference(), pk=pk)
    newest = saving.newest(minutes)
    proposals = actions.propose_wording(minutes, paragraph=paragraph, by=request.user)
    found = place_of(newest, str(paragraph), by=request.user)
    context = {
        "minutes": minutes,
        "version": newest.version,
        "paragraph": paragraph,
        "sentences": found.paragraph["sentences"],
        "proposals": proposals,
        "any": any(one.may_be_taken for one in proposals),
        **place(minutes.conference),
    }
    return render(request, "minutes/shorter.html", context)


@require_POST
def take(request: Request, pk: UUID, paragraph: UUID) -> HttpResponse:
    """Put the chosen sentences in place of those they come from."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user), pk=pk)
    based_on, wording = request.POST.get("based_on", ""), request.POST.getlist("wording")
    if not based_on.isdecimal() or len(based_on) > 9:
        raise Conflict("Ask for a wording first.")
    made = actions.take_wording(
        minutes, paragraph=paragraph, wording=wording, based_on=int(based_on), by=request.user
    )
    messages.success(request, f"Shortened. This is version {made.number}; version {based_on} is kept.")
    return redirect(reverse("minutes:detail", args=[pk]) + f"#p-{paragraph}")
