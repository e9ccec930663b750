"""The access log: looking at it, taking it away as a file, checking that it is whole."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from access import actions, audit, export, trail
from access.errors import Conflict
from access.forms import LogFilterForm
from access.http import Request
from access.roles import May, require

PAGE = 50


@require_GET
def audit_log(request: Request) -> HttpResponse:
    """Who did, saw and heard what; what was refused stands out. Looking at it is recorded too."""
    require(request.user, May.READ_AUDIT)
    form = LogFilterForm(request.GET, **trail.choices(for_=request.user))
    found = trail.events(for_=request.user, form=form)
    conference = form.cleaned_data.get("conference")
    actions.read_log(by=request.user, conference=conference)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "lines": list(trail.lines(trail.together(page.object_list))),
        "sums": trail.sums(found),
        "query": query.urlencode(),
        "conference": conference,
        "chosen": [(name, value) for name, value in request.GET.items() if name in form.fields and value],
    }
    return render(request, "access/_audit.html" if request.htmx else "access/audit.html", context)


@require_POST
def audit_export(request: Request) -> HttpResponseBase:
    """The same events as a file, for an inspector."""
    require(request.user, May.READ_AUDIT)
    form = LogFilterForm(request.POST, **trail.choices(for_=request.user))
    found = trail.events(for_=request.user, form=form)
    kind = "json" if request.POST.get("kind") == "json" else "csv"
    conference = form.cleaned_data.get("conference")
    newest = found.first()
    actions.export_log(by=request.user, conference=conference, kind=kind, events=found.count())
    return export.answer(found.filter(sequence__lte=newest.sequence if newest else 0), kind=kind)


@require_POST
def audit_check(request: Request) -> HttpResponse:
    """Walk the whole log and say whether anything is missing or was changed."""
    try:
        found = actions.check_log(by=request.user)
    except audit.Broken as broken:
        raise Conflict(f"The log does not hold. {broken} Tell information governance now.") from broken
    messages.success(request, f"The log is complete: {found.events} events, nothing missing or changed.")
    return redirect("access:audit")
