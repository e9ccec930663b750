"""The board of requests, the form that logs one, and the issue register."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from access.http import Request
from access.roles import May, require
from minutes.requests import actions
from minutes.requests.forms import LogForm, WhichForm
from minutes.requests.models import CopyFile, MinuteRequest, TypedCopy
from recordings.models import Conference

PAGE = 50


def requests(request: Request) -> HttpResponse:
    """Every request this person may see: late first, then by its date; what is ended last."""
    require(request.user, May.VIEW_REQUESTS)
    visible = MinuteRequest.objects.visible_to(request.user).with_people()
    context = {
        "open": visible.open_now().soonest_first(),
        "ended": visible.ended().order_by("-received_at")[:PAGE],
        "today": timezone.localdate(),
        "may_log": request.user.may(May.LOG_REQUEST),
        "may_copies": request.user.may(May.DOWNLOAD_COPY),
    }
    return render(request, "requests/requests.html", context)


def new(request: Request) -> HttpResponse:
    """Which conference the request is about."""
    require(request.user, May.LOG_REQUEST)
    conferences = Conference.objects.visible_to(request.user).with_people().latest_first()
    form = WhichForm(request.GET if "conference" in request.GET else None, conferences=conferences)
    if form.is_valid():
        return redirect("requests:log", form.cleaned_data["conference"].pk)
    return render(request, "requests/which.html", {"form": form})


def log(request: Request, pk: UUID) -> HttpResponse:
    """Log a request about one conference."""
    require(request.user, May.LOG_REQUEST)
    conference = get_object_or_404(Conference.objects.visible_to(request.user).with_people(), pk=pk)
    form = LogForm(request.POST or None, conference=conference, initial={"format": "pdf"})
    if form.is_valid():
        logged = actions.log_request(conference, asked=form.asked(), by=request.user)
        return redirect("requests:detail", logged.pk)
    return render(request, "requests/log.html", {"conference": conference, "form": form})


def copies(request: Request) -> HttpResponse:
    """The issue register: who holds which copy, how it went and when it arrived."""
    require(request.user, May.DOWNLOAD_COPY)
    visible = TypedCopy.objects.visible_to(request.user).for_register().newest_first()
    context = {
        "page": Paginator(visible.released(), PAGE).get_page(request.GET.get("page")),
        "to_tell": visible.to_be_told(),
        "may_tell": request.user.may(May.RELEASE_COPY),
    }
    return render(request, "requests/copies.html", context)


@require_POST
def tell(request: Request, pk: UUID) -> HttpResponse:
    """Note that whoever holds this copy knows of the newer version."""
    copy = get_object_or_404(TypedCopy.objects.visible_to(request.user), pk=pk)
    actions.tell_holder(copy, by=request.user)
    return redirect("requests:copies")


def download(request: Request, pk: UUID) -> HttpResponse:
    """One file of a copy. Its name says nothing about anybody."""
    file = get_object_or_404(CopyFile.objects.visible_to(request.user), pk=pk)
    content = actions.open_file(file, by=request.user)
    response = HttpResponse(content, content_type=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.filename}"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
