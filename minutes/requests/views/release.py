"""Letting a copy go, taking it back, and noting that it arrived."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from access.errors import Conflict
from access.http import Request
from access.models import User
from access.roles import May, require
from minutes.requests import actions, checks
from minutes.requests.forms import ReleaseForm
from minutes.requests.halves import redactors
from minutes.requests.making import PAGED
from minutes.requests.models import MinuteRequest, TypedCopy
from minutes.requests.sources import children_of
from minutes.requests.translation import missing_says
from minutes.requests.views.requests import fetch

Status = MinuteRequest.Status


def release(request: Request, pk: UUID) -> HttpResponse:
    """One question on an open page: does this copy go to this person?"""
    require(request.user, May.RELEASE_COPY)
    asked = fetch(pk, request.user)
    copy = asked.copies.first()
    if asked.status != Status.READY or copy is None:
        return redirect("requests:detail", pk)
    form = ReleaseForm(request.POST or None, delivery=asked.delivery)
    if form.is_valid() and _released(copy, form, by=request.user):
        return redirect("requests:detail", pk)
    context = {
        "asked": asked,
        "copy": copy,
        "form": form,
        "children": children_of(asked),
        "printed": asked.format in PAGED,
        "blocking": [check for check in checks.before_release(asked) if check.blocks],
        "translation": missing_says(asked),
        "own": request.user.pk in redactors(asked),
        "trail": [
            {"name": "Requests", "url": reverse("requests:list")},
            {"name": asked.reference, "url": reverse("requests:detail", args=[pk])},
        ],
    }
    return render(request, "requests/release.html", context)


def _released(copy: TypedCopy, form: ReleaseForm, *, by: User) -> bool:
    """Let it go. What speaks against it is said above the form, which keeps what was typed."""
    try:
        actions.release_copy(copy, seen=actions.Seen(**form.cleaned_data), by=by)
    except Conflict as why:
        form.add_error(None, str(why))
        return False
    return True


@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """A copy that was not released goes; the redaction is open again."""
    actions.take_back(fetch(pk, request.user), by=request.user)
    return redirect("requests:detail", pk)
