"""Finding a child or a conference by an exact reference or by name. Each look is recorded, never for what."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from access.http import Request
from access.roles import May, require
from recordings import actions
from recordings.finding import MOST, found_by
from recordings.forms.find import FindForm


def find(request: Request) -> HttpResponse:
    """What was typed comes and goes with a POST, so that no address and no log ever holds it."""
    require(request.user, May.VIEW_CONFERENCES)
    form = FindForm(request.POST or None)
    context: dict[str, object] = {"form": form, "may_open": request.user.may(May.OPEN_IN_EMERGENCY)}
    if form.is_valid():
        found = found_by(form.cleaned_data["words"], request.user)
        actions.note_look_up(found=len(found), by=request.user)
        context |= {"found": found[:MOST], "more": len(found) > MOST, "most": MOST}
    return render(request, "recordings/find.html", context)
