"""Messages that nobody has logged yet: read, make a request of, add to one, set aside, bring back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from access.http import Request
from access.roles import May, require
from minutes.requests import actions, arrivals
from minutes.requests.models import Message, MinuteRequest
from minutes.requests.who_forms import AsideForm, JoinForm

PAGE = 50


def message(request: Request, pk: UUID) -> HttpResponse:
    """One message: what it says, what it may be the same as, and what to do with it."""
    require(request.user, May.LOG_REQUEST)
    found = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    return render(request, "requests/message.html", arrivals.message_page(found, request.user))


def join(request: Request, pk: UUID) -> HttpResponse:
    """Add it to a request that is there already."""
    require(request.user, May.LOG_REQUEST)
    found = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    visible = MinuteRequest.objects.visible_to(request.user)
    form = JoinForm(request.POST or None, requests=visible, initial={"reference": request.GET.get("to", "")})
    if form.is_valid():
        joined = form.cleaned_data["reference"]
        actions.join_message(found, request=joined, by=request.user)
        return redirect("requests:detail", joined.pk)
    return _page(request, found, {"form": form, "title": "Add it to a request", "button": "Add it"})


def aside(request: Request, pk: UUID) -> HttpResponse:
    """It is no request."""
    require(request.user, May.LOG_REQUEST)
    found = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    form = AsideForm(request.POST or None)
    if form.is_valid():
        actions.set_aside(found, aside=form.cleaned_data["aside"], by=request.user)
        return redirect("requests:list")
    return _page(request, found, {"form": form, "title": "Set it aside", "button": "Set it aside"})


def _page(request: Request, found: Message, context: dict[str, Any]) -> HttpResponse:
    trail = [
        {"name": "Requests", "url": reverse("requests:list")},
        {"name": "Message", "url": reverse("requests:message", args=[found.pk])},
    ]
    return render(request, "requests/message_step.html", {"message": found, "trail": trail, **context})


@require_POST
def back(request: Request, pk: UUID) -> HttpResponse:
    """It was set aside by mistake."""
    found = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    actions.bring_back(found, by=request.user)
    return redirect("requests:message", pk)


@require_POST
def read(request: Request, pk: UUID) -> HttpResponse:
    """Somebody has read what was added by itself."""
    found = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    actions.note_read(found, by=request.user)
    return redirect("requests:detail", found.request_id) if found.request_id else redirect("requests:list")


def original(request: Request, pk: UUID) -> HttpResponse:
    """The message as it came, to be opened outside this service and with care."""
    require(request.user, May.LOG_REQUEST)
    found = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    response = HttpResponse(
        actions.open_original(found, by=request.user), content_type="application/octet-stream"
    )
    kind = "eml" if found.channel == Message.Channel.EMAIL else "json"
    response.headers["Content-Disposition"] = f'attachment; filename="message-{found.pk}.{kind}"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def set_aside(request: Request) -> HttpResponse:
    """What was set aside, by a machine or a person: nothing is lost unseen."""
    require(request.user, May.LOG_REQUEST)
    found = Message.objects.visible_to(request.user).set_aside()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "requests/set_aside.html", {"page": page, "today": timezone.localdate()})
