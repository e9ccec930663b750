"""The check card: the next passage to hear, and saying that it is right; suggestions taken up or left out."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from access.http import Request
from access.roles import May, require
from minutes import actions
from minutes.models import Minutes
from minutes.views.editor import editor_context


def checks(request: Request, pk: UUID) -> HttpResponse:
    """What is left to check, with one passage open; with the editor around it where there is no script."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).with_conference(), pk=pk)
    require(request.user, May.EDIT_MINUTES)
    context = editor_context(minutes, request.user, check=request.GET.get("check", ""))
    if request.htmx:
        return render(request, "minutes/_checks.html", {**context, "swapped": True})
    return render(request, "minutes/detail.html", context)


@require_POST
def clear(request: Request, pk: UUID, check: UUID) -> HttpResponse:
    """Heard it, and it is right: on to the next."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).with_conference(), pk=pk)
    following = request.POST.get("next", "")
    made = actions.clear_check(minutes, check=check, by=request.user)
    if not request.htmx:
        return redirect(f"{reverse('minutes:detail', args=[pk])}?check={following}#check")
    context = {**editor_context(minutes, request.user, check=following), "swapped": True}
    response = render(request, "minutes/_checks.html", context)
    response["HX-Trigger"] = json.dumps({"cleared": {"marks": [str(one.flag) for one in made]}})
    return response


@require_POST
def suggestion(request: Request, pk: UUID, suggestion: UUID) -> HttpResponse:
    """Take a suggestion up, or leave it out."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).with_conference(), pk=pk)
    taken = "take" in request.POST
    actions.settle_suggestion(minutes, suggestion=suggestion, taken=taken, by=request.user)
    words = "It stands in the minutes." if taken else "Left out."
    if request.htmx:
        return render(request, "minutes/_suggestion_done.html", {"pk": suggestion, "words": words})
    return redirect("minutes:detail", pk)


@require_POST
def part(request: Request, pk: UUID, part: UUID) -> HttpResponse:
    """Mark on the recording that somebody was out of the room, as the words suggest."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).with_conference(), pk=pk)
    actions.mark_suggested_part(minutes, part=str(part), by=request.user)
    return redirect("recordings:presence", minutes.conference_id)
