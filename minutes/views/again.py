"""The page on which words that were heard once more stand beside the sentences of the minutes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from access.http import Request
from access.roles import May, require
from minutes import again, saving
from minutes.actions.again import take_again
from minutes.again_form import AgainForm
from minutes.models import Minutes
from minutes.showing import clock
from minutes.sight import sight_of
from recordings.models import Recording
from recordings.sound import player_of
from recordings.views.conferences import place


def heard_again(request: Request, pk: UUID) -> HttpResponse:
    """What was heard differently, to be taken or left sentence by sentence."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).with_conference(), pk=pk)
    require(request.user, May.EDIT_MINUTES)
    sent = request.POST if request.method == "POST" else None
    form = AgainForm(sent)
    if form.is_valid():
        chosen = set(form.cleaned_data["sentences"])
        take_again(minutes, chosen=chosen, based_on=form.cleaned_data["based_on"], by=request.user)
        taken = "1 sentence was" if len(chosen) == 1 else f"{len(chosen)} sentences were"
        messages.success(request, f"{taken} taken. Listen to what is marked in them.")
        return redirect("minutes:heard_again", pk)
    newest = saving.newest(minutes)
    sounds = Recording.objects.visible_to(request.user).filter(conference=minutes.conference)
    recordings = list(sounds.in_order())
    context = {
        "minutes": minutes,
        "version": newest.version,
        "form": form,
        "rows": [
            (offer, clock(offer.start))
            for offer in again.offers(newest, again.newer(minutes), sight_of(minutes, request.user))
        ],
        "player": player_of(recordings[0], "Recording") if recordings else None,
        **place(minutes.conference),
    }
    return render(request, "minutes/heard_again.html", context, status=400 if form.errors else 200)
