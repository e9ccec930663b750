"""One recording: its page, its sound and its waveform."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from access.http import Request
from access.models import User
from access.roles import May, require
from recordings import sound as sounds
from recordings.forms.recorder import StartForm
from recordings.gaps import paused
from recordings.models import Recording
from recordings.views.conferences import place


@require_safe
def recording(request: Request, pk: UUID) -> HttpResponse:
    """What is known of a recording, and a player."""
    found = _recording(request, pk)
    return render(
        request, "recordings/recording.html", about(found, request.user, StartForm(recording=found))
    )


def about(recording: Recording, user: User, form: StartForm) -> dict[str, Any]:
    """What the page of a recording shows to this person."""
    seen = Recording.objects.visible_to(user).filter(conference=recording.conference)
    return {
        "recording": recording,
        "may_copy": user.may(May.MAKE_SOUND_COPY),
        "player": sounds.player_of(recording, f"Recording {recording.order + 1}"),
        "pauses": [paused(pause) for pause in recording.paused],
        "heard_by": recording.in_room.select_related("conference__key"),
        "form": form if user.may(May.ADD_RECORDING) else None,
        "several": seen.count() > 1,
        **place(recording.conference),
    }


@require_safe
def sound(request: Request, pk: UUID) -> HttpResponse:
    """A piece of the sound. Permission is asked each time, and each piece sent is on the audit."""
    found = _recording(request, pk)
    return sounds.piece_of(found, header=request.headers.get("Range"), by=request.user, method=request.method)


@require_safe
def waveform(request: Request, pk: UUID) -> HttpResponse:
    """The drawing over the player."""
    return JsonResponse(sounds.waveform_of(_recording(request, pk)))


def _recording(request: Request, pk: UUID) -> Recording:
    require(request.user, May.LISTEN)
    return get_object_or_404(Recording.objects.visible_to(request.user).with_keys(), pk=pk)
