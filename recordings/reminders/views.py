"""The page of one's own calendar address, and the calendar itself."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST, require_safe

from access.http import Request
from recordings.reminders import actions
from recordings.reminders.feed import calendar_of
from recordings.reminders.links import address_of
from recordings.reminders.models import CalendarFeed


@require_GET
def own_calendar(request: Request) -> HttpResponse:
    """Whether there is an address, and when it was last read."""
    return render(request, "reminders/calendar.html", {"feed": _own(request), "address": ""})


@require_POST
def make(request: Request) -> HttpResponse:
    """A new address, shown once."""
    address = address_of(actions.make_feed(by=request.user))
    return render(request, "reminders/calendar.html", {"feed": _own(request), "address": address})


@require_POST
def end(request: Request) -> HttpResponse:
    """Take it away."""
    actions.end_feed(by=request.user)
    messages.success(request, "The address is gone. Calendars that used it show nothing new.")
    return redirect("reminders:calendar")


def _own(request: Request) -> CalendarFeed | None:
    return CalendarFeed.objects.visible_to(request.user).first()


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a secret address, for a program that cannot sign in."""
    found = CalendarFeed.objects.behind(token)
    if found is None:
        raise Http404
    actions.note_feed_read(found, by=found.user)
    found.user.asked = {}
    return HttpResponse(calendar_of(found.user), content_type="text/calendar; charset=utf-8")
