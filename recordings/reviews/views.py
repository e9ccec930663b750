"""The reviewer's list, the reason, and the review: sound, minutes and scorecard beside each other."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.http import Request
from access.roles import May, require
from recordings.models import Conference, Recording
from recordings.reviews import actions
from recordings.reviews.forms import ReasonForm, ScorecardForm
from recordings.reviews.models import Review
from recordings.reviews.scorecard import CHOICES, LEARNING, answers, totals
from recordings.sound import player_of

SHOWN = 50
ENOUGH_FOR_TOTALS = 3


@require_GET
def reviews(request: Request) -> HttpResponse:
    """Own reviews, those going on first, and the recorded conferences one could review."""
    require(request.user, May.REVIEW_RECORDINGS)
    own = Review.objects.visible_to(request.user).with_conference()
    finished = list(own.finished()[:SHOWN])
    going_on = list(own.going_on())
    taken = {review.reason.conference_id for review in going_on}
    recorded = Conference.objects.visible_to(request.user).recorded().select_related("chair").latest_first()
    context = {
        "going_on": going_on,
        "finished": finished,
        "conferences": [conference for conference in recorded[:SHOWN] if conference.pk not in taken],
        "scores": [label for _, label in CHOICES],
        "totals": totals(review.scores for review in finished) if len(finished) >= ENOUGH_FOR_TOTALS else [],
    }
    return render(request, "reviews/reviews.html", context)


@require_http_methods(["GET", "POST"])
def start(request: Request, pk: UUID) -> HttpResponse:
    """Say why one needs to listen; that opens the recording and its minutes."""
    require(request.user, May.REVIEW_RECORDINGS)
    conference = get_object_or_404(Conference.objects.visible_to(request.user).recorded(), pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        review = actions.start_review(conference, **form.cleaned_data, by=request.user)
        return redirect("reviews:review", review.pk)
    return render(request, "reviews/start.html", {"form": form, "conference": conference})


@require_http_methods(["GET", "POST"])
def review(request: Request, pk: UUID) -> HttpResponse:
    """Listen beside the minutes and score; each answer saves itself."""
    found = get_object_or_404(Review.objects.visible_to(request.user).with_conference(), pk=pk)
    said = request.POST if request.method == "POST" else None
    form = ScorecardForm(said, initial=ScorecardForm.initial_from(found))
    if form.is_valid():
        actions.save_scores(found, scores=form.scores(), by=request.user)
        return saved() if request.htmx else redirect("reviews:review", pk)
    return render(request, "reviews/review.html", review_context(request, found, form))


@require_POST
def finish(request: Request, pk: UUID) -> HttpResponse:
    """Freeze the scores; every question has one."""
    found = get_object_or_404(Review.objects.visible_to(request.user).with_conference(), pk=pk)
    form = ScorecardForm(request.POST, finishing=True)
    if form.is_valid():
        actions.finish_review(found, scores=form.scores(), by=request.user)
        messages.success(request, "Review finished. Your access to the recording has ended.")
        return redirect("reviews:list")
    return render(request, "reviews/review.html", review_context(request, found, form))


def saved() -> HttpResponse:
    """Nothing to show but the time in the status line."""
    words = f"Saved {timezone.localtime():%H:%M}"
    return HttpResponse(status=204, headers={"HX-Trigger": json.dumps({"status": words})})


def review_context(request: Request, found: Review, form: ScorecardForm) -> dict[str, Any]:
    """What the review's page shows: the sound only while the access lasts."""
    conference = found.reason.conference
    heard = Recording.objects.visible_to(request.user).filter(conference=conference).in_order()
    recordings = list(heard) if found.is_open else []
    asked = (one for one in recordings if str(one.pk) == request.GET.get("recording"))
    chosen = next(asked, next(iter(recordings), None))
    return {
        "review": found,
        "conference": conference,
        "minutes": getattr(conference, "minutes", None),  # a higher app's; None until there are some
        "form": form,
        "answers": answers(found.scores) if found.finished_at else [],
        "learning": found.scores.get(LEARNING, ""),
        "recordings": recordings,
        "recording": chosen,
        "player": player_of(chosen, "Recording") if chosen else None,
    }
