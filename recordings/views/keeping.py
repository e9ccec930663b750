"""The pages about the ending of recordings: what ends when, holds, proposals, certificates."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.http import Request
from access.paging import first_of, page_of
from access.roles import May, require
from recordings import actions, endings
from recordings.forms import FromForm, HoldForm, KeepForm, RuleForm
from recordings.keeping import blockers_of, blockers_of_record
from recordings.models import Conference, Destruction, Hold, Recording, RecordingQuerySet, RetentionRule

PAGE = 20
SHOWN = 10
COUNTED = 240  # recordings of a list at a time: what comes after them, a later first day shows


@require_GET
def keeping(request: Request) -> HttpResponse:
    """What ends when and why, what is held, what needs a second person, what was destroyed."""
    require(request.user, May.VIEW_KEEPING)
    user = request.user
    found = Recording.objects.keeping_visible_to(user).unlisted().oldest_first()
    destructions = Destruction.objects.visible_to(user).with_people()
    holds = Hold.objects.visible_to(user).open_now().with_people()
    context = {
        "waiting": first_of(destructions.waiting(), SHOWN),
        "waiting_all": destructions.waiting().count(),
        "holds": holds if request.GET.get("holds") == "all" else first_of(holds, SHOWN),
        "holds_all": holds.count(),
        "rules": RetentionRule.objects.visible_to(user),
        **_endings(found, request.GET),
        "done": first_of(destructions.done().order_by("-approved_at"), SHOWN),
        "may_manage": user.may(May.MANAGE_KEEPING),
    }
    return render(request, "recordings/keeping.html", context)


def _endings(found: RecordingQuerySet, chosen: QueryDict) -> dict[str, Any]:
    """A page of what ends when, from the day that was chosen; on the last one, where to go on."""
    form, filters = FromForm(chosen), chosen.copy()
    filters.pop("page", None)
    first = form.cleaned_data["held"] if form.is_valid() else None
    # Of no day, from the first there is: SQLite reads in the order of days only from a day on.
    found = found.of_conferences_from(first or date.min)
    days = dict(found.values_list("pk", "conference__held_on")[:COUNTED])
    cut = len(days) == COUNTED and len(set(days.values())) > 1  # of a single day all are listed
    page = page_of(found.with_children(), PAGE, chosen.get("page"), ids=list(days) if cut else None)
    rows = endings.rows_of(list(page))
    more = cut and not page.has_next()
    return {
        "form": form,
        "filters": filters.urlencode(),
        "page": page,
        "rows": rows,
        "go_on": rows[-1].recording.conference.held_on if more else None,
    }


@require_http_methods(["GET", "POST"])
def rule_add(request: Request) -> HttpResponse:
    """Add a version of the rule."""
    require(request.user, May.MANAGE_KEEPING)
    form = RuleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        rule = actions.set_rule(**form.cleaned_data, by=request.user)
        messages.success(request, f"Rule set, in force from {endings.short(rule.effective_from)}.")
        return redirect("recordings:keeping")
    return render(request, "recordings/rule_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
def hold_add(request: Request, pk: UUID) -> HttpResponse:
    """Place a hold on a conference."""
    found = get_object_or_404(Conference.objects.visible_to(request.user), pk=pk)
    require(request.user, May.MANAGE_KEEPING)
    form = HoldForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.place_hold(found, **form.cleaned_data, by=request.user)
        messages.success(request, "Hold placed. Nothing of this conference may be destroyed.")
        return redirect("recordings:keeping")
    return render(request, "recordings/hold_add.html", {"form": form, "conference": found})


@require_POST
def hold_lift(request: Request, pk: UUID) -> HttpResponse:
    """Lift a hold."""
    found = get_object_or_404(Hold.objects.visible_to(request.user), pk=pk)
    actions.lift_hold(found, by=request.user)
    messages.success(request, "Hold lifted.")
    return redirect("recordings:keeping")


@require_POST
def destruction_add(request: Request, pk: UUID) -> HttpResponse:
    """Propose to destroy a recording whose time is over."""
    found = get_object_or_404(Recording.objects.keeping_visible_to(request.user), pk=pk)
    actions.propose_destruction(found, by=request.user)
    messages.success(request, "Proposed. Somebody else must approve it.")
    return redirect("recordings:keeping")


@require_POST
def record_destruction_add(request: Request, pk: UUID) -> HttpResponse:
    """Propose to destroy a whole record whose time is over."""
    require(request.user, May.MANAGE_KEEPING)
    found = get_object_or_404(Conference.objects.visible_to(request.user), pk=pk)
    actions.propose_destruction(found, by=request.user)
    messages.success(request, "Proposed. Somebody else must approve it.")
    return redirect("recordings:keeping")


@require_GET
def destruction(request: Request, pk: UUID) -> HttpResponse:
    """One ending: what would be destroyed, why, and what each person can do now."""
    return render(request, "recordings/destruction.html", _context(request, _destruction(request, pk)))


@require_POST
def destruction_approve(request: Request, pk: UUID) -> HttpResponse:
    """Approve, as the second person: the recording is destroyed."""
    done = actions.approve_destruction(_destruction(request, pk), by=request.user)
    messages.success(request, endings.has_ended(done))
    return redirect("recordings:destruction", pk)


@require_POST
def destruction_withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Keep it after all."""
    found = _destruction(request, pk)
    form = KeepForm(request.POST)
    if form.is_valid():
        actions.keep_after_all(found, **form.cleaned_data, by=request.user)
        messages.success(request, "It is kept.")
        return redirect("recordings:keeping")
    return render(request, "recordings/destruction.html", _context(request, found, form))


@require_GET
def certificate(request: Request, pk: UUID) -> HttpResponse:
    """The certificate as a file."""
    made = actions.read_certificate(_destruction(request, pk), by=request.user)
    named = f'attachment; filename="certificate-{pk}.pdf"'
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": named})


def _destruction(request: Request, pk: UUID) -> Destruction:
    return get_object_or_404(Destruction.objects.visible_to(request.user).with_people(), pk=pk)


def _stopped_by(found: Destruction) -> list[str]:
    return blockers_of(found.recording) if found.recording else blockers_of_record(found.about)


def _context(request: Request, found: Destruction, form: KeepForm | None = None) -> dict[str, Any]:
    user = request.user
    proposed = found.state == Destruction.State.PROPOSED
    return {
        "destruction": found,
        "recording": found.recording,
        "conference": found.about,
        "stopped_by": _stopped_by(found) if found.is_waiting else [],
        "sentence": endings.has_ended(found) if found.approved_at else "",
        "form": form or KeepForm(),
        "may_propose": found.state == Destruction.State.DUE and user.may(May.MANAGE_KEEPING),
        "may_approve": proposed and user.may(May.APPROVE_DESTRUCTION) and found.proposed_by != user,
    }
