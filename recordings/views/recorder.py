"""The page that records a conference in the room, and what is noted about how it was recorded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from access.http import Request
from access.roles import May, require
from recordings import actions
from recordings.forms.recorder import NoticeForm, ObjectionForm, StartForm
from recordings.models import Conference, Recording, Take
from recordings.notices import CUE, NOTICE
from recordings.taking import NOT_THERE, unfinished
from recordings.uploads import finish
from recordings.views.conferences import place
from recordings.views.sound import about


@require_safe
def record(request: Request, pk: UUID) -> HttpResponse:
    """Read out the notice, then record; what broke off before is gone on with here."""
    conference = _conference(request, pk)
    context = {
        **_objections(conference, ObjectionForm(conference=conference)),
        "notice": NOTICE,
        "cue": CUE,
        "people": conference.people.exclude(came__in=NOT_THERE).select_related("conference__key"),
        "unfinished": unfinished(conference, request.user),
        "takes_url": reverse("recordings-api:takes", args=[pk]),
        "take_url": reverse("recordings-api:take", args=[UUID(int=0)]).replace(str(UUID(int=0)), "TAKE"),
        **place(conference),
    }
    return render(request, "recordings/record.html", context)


@require_POST
def objection_add(request: Request, pk: UUID) -> HttpResponse:
    """Note who objected to being recorded and what the chair answered; recording goes on meanwhile."""
    conference = _conference(request, pk)
    form = ObjectionForm(request.POST, conference=conference)
    if form.is_valid():
        actions.note_objection(conference, **form.cleaned_data, by=request.user)
        if not request.htmx:
            return redirect("recordings:record", pk)
        form = ObjectionForm(conference=conference)
    context = _objections(conference, form)
    if not request.htmx:
        return render(request, "recordings/objection.html", {**context, **place(conference)}, status=422)
    return render(request, "recordings/_objections.html", context, status=422 if form.errors else 200)


@require_POST
def take_finish(request: Request, pk: UUID) -> HttpResponse:
    """Keep what has arrived of a recording that broke off."""
    require(request.user, May.ADD_RECORDING)
    found = get_object_or_404(Take.objects.visible_to(request.user), pk=pk)
    actions.finish_take(found, by=request.user)
    finish(found.pk)
    return redirect("recordings:conference", found.conference.pk)


@require_POST
def notice_answer(request: Request, pk: UUID) -> HttpResponse:
    """What the person who brings recordings knows of them; a restricted part is marked next."""
    conference = _conference(request, pk)
    form = NoticeForm(request.POST)
    if not form.is_valid():
        context = {"conference": conference, "form": form, **place(conference)}
        return render(request, "recordings/notice.html", context, status=422)
    actions.answer_notice(conference, **form.cleaned_data, by=request.user)
    marks = form.cleaned_data["restricted_inside"] == "yes" and request.user.may(May.CONFIRM_PRESENCE)
    return redirect("recordings:presence" if marks else "recordings:conference", pk)


@require_POST
def recording_move(request: Request, pk: UUID) -> HttpResponse:
    """Put a recording one place earlier or later."""
    found = _recording(request, pk)
    seen = list(Recording.objects.visible_to(request.user).filter(conference=found.conference).in_order())
    step = -1 if request.POST.get("to") == "earlier" else 1
    beside = seen[min(max(seen.index(found) + step, 0), len(seen) - 1)]
    everything = list(found.conference.recordings.in_order())
    actions.place_recording(found, place=everything.index(beside), by=request.user)
    return redirect("recordings:conference", found.conference_id)


@require_POST
def recording_start(request: Request, pk: UUID) -> HttpResponse:
    """Say when a recording began, so that what is missing before it is shown."""
    found = _recording(request, pk)
    form = StartForm(request.POST, recording=found)
    if form.is_valid():
        actions.say_start(found, moment=form.moment(), by=request.user)
        return redirect("recordings:conference", found.conference_id)
    return render(request, "recordings/recording.html", about(found, request.user, form), status=422)


def _objections(conference: Conference, form: ObjectionForm) -> dict[str, Any]:
    noted = conference.objections.select_related("conference__key", "person__conference__key")
    return {"conference": conference, "objections": noted, "form": form}


def _conference(request: Request, pk: UUID) -> Conference:
    require(request.user, May.ADD_RECORDING)
    mine = Conference.objects.content_visible_to(request.user).values("pk")
    found = Conference.objects.visible_to(request.user).with_people().filter(pk__in=mine)
    return get_object_or_404(found, pk=pk)


def _recording(request: Request, pk: UUID) -> Recording:
    require(request.user, May.ADD_RECORDING)
    return get_object_or_404(Recording.objects.visible_to(request.user).with_keys(), pk=pk)
