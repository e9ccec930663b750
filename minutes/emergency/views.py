"""The list of openings, the way to one, the open record, and its review."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from access.http import Request
from access.models import SecondFactor
from access.roles import May, require
from minutes.emergency import actions
from minutes.emergency.forms import ReasonForm, ReferenceForm, ReviewForm
from minutes.emergency.looking import out_of_reach
from minutes.emergency.models import Opening
from minutes.emergency.showing import minutes_of, page_of, used
from recordings import sound as sounds
from recordings.calendar.council import council
from recordings.models import Recording
from recordings.views.conferences import place

SHOWN = 100


@require_GET
def openings(request: Request) -> HttpResponse:
    """What nobody has reviewed yet, then what was reviewed lately."""
    require(request.user, May.REVIEW_EMERGENCY)
    seen, calendar = Opening.objects.visible_to(request.user).with_people(), council()
    today = timezone.localdate()
    due = [(one, one.review_due(calendar)) for one in seen.unreviewed().order_by("opened_at")]
    context = {
        "waiting": [{"opening": one, "due": by, "late": by < today} for one, by in due],
        "reviewed": seen.reviewed()[:SHOWN],
    }
    return render(request, "emergency/list.html", context)


@require_http_methods(["GET", "POST"])
def find(request: Request) -> HttpResponse:
    """A record by its exact reference; what was typed is in no address and no log."""
    require(request.user, May.OPEN_IN_EMERGENCY)
    form = ReferenceForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        context["found"] = actions.look_up(form.cleaned_data["reference"], by=request.user)
    return render(request, "emergency/find.html", context)


@require_http_methods(["GET", "POST"])
def start(request: Request, pk: UUID) -> HttpResponse:
    """A reason, words, and a code. Nobody is named before the record is open."""
    require(request.user, May.OPEN_IN_EMERGENCY)
    conference = get_object_or_404(out_of_reach(request.user), pk=pk)
    factor = SecondFactor.objects.confirmed(request.user)
    form = ReasonForm(request.POST if request.method == "POST" else None, factor=factor)
    if form.is_proved(by=request.user):
        said = form.cleaned_data
        opening = actions.open_in_emergency(
            conference, reason=said["reason"], note=said["note"], by=request.user
        )
        return redirect("emergency:opening", opening.pk)
    context = {"form": form, "conference": conference, "factor": factor}
    return render(request, "emergency/start.html", context)


@require_GET
def opening(request: Request, pk: UUID) -> HttpResponse:
    """The open record for whoever opened it; for a reviewer, who opened it, why, and what they did."""
    found = get_object_or_404(Opening.objects.visible_to(request.user).with_people(), pk=pk)
    if found.user_id != request.user.pk:
        return _review_page(request, found, ReviewForm())
    if not found.is_open:
        return render(request, "emergency/ended.html", {"opening": found})
    return render(request, "emergency/record.html", _record(request, found))


def _record(request: Request, found: Opening) -> dict[str, Any]:
    minutes = minutes_of(found)
    page = page_of(minutes) if minutes else None
    actions.note_reading(found, version=page.newest.number if page else 0, by=request.user)
    recordings = list(found.recordings)
    asked = (one for one in recordings if str(one.pk) == request.GET.get("recording"))
    chosen = next(asked, next(iter(recordings), None))
    return {
        "opening": found,
        "minutes": minutes,
        "page": page,
        "recordings": recordings,
        "recording": chosen,
        "player": _player(found, chosen) if chosen else None,
        "seconds_left": int((found.ends_at - timezone.now()).total_seconds()) + 1,
        **place(found.conference),
    }


def _player(found: Opening, recording: Recording) -> dict[str, Any]:
    there = [found.pk, recording.pk]
    return {
        "label": f"Recording {recording.order + 1}",
        "source": reverse("emergency:sound", args=there),
        "wave": reverse("emergency:waveform", args=there),
        "seconds": round(recording.duration, 2),
    }


@require_safe
def sound(request: Request, pk: UUID, recording: UUID) -> HttpResponse:
    """A piece of the sound, while the hour lasts. Each piece sent is on the audit."""
    found = get_object_or_404(Opening.objects.visible_to(request.user).of(request.user).open_now(), pk=pk)
    heard = get_object_or_404(found.recordings, pk=recording)
    header = request.headers.get("Range")
    return sounds.piece_of(heard, header=header, by=request.user, method=request.method)


@require_safe
def waveform(request: Request, pk: UUID, recording: UUID) -> HttpResponse:
    """The drawing over the player."""
    found = get_object_or_404(Opening.objects.visible_to(request.user).of(request.user).open_now(), pk=pk)
    return JsonResponse(sounds.waveform_of(get_object_or_404(found.recordings, pk=recording)))


@require_POST
def close(request: Request, pk: UUID) -> HttpResponse:
    """Give the access back early."""
    found = get_object_or_404(Opening.objects.visible_to(request.user).of(request.user), pk=pk)
    actions.close(found, by=request.user)
    messages.success(request, "The record is closed again.")
    return redirect("home")


@require_POST
def review(request: Request, pk: UUID) -> HttpResponse:
    """A second person says whether it was needed."""
    require(request.user, May.REVIEW_EMERGENCY)
    found = get_object_or_404(Opening.objects.visible_to(request.user).with_people(), pk=pk)
    form = ReviewForm(request.POST)
    if form.is_valid():
        actions.review(found, **form.cleaned_data, by=request.user)
        messages.success(request, "Your review is kept with the access log.")
        return redirect("emergency:list")
    return _review_page(request, found, form)


def _review_page(request: Request, found: Opening, form: ReviewForm) -> HttpResponse:
    by = found.review_due(council())
    context = {
        "opening": found,
        "form": form,
        "lines": used(found, request.user),
        "due": by,
        "late": not found.reviewed_at and by < timezone.localdate(),
    }
    return render(request, "emergency/review.html", context)
