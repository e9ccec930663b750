"""The access log: looking at it, taking it away as a file, checking that it is whole."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from access import actions, audit, export, trail
from access.errors import Conflict
from access.forms import LogFilterForm
from access.http import Request
from access.models import AuditEvent, AuditEventQuerySet
from access.roles import May, require

PAGE = 50
CHOSEN = ("conference", "person", "what", "when")


@require_GET
def audit_log(request: Request) -> HttpResponse:
    """Who did, saw and heard what; what was refused stands out. Looking at it is recorded too."""
    require(request.user, May.READ_AUDIT)
    form = LogFilterForm(request.GET, **trail.choices(for_=request.user))
    found = trail.events(for_=request.user, form=form)
    conference = form.cleaned_data.get("conference")
    actions.read_log(by=request.user, conference=conference)
    page, sums = _page(found.before(form.cleaned_data.get("before")), request.GET.get("page"))
    events = list(page)
    context = {
        "form": form,
        "page": page,
        "lines": list(trail.lines(trail.together(events))),
        "sums": sums,
        "counted": trail.COUNTED,
        "oldest": events[-1].sequence if events else None,
        "query": _without(request.GET, "page"),
        "filters": _without(request.GET, "page", "before"),
        "conference": conference,
        "chosen": [(name, value) for name, value in request.GET.items() if name in CHOSEN and value],
    }
    return render(request, "access/_audit.html" if request.htmx else "access/audit.html", context)


def _page(found: AuditEventQuerySet, number: str | None) -> tuple[Page[AuditEvent], dict[str, int]]:
    """A page of the newest, and their sums."""
    sums = trail.sums(found)
    pages = Paginator(found[: trail.COUNTED], PAGE)
    pages.count = min(sums["all"], trail.COUNTED)  # known already
    return pages.get_page(number), sums


def _without(asked: QueryDict, *names: str) -> str:
    """The address again, without these parts."""
    kept = asked.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode()


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
