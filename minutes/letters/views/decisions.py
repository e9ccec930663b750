"""What was decided at a conference: all of its children, and the page of each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.http import Request
from access.models import User
from access.roles import May, require
from minutes.letters import actions
from minutes.letters.due import letter_due
from minutes.letters.forms import DecisionPage, ReopenForm
from minutes.letters.found import suggestions_of
from minutes.letters.lacking import without_letter
from minutes.letters.models import ChildDecision, Letter
from minutes.letters.writing import missing_of, written_of
from recordings.calendar.council import council
from recordings.dates import as_clock
from recordings.models import Conference, ConferenceChild
from recordings.views.conferences import place


def conference_of(request: Request, pk: UUID) -> Conference:
    """A conference whose decisions this person may read."""
    require(request.user, May.READ_MINUTES)
    found = Conference.objects.content_visible_to(request.user).with_people()
    return get_object_or_404(found, pk=pk)


def row_of(request: Request, pk: UUID) -> ConferenceChild:
    """A child of such a conference."""
    require(request.user, May.READ_MINUTES)
    found = Conference.objects.content_visible_to(request.user).with_people()
    conference = get_object_or_404(found, children=pk)
    return get_object_or_404(conference.children.select_related("child__key", "conference__key"), pk=pk)


@require_GET
def decisions(request: Request, pk: UUID) -> HttpResponse:
    """Every child of a conference: what was said, what was decided, and the letters."""
    return render(
        request, "letters/decisions.html", decisions_context(conference_of(request, pk), request.user)
    )


def decisions_context(conference: Conference, user: User) -> dict[str, Any]:
    """What the page of decisions shows to this person."""
    rows = list(conference.children.select_related("child__key", "decision__key", "conference__key"))
    kept = {one.row_id: one for one in ChildDecision.objects.of(conference).with_child()}
    shown = [{"row": row, "decision": kept.get(row.pk)} for row in rows]
    records = user.may(May.RECORD_DECISIONS) and conference.is_chaired_by(user)
    answer = letter_due(kept.values(), council())
    suggestions = _open(conference, user, rows, kept) if records else []
    return {
        "conference": conference,
        "shown": shown,
        "suggestions": suggestions,
        "noted": sum(one["found"].noted for one in suggestions),
        "letters": Letter.objects.visible_to(user).filter(conference=conference).with_people(),
        "clock": as_clock("Decision letters", answer) if answer else None,
        "lacking": _lacks_letters(conference, [one for one in kept.values() if one.is_decided]),
        "all_decided": bool(rows) and all(row.pk in kept and kept[row.pk].is_decided for row in rows),
        "may_record": records,
        "may_prepare": user.may(May.PREPARE_LETTERS),
        **place(conference),
    }


def _lacks_letters(conference: Conference, decided: list[ChildDecision]) -> bool:
    """Whether letters are still to be made, for somebody who came late to the list or for a new decision."""
    people = conference.people.prefetch_related("letters")
    return bool(decided and without_letter(people, decided))


def _open(
    conference: Conference, user: User, rows: list[ConferenceChild], kept: dict[UUID, ChildDecision]
) -> list[dict[str, Any]]:
    """The suggestions that are still open, each with the children it is open for."""
    shown = []
    for found in suggestions_of(conference, user):
        left = [
            row
            for row in rows
            if row.pk not in kept or (not kept[row.pk].is_decided and found.id not in kept[row.pk].taken)
        ]
        if left:
            shown.append({"found": found, "rows": left, "several": len(left) > 1})
    return shown


@require_http_methods(["GET", "POST"])
def decision(request: Request, pk: UUID) -> HttpResponse:
    """The page of one child: read by those who may, written by the chair while it is open."""
    row = row_of(request, pk)
    kept = ChildDecision.objects.of(row.conference).with_child().filter(row=row).first()
    written = written_of(kept) if kept else actions.Written()
    page = DecisionPage(row, written, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(request.user, May.RECORD_DECISIONS)
        if page.is_valid():
            actions.save_decision(row, written=page.written(), by=request.user)
            return _saved(request, row)
    context = {
        "row": row,
        "conference": row.conference,
        "decision": kept,
        "page": page,
        "form": page.form,
        "missing": missing_of(kept) if kept else [],
        "siblings": [one for one in row.conference.children.select_related("child__key") if one != row],
        "may_record": _may_record(row, request.user),
        "reopen": ReopenForm(),
        "trail": [
            {"name": "Conferences", "url": reverse("recordings:conferences")},
            {"name": "Decisions", "url": reverse("letters:decisions", args=[row.conference_id])},
        ],
        **place(row.conference),
    }
    return render(request, "letters/decision.html", context)


def _may_record(row: ConferenceChild, user: User) -> bool:
    return user.may(May.RECORD_DECISIONS) and row.conference.is_chaired_by(user)


def _saved(request: Request, row: ConferenceChild) -> HttpResponse:
    if "decide" in request.POST:
        actions.decide(row, by=request.user)
        messages.success(request, f"Decision recorded for {row.child.name}.")
        return redirect("letters:decisions", row.conference_id)
    messages.success(request, f"Saved for {row.child.name}. It is not recorded as decided yet.")
    return redirect("letters:decision", row.pk)


@require_POST
def reopen(request: Request, pk: UUID) -> HttpResponse:
    """Open a recorded decision again."""
    row = row_of(request, pk)
    form = ReopenForm(request.POST)
    if form.is_valid():
        actions.reopen_decision(row, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, f"Open again for {row.child.name}.")
    else:
        messages.error(request, "Say why it is opened again.")
    return redirect("letters:decision", pk)


@require_POST
def copy(request: Request, pk: UUID) -> HttpResponse:
    """The views, plan and dates of one child for a brother or sister too."""
    row = row_of(request, pk)
    to = get_object_or_404(
        row.conference.children.select_related("conference__key"), pk=request.POST.get("to")
    )
    actions.copy_plan(row, to=to, by=request.user)
    messages.success(request, f"Copied for {to.child.name}. The decision and its reasons were not.")
    return redirect("letters:decision", to.pk)


@require_POST
def suggestion(request: Request, pk: UUID, suggestion: str) -> HttpResponse:
    """Take a suggestion up for the children that were chosen, or leave it out."""
    conference = conference_of(request, pk)
    require(request.user, May.RECORD_DECISIONS)
    if "leave" in request.POST:
        actions.leave_suggestion(conference, suggestion=suggestion, by=request.user)
        return redirect(f"{reverse('letters:decisions', args=[pk])}#suggestions")
    wanted = set(request.POST.getlist("take"))
    rows = conference.children.select_related("child__key", "conference__key")
    chosen = [row for row in rows if "all" in wanted or str(row.pk) in wanted]
    if "all" in wanted:
        chosen = [row for row in chosen if _is_open(row, suggestion)]
    actions.take_suggestion(conference, suggestion=suggestion, rows=chosen, by=request.user)
    return redirect(f"{reverse('letters:decisions', args=[pk])}#suggestions")


def _is_open(row: ConferenceChild, suggestion: str) -> bool:
    kept = ChildDecision.objects.of(row.conference).filter(row=row).first()
    return kept is None or (not kept.is_decided and suggestion not in kept.taken)


@require_POST
def noted(request: Request, pk: UUID) -> HttpResponse:
    """Everything that was noted in the minutes, by one press."""
    count = actions.take_noted(conference_of(request, pk), by=request.user)
    messages.success(request, f"{count} taken over from the minutes. Look at each child’s page.")
    return redirect("letters:decisions", pk)
