"""The list of unusual listening, and what it was."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from access.http import Request
from access.roles import May, require
from recordings.calendar.council import council
from recordings.unusual import actions, rules
from recordings.unusual.forms import OutcomeForm
from recordings.unusual.models import Unusual

SHOWN = 100


@require_GET
def unusual_list(request: Request) -> HttpResponse:
    """What nobody has looked at, oldest first, then what was settled lately."""
    require(request.user, May.READ_AUDIT)
    seen, calendar = Unusual.objects.visible_to(request.user).with_people(), council()
    rows = [(one, one.due(calendar)) for one in seen.unsettled()[:SHOWN]]
    context = {
        "rules": rules,
        "waiting": [{"one": one, "due": due, "late": due < timezone.localdate()} for one, due in rows],
        "outcomes": Unusual.Outcome.choices,
        "settled": seen.settled()[:SHOWN],
    }
    return render(request, "unusual/list.html", context)


@require_POST
def settle(request: Request, pk: UUID) -> HttpResponse:
    """Say what it was."""
    require(request.user, May.READ_AUDIT)
    found = get_object_or_404(Unusual.objects.visible_to(request.user), pk=pk)
    form = OutcomeForm(request.POST)
    if form.is_valid():
        actions.settle(found, outcome=form.cleaned_data["outcome"], by=request.user)
        messages.success(request, "Kept, with your name and the time.")
    else:
        messages.error(request, "Choose what it was.")
    return redirect("unusual:list")
