"""The board of requests, the form that logs one, and the issue register."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from access.http import Request
from access.paging import first_of, page_of
from access.roles import May, require
from minutes.requests import actions
from minutes.requests.board import board_page
from minutes.requests.log_forms import LogForm, WhichForm
from minutes.requests.models import CopyFile, Message, TypedCopy
from recordings.models import Conference

PAGE = 25


def requests(request: Request) -> HttpResponse:
    """The board: what came and waits, every open request with its dates, who has how much."""
    require(request.user, May.VIEW_REQUESTS)
    return render(request, "requests/requests.html", board_page(request.user, request.GET))


def new(request: Request) -> HttpResponse:
    """Which conference the request is about."""
    require(request.user, May.LOG_REQUEST)
    conferences = Conference.objects.visible_to(request.user).begun().with_people().latest_first()
    form = WhichForm(request.GET if "conference" in request.GET else None, conferences=conferences)
    message = _message(request)
    if form.is_valid():
        url = reverse("requests:log", args=[form.cleaned_data["conference"].pk])
        return redirect(f"{url}?message={message.pk}" if message else url)
    return render(request, "requests/which.html", {"form": form, "message": message})


def log(request: Request, pk: UUID) -> HttpResponse:
    """Log a request about one conference, or make one of a message."""
    require(request.user, May.LOG_REQUEST)
    conference = get_object_or_404(Conference.objects.visible_to(request.user).with_people(), pk=pk)
    message = _message(request)
    known = {"format": "pdf", "name": message.name if message else ""}
    form = LogForm(request.POST or None, conference=conference, message=message, initial=known)
    if form.is_valid():
        if message:
            logged = actions.log_message(message, conference=conference, asked=form.asked(), by=request.user)
        else:
            logged = actions.log_request(conference, asked=form.asked(), by=request.user)
        return redirect("requests:detail", logged.pk)
    return render(request, "requests/log.html", {"conference": conference, "form": form, "message": message})


def _message(request: Request) -> Message | None:
    """The message that is being made a request, if the address names one that this person may see."""
    wanted = request.GET.get("message", "")
    if not wanted:
        return None
    try:
        pk = UUID(wanted)
    except ValueError:
        raise Http404 from None
    found: Message = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    return found


def copies(request: Request) -> HttpResponse:
    """The issue register: who holds which copy, how it went and when it arrived."""
    require(request.user, May.DOWNLOAD_COPY)
    visible = TypedCopy.objects.visible_to(request.user).for_register().newest_first()
    context = {
        "page": page_of(visible.released(), PAGE, request.GET.get("page")),
        "to_tell": first_of(visible.to_be_told()),
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
