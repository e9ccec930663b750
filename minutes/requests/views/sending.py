"""After a release: the label, the code or password by another way, the proof that it arrived, its return."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from access.http import Request
from access.models import User
from access.roles import May, require
from minutes.requests import actions
from minutes.requests.models import Dispatch, MinuteRequest
from minutes.requests.sending_forms import ArrivalForm, CodeWayForm, ReturnForm
from minutes.requests.views.requests import fetch, step_page, trail_to

Second = MinuteRequest.Second


def code_way(request: Request, pk: UUID) -> HttpResponse:
    """How the code or the password reaches them."""
    require(request.user, May.LOG_REQUEST)
    asked = fetch(pk, request.user)
    known = {"code_by": asked.code_by, "code_to": asked.code_to}
    form = CodeWayForm(request.POST or None, initial=known)
    if form.is_valid():
        actions.choose_code_way(asked, **form.cleaned_data, by=request.user)
        return redirect("requests:detail", pk)
    why = "A link and a locked PDF go by e-mail. What opens them goes another way, so that nobody has both."
    words = {"title": "How the code reaches them", "button": "Save", "why": why}
    return step_page(request, asked, form=form, **words)


def label(request: Request, pk: UUID) -> HttpResponse:
    """The address label, to print."""
    made = actions.print_label(fetch(pk, request.user), by=request.user)
    return _pdf(made, "label")


@require_http_methods(["GET", "POST"])
def secret(request: Request, pk: UUID) -> HttpResponse:
    """Make the code, or send the locked PDF, and show what opens it: once."""
    require(request.user, May.RELEASE_COPY)
    dispatch = _dispatch(pk, request.user)
    asked = dispatch.copy.request
    context = {"dispatch": dispatch, "asked": asked, "trail": trail_to(asked)}
    if request.method == "GET":
        return render(request, "requests/secret.html", context)
    made = actions.give_secret(dispatch, by=request.user)
    if asked.code_by == Second.LETTER:
        return _pdf(actions.print_secret(dispatch, secret=made, by=request.user), "letter")
    return render(request, "requests/secret.html", {**context, "secret": made, "done": True})


def arrived(request: Request, pk: UUID) -> HttpResponse:
    """The day on which it was in the person's hands, and what shows that."""
    require(request.user, May.NOTE_ARRIVAL)
    dispatch = _dispatch(pk, request.user)
    form = ArrivalForm(request.POST or None, dispatch=dispatch, initial={"on": timezone.localdate()})
    if form.is_valid():
        actions.record_delivery(dispatch.copy, **form.cleaned_data, by=request.user)
        return redirect("requests:detail", dispatch.copy.request_id)
    words = {
        "title": "It arrived",
        "button": "Save",
        "why": "With the proof, so that nobody has to ask again.",
    }
    if dispatch.method == Dispatch.Method.COLLECTED:
        words |= {"title": "They collect it", "why": "Check who it is before you give it to them."}
    return step_page(request, dispatch.copy.request, form=form, **words)


def came_back(request: Request, pk: UUID) -> HttpResponse:
    """It did not arrive."""
    require(request.user, May.NOTE_ARRIVAL)
    dispatch = _dispatch(pk, request.user)
    form = ReturnForm(request.POST or None, dispatch=dispatch, initial={"on": timezone.localdate()})
    if form.is_valid():
        actions.note_return(dispatch, **form.cleaned_data, by=request.user)
        return redirect("requests:detail", dispatch.copy.request_id)
    why = "Then it is ready to be released again. A wrong address has to be read back to them first."
    words = {"title": "It did not arrive", "button": "Save", "why": why}
    return step_page(request, dispatch.copy.request, form=form, **words)


@require_POST
def end_link(request: Request, pk: UUID) -> HttpResponse:
    """Take the link back."""
    dispatch = _dispatch(pk, request.user)
    actions.end_link(dispatch, by=request.user)
    return redirect("requests:detail", dispatch.copy.request_id)


def _dispatch(pk: UUID, user: User) -> Dispatch:
    related = ("copy__key", "copy__request__key", "copy__request__conference")
    found: Dispatch = get_object_or_404(Dispatch.objects.visible_to(user).select_related(*related), pk=pk)
    return found


def _pdf(made: bytes, name: str) -> HttpResponse:
    named = f'attachment; filename="{name}.pdf"'
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": named})
