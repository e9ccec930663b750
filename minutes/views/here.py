"""What the open editor asks for by itself: who else is here, and the key for what is not stored yet."""

from __future__ import annotations

from base64 import b64encode
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from access.http import Request
from access.models import User
from access.roles import May, require
from minutes import here
from minutes.forms import HereForm
from minutes.models import Minutes
from minutes.sealing import key_for


@require_POST
def beat(request: Request, pk: UUID) -> HttpResponse:
    """This person is here, in this paragraph: who else is, and who saved; 204 if it is as before."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user), pk=pk)
    require(request.user, May.EDIT_MINUTES)
    form = HereForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {}
    if said.get("leaving"):
        here.leave(minutes, by=request.user)
        return HttpResponse(status=204)
    here.note(minutes, paragraph=said.get("paragraph"), by=request.user)
    context = here_context(minutes, request.user, since=said.get("version"))
    if context["here_seen"] == said.get("seen"):
        return HttpResponse(status=204)
    return render(request, "minutes/_here.html", {"minutes": minutes, **context})


def kept_key(request: Request, pk: UUID) -> HttpResponse:
    """The key under which this browser keeps what this person typed until it is stored."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).select_related("key"), pk=pk)
    require(request.user, May.EDIT_MINUTES)
    key = b64encode(key_for(minutes, request.user)).decode()
    return JsonResponse({"key": key, "whose": request.user.pk.hex})


def here_context(minutes: Minutes, user: User, *, since: int | None) -> dict[str, Any]:
    """Who else is here, and what somebody else saved after the version that this page shows."""
    others = here.others(minutes, user)
    newest = minutes.versions.select_related("author").defer("content", "restricted").latest("number")
    later = newest if since and newest.number > since and newest.author_id != user.pk else None
    where = ",".join(f"{one.initials}{one.paragraph}" for one in others)
    return {"others": others, "later": later, "here_seen": f"{where}.{later.number if later else ''}"}
