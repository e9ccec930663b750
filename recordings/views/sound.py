"""One recording: its page, its sound and its waveform."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from access.http import Request
from access.roles import May, require
from recordings import sound as sounds
from recordings.models import Recording
from recordings.views.conferences import place


@require_safe
def recording(request: Request, pk: UUID) -> HttpResponse:
    """What is known of a recording, and a player."""
    found = _recording(request, pk)
    context = {
        "recording": found,
        "player": sounds.player_of(found, f"Recording {found.order + 1}"),
        **place(found.conference),
    }
    return render(request, "recordings/recording.html", context)


@require_safe
def sound(request: Request, pk: UUID) -> HttpResponse:
    """A piece of the sound. Permission is asked each time, and each piece sent is on the audit."""
    found = _recording(request, pk)
    return sounds.piece_of(found, header=request.headers.get("Range"), by=request.user)


@require_safe
def waveform(request: Request, pk: UUID) -> HttpResponse:
    """The drawing over the player."""
    return JsonResponse(sounds.waveform_of(_recording(request, pk)))


def _recording(request: Request, pk: UUID) -> Recording:
    require(request.user, May.LISTEN)
    return get_object_or_404(Recording.objects.visible_to(request.user).with_keys(), pk=pk)
