"""The pages of listening copies: ask for one, agree to it, hear it, take it along, destroy it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from access.http import Request
from access.roles import May, require
from recordings import actions
from recordings import sound as sounds
from recordings.forms.copies import SoundCopyForm
from recordings.models import Recording, SoundCopy
from recordings.views.conferences import place


@require_http_methods(["GET", "POST"])
def sound_copy_add(request: Request, pk: UUID) -> HttpResponse:
    """Ask for a listening copy of a recording."""
    require(request.user, May.MAKE_SOUND_COPY)
    found = get_object_or_404(Recording.objects.visible_to(request.user).with_keys(), pk=pk)
    form = SoundCopyForm(request.POST if request.method == "POST" else None, recording=found)
    if form.is_valid():
        copy = actions.ask_sound_copy(found, wanted=form.wanted, by=request.user)
        return redirect("recordings:sound_copy", copy.pk)
    context = {"recording": found, "form": form, "parts": found.parts.all(), **place(found.conference)}
    return render(request, "recordings/sound_copy_add.html", context)


@require_GET
def sound_copy(request: Request, pk: UUID) -> HttpResponse:
    """One listening copy: what it holds, for whom, and what can be done with it now."""
    found, user = _copy(request, pk), request.user
    context = {
        "copy": found,
        "conference": found.recording.conference,
        "parts": found.not_for_all(),
        "marked_since": found.is_ready and found.needs_second,
        "may_agree": found.is_waiting and user.may(May.APPROVE_SOUND_COPY) and found.asked_by != user,
        "may_make": user.may(May.MAKE_SOUND_COPY),
        "player": _player(found) if found.is_ready and not found.needs_second else None,
        **place(found.recording.conference),
    }
    return render(request, "recordings/sound_copy.html", context)


@require_POST
def sound_copy_agree(request: Request, pk: UUID) -> HttpResponse:
    """Agree, as the second person."""
    actions.agree_sound_copy(_copy(request, pk), by=request.user)
    messages.success(request, "Agreed. The copy is being made.")
    return redirect("recordings:sound_copy", pk)


@require_POST
def sound_copy_refuse(request: Request, pk: UUID) -> HttpResponse:
    """Do not agree."""
    actions.refuse_sound_copy(_copy(request, pk), by=request.user)
    messages.success(request, "Not agreed. Nothing is made.")
    return redirect("recordings:sound_copy", pk)


@require_POST
def sound_copy_end(request: Request, pk: UUID) -> HttpResponse:
    """Destroy it before its time."""
    actions.end_sound_copy(_copy(request, pk), by=request.user)
    messages.success(request, "The copy is destroyed.")
    return redirect("recordings:sound_copy", pk)


@require_safe
def sound_copy_sound(request: Request, pk: UUID) -> HttpResponse:
    """A piece of it, asked for by the player."""
    return sounds.piece_of_copy(
        _copy(request, pk), header=request.headers.get("Range"), by=request.user, method=request.method
    )


@require_POST
def sound_copy_download(request: Request, pk: UUID) -> HttpResponse:
    """The whole copy as a file, to be handed over."""
    return file_of(_copy(request, pk), request)


def file_of(copy: SoundCopy, request: Request) -> HttpResponse:
    """The answer that holds a copy as a file; its name says nothing about anybody."""
    content = actions.download_sound_copy(copy, by=request.user)
    named = f'attachment; filename="listening-copy-{copy.name}.{copy.format}"'
    headers = {"Content-Disposition": named, "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=sounds.COPY_TYPES[copy.format], headers=headers)


def _copy(request: Request, pk: UUID) -> SoundCopy:
    return get_object_or_404(SoundCopy.objects.visible_to(request.user).with_people(), pk=pk)


def _player(copy: SoundCopy) -> dict[str, object]:
    return {
        "label": f"Listening copy {copy.name}",
        "source": reverse("recordings:sound_copy_sound", args=[copy.pk]),
        "seconds": round(copy.seconds, 2),
    }
