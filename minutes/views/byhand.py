"""Typing minutes by hand: begin them, and type beside the player."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from access.http import Request
from access.roles import May, require
from minutes import actions, saving
from minutes.models import Minutes
from minutes.views.editor import editor_context, hand_form, heard_by
from recordings.models import Conference


@require_POST
def type_start(request: Request, pk: UUID) -> HttpResponse:
    """Begin minutes of a conference with nothing but headings."""
    conference = get_object_or_404(Conference.objects.content_visible_to(request.user), pk=pk)
    minutes = actions.start_typing(conference, by=request.user)
    return redirect(reverse("minutes:detail", args=[minutes.pk]) + "#typing")


@require_POST
def type_sentences(request: Request, pk: UUID) -> HttpResponse:
    """Type under a heading; the next sentence usually stands there too, so the form comes back so."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).with_conference(), pk=pk)
    require(request.user, May.EDIT_MINUTES)
    content, recordings = saving.newest(minutes).content, heard_by(request.user, minutes)
    form = hand_form(minutes, request.user, content, recordings, data=request.POST)
    if not form.is_valid():
        context = {**editor_context(minutes, request.user), "hand_form": form}
        return render(request, "minutes/detail.html", context, status=400)
    actions.type_sentences(minutes, typed=form.typed, by=request.user)
    again = urlencode({name: request.POST.get(name, "") for name in ("under", "speaker", "recording")})
    return redirect(f"{reverse('minutes:detail', args=[pk])}?{again}#typing")
