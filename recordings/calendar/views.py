"""The page of dates: the rules and since when, one-off holidays; and a date that moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.http import Request
from access.roles import May, require
from recordings import clocks
from recordings.calendar import actions
from recordings.calendar.council import council, unit_of
from recordings.calendar.forms import DateRuleForm, HolidayForm
from recordings.calendar.models import CODES, DateRule, MovedDate, OneOffHoliday


@require_GET
def dates(request: Request) -> HttpResponse:
    """Every rule as it is in force today, with its versions; and the one-off holidays."""
    require(request.user, May.MANAGE_SETTINGS)
    context = {
        "rules": list(_rules(request)),
        "holidays": OneOffHoliday.objects.visible_to(request.user).select_related("added_by"),
        "today": timezone.localdate(),
    }
    return render(request, "calendar/dates.html", context)


def _rules(request: Request) -> Iterator[dict[str, Any]]:
    calendar, today = council(), timezone.localdate()
    versions = list(DateRule.objects.visible_to(request.user).select_related("set_by"))
    for code, _ in CODES:
        now = clocks.rule_of(code, today, calendar)
        own = [row for row in versions if row.code == code]
        current = next((row for row in own if row.effective_from == now.effective), None)
        yield {"code": code, "now": now, "unit": unit_of(code), "own": own, "current": current}


@require_http_methods(["GET", "POST"])
def rule(request: Request, code: str) -> HttpResponse:
    """Set the council's own version of one rule."""
    require(request.user, May.MANAGE_SETTINGS)
    if code not in dict(CODES):
        raise Http404
    now = clocks.rule_of(code, timezone.localdate(), council())
    start = {"amount": now.amount, "says": now.says}
    form = DateRuleForm(request.POST if request.method == "POST" else None, code=code, initial=start)
    if form.is_valid():
        said = form.cleaned_data
        since = said.pop("effective_from")
        version = clocks.Rule(code, basis=now.basis, effective=since, **said)
        actions.set_date_rule(version, by=request.user)
        messages.success(request, f"Rule set, in force from {since:%a %-d %b %Y}.")
        return redirect("calendar:dates")
    return render(request, "calendar/rule.html", {"form": form, "now": now, "unit": unit_of(code)})


@require_POST
def rule_take_back(request: Request, pk: UUID) -> HttpResponse:
    """Take back a version that has not begun."""
    found = get_object_or_404(DateRule.objects.visible_to(request.user), pk=pk)
    actions.take_back_rule(found, by=request.user)
    messages.success(request, "Taken back.")
    return redirect("calendar:dates")


@require_http_methods(["GET", "POST"])
def holiday_add(request: Request) -> HttpResponse:
    """Add a one-off bank holiday."""
    require(request.user, May.MANAGE_SETTINGS)
    form = HolidayForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        added = actions.add_holiday(**form.cleaned_data, by=request.user)
        said = "Open dates were worked out again, and whoever is affected finds it on their board."
        messages.success(request, f"{added.on:%a %-d %b %Y} does not count any more. {said}")
        return redirect("calendar:dates")
    return render(request, "calendar/holiday_add.html", {"form": form})


@require_POST
def holiday_remove(request: Request, pk: UUID) -> HttpResponse:
    """Take away a day that was added by mistake."""
    found = get_object_or_404(OneOffHoliday.objects.visible_to(request.user), pk=pk)
    actions.remove_holiday(found, by=request.user)
    messages.success(request, "Taken away. Open dates were worked out again.")
    return redirect("calendar:dates")


@require_http_methods(["GET", "POST"])
def moved(request: Request, pk: UUID) -> HttpResponse:
    """A date that moved: what it was, what it is, and why."""
    found = get_object_or_404(MovedDate.objects.visible_to(request.user).select_related("conference"), pk=pk)
    if request.method == "POST":
        actions.note_moved_date(found, by=request.user)
        return redirect("home")
    return render(request, "calendar/moved.html", {"moved": found})
