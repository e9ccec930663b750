"""Who was in the room: the parts of a recording, and the chair's word that they are right."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from access.http import Request
from access.models import User
from access.roles import May, require
from recordings import actions
from recordings.forms import PartForm
from recordings.gaps import listed
from recordings.models import Conference, Part, Recording
from recordings.presence import rows_of, suggestions_for
from recordings.views.conferences import place


def presence(request: Request, pk: UUID) -> HttpResponse:
    """The parts of every recording of a conference, and the button that confirms them."""
    found = get_object_or_404(Conference.objects.visible_to(request.user).with_people(), pk=pk)
    require(request.user, May.CONFIRM_PRESENCE)
    recordings = Recording.objects.visible_to(request.user).filter(conference=found).in_order()
    context = {
        "conference": found,
        "timelines": [
            timeline(row.recording, request.user) | {"row": row} for row in listed(recordings.with_keys())
        ],
        **place(found),
    }
    return render(request, "recordings/presence.html", context)


def timeline(recording: Recording, user: User) -> dict[str, Any]:
    """One recording as the page draws it: rows, marked parts, and what the words point to."""
    return {
        "recording": recording,
        "rows": rows_of(recording),
        "parts": recording.parts.prefetch_related("absent"),
        "suggestions": suggestions_for(recording, user),
    }


def part_add(request: Request, pk: UUID) -> HttpResponse:
    """Mark a part of one recording."""
    recording = get_object_or_404(Recording.objects.visible_to(request.user), pk=pk)
    require(request.user, May.CONFIRM_PRESENCE)
    form = PartForm(request.POST or None, recording=recording, initial=suggested(request))
    if form.is_valid():
        said = form.cleaned_data
        actions.add_part(
            recording,
            kind=said["kind"],
            span=(said["start"], said["end"]),
            absent=said["absent"],
            by=request.user,
        )
        return redirect("recordings:presence", recording.conference_id)
    context = {
        "recording": recording,
        "conference": recording.conference,
        "form": form,
        **place(recording.conference),
    }
    return render(request, "recordings/part_add.html", context)


@require_POST
def part_remove(request: Request, pk: UUID) -> HttpResponse:
    """Take a part away that was marked by mistake."""
    part = get_object_or_404(Part.objects.visible_to(request.user), pk=pk)
    actions.remove_part(part, by=request.user)
    return redirect("recordings:presence", part.recording.conference_id)


@require_POST
def presence_confirm(request: Request, pk: UUID) -> HttpResponse:
    """The chair confirms who was in the room."""
    found = get_object_or_404(Conference.objects.visible_to(request.user), pk=pk)
    actions.confirm_presence(found, by=request.user)
    return redirect("recordings:conference", pk)


@require_POST
def presence_reopen(request: Request, pk: UUID) -> HttpResponse:
    """The chair takes the confirmation back to correct a part."""
    found = get_object_or_404(Conference.objects.visible_to(request.user), pk=pk)
    actions.reopen_presence(found, by=request.user)
    return redirect("recordings:presence", pk)


def suggested(request: Request) -> dict[str, Any]:
    """Times and kind that a suggestion put into the address."""
    return {name: request.GET[name] for name in ("start", "end", "kind") if name in request.GET} | {
        "absent": request.GET.getlist("absent")
    }
