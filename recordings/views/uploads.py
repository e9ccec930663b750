"""The page on which recordings are added: by script piece by piece, or by a plain form."""

from __future__ import annotations

from uuid import UUID

from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from access.http import Request
from access.roles import May, require
from recordings import actions
from recordings.forms.recorder import NoticeForm
from recordings.forms.uploads import RecordingsForm
from recordings.models import Conference, Recording, Upload
from recordings.notices import notice_of
from recordings.uploads import finish
from recordings.uploads.rows import rows_of
from recordings.views.conferences import place


@require_http_methods(["GET", "POST"])
def uploads(request: Request, pk: UUID) -> HttpResponse:
    """Add recordings to a conference, and see what became of those added before."""
    conference = get_object_or_404(Conference.objects.visible_to(request.user).with_people(), pk=pk)
    require(request.user, May.ADD_RECORDING)
    form = RecordingsForm(request.POST, request.FILES) if request.method == "POST" else RecordingsForm()
    if form.is_valid():
        for file in form.cleaned_data["recordings"]:
            finish(file.claim().pk)
        return redirect("recordings:uploads", pk)
    context = {
        "conference": conference,
        "form": form,
        "questions": NoticeForm(initial=model_to_dict(notice_of(conference))),
        **_files(request, conference),
        **place(conference),
    }
    template = "recordings/_uploads.html" if request.htmx else "recordings/uploads.html"
    return render(request, template, context, status=422 if form.errors else 200)


@require_POST
def upload_take_back(request: Request, pk: UUID) -> HttpResponse:
    """Destroy what has arrived of a file that is no longer wanted."""
    found = get_object_or_404(Upload.objects.visible_to(request.user), pk=pk)
    actions.take_back_upload(found, by=request.user)
    return redirect("recordings:uploads", found.conference_id)


def _files(request: Request, conference: Conference) -> dict[str, object]:
    sent = Upload.objects.visible_to(request.user).files().filter(conference=conference)
    kept = Recording.objects.visible_to(request.user).filter(conference=conference).select_related("key")
    return {"uploads": rows_of(kept.in_order(), sent.select_related("key").order_by("created_at"))}
