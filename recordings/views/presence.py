"""Who was in the room: the parts of a recording, and the chair's word that they are right."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from access.errors import Conflict
from access.http import Request
from access.models import User
from access.roles import May, require
from recordings import actions
from recordings.forms.presence import EdgesForm, PartForm
from recordings.gaps import listed
from recordings.models import Conference, Part, Recording
from recordings.presence import rows_of, shades_of, suggestions_for, wave_of
from recordings.templatetags.recording_times import player_time
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
        "wave": wave_of(recording),
        "shades": shades_of(recording),
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
            ground=said["ground"],
            decided_by=said["decided_by"],
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


def part(request: Request, pk: UUID) -> HttpResponse:
    """Change a part: its edges, what it was, who was out, why, and who decided it."""
    found = get_object_or_404(Part.objects.visible_to(request.user), pk=pk)
    require(request.user, May.CONFIRM_PRESENCE)
    form = PartForm(request.POST or None, recording=found.recording, initial=facts_of(found))
    if form.is_valid():
        said = form.cleaned_data
        span = (said.pop("start"), said.pop("end"))
        actions.change_part(found, span=span, **said, by=request.user)
        return redirect("recordings:presence", found.recording.conference_id)
    conference = found.recording.conference
    context = {"part": found, "recording": found.recording, "conference": conference, "form": form}
    return render(request, "recordings/part_add.html", {**context, **place(conference)})


@require_POST
def part_move(request: Request, pk: UUID) -> HttpResponse:
    """Move the edges of a part: from the two fields in the table, or from the handles over the waveform."""
    found = get_object_or_404(Part.objects.visible_to(request.user), pk=pk)
    form = EdgesForm(request.POST, recording=found.recording)
    if not form.is_valid():
        raise Conflict(form.problem)
    span = (form.cleaned_data["start"], form.cleaned_data["end"])
    actions.change_part(found, span=span, by=request.user)
    conference = found.recording.conference
    if not request.htmx:
        return redirect("recordings:presence", conference.pk)
    context = {"timeline": timeline(found.recording, request.user), "conference": conference}
    return render(request, "recordings/_room.html", context)


def facts_of(part: Part) -> dict[str, Any]:
    """A part as the form shows it."""
    return {
        "start": player_time(part.start_ms),
        "end": player_time(part.end_ms),
        "kind": part.kind,
        "absent": list(part.absent.values_list("pk", flat=True)),
        "ground": part.ground,
        "decided_by": part.decided_by,
    }


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
