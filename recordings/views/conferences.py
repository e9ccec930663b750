"""The list of conferences, one conference, and who saw it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from access.http import Request
from access.models import AuditEvent, User
from access.paging import page_of
from access.roles import May, require
from access.trail import lines as lines_of
from access.trail import together
from recordings import actions, steps
from recordings.calendar.council import council_for
from recordings.dates import clocks_for
from recordings.forms import ConferenceForm, FilterForm
from recordings.gaps import listed
from recordings.models import Conference, Recording
from recordings.quorum import quorum_of
from recordings.standing import standing_of
from recordings.taking import may_record, unfinished

PAGE = 25


def conferences(request: Request) -> HttpResponse:
    """The conferences this person may see, latest first."""
    require(request.user, May.VIEW_CONFERENCES)
    form = FilterForm(request.GET)
    found = Conference.objects.visible_to(request.user).with_people().latest_first()
    if form.is_valid():
        found = found.narrowed(status=form.cleaned_data["status"])
        found = found.looked_after_by(request.user) if form.cleaned_data["mine"] else found
    page = page_of(found, PAGE, request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "form": form,
        "query": query.urlencode(),
        "may_import": request.user.may(May.IMPORT_RECORDS),
        "may_open": request.user.may(May.OPEN_IN_EMERGENCY),
        "may_add": request.user.may(May.MANAGE_CONFERENCES),
    }
    return render(request, "recordings/conferences.html", context)


def conference(request: Request, pk: UUID) -> HttpResponse:
    """One conference: whose it is, how far it has got, what to do next, and everything kept about it."""
    found = get_object_or_404(Conference.objects.visible_to(request.user).with_people(), pk=pk)
    return render(request, "recordings/conference.html", conference_context(found, request.user))


def conference_add(request: Request) -> HttpResponse:
    """Add a conference; its children and people come next, on its page."""
    require(request.user, May.MANAGE_CONFERENCES)
    form = ConferenceForm(request.POST or None, by=request.user)
    if form.is_valid():
        added = actions.add_conference(**form.cleaned_data, by=request.user)
        return redirect("recordings:child_add", added.pk)
    return render(request, "recordings/conference_add.html", {"form": form})


def conference_change(request: Request, pk: UUID) -> HttpResponse:
    """Change what is known of a conference."""
    found = get_object_or_404(Conference.objects.visible_to(request.user).with_people(), pk=pk)
    require(request.user, May.MANAGE_CONFERENCES)
    initial = {name: getattr(found, name) for name in ConferenceForm.base_fields}
    form = ConferenceForm(request.POST or None, by=request.user, conference=found, initial=initial)
    if form.is_valid():
        actions.change_conference(found, **form.cleaned_data, by=request.user)
        return redirect("recordings:conference", pk)
    context = {"conference": found, "form": form, **place(found)}
    return render(request, "recordings/conference_change.html", context)


@require_POST
def conference_held(request: Request, pk: UUID) -> HttpResponse:
    """Note that the conference took place."""
    found = get_object_or_404(Conference.objects.visible_to(request.user), pk=pk)
    actions.mark_held(found, by=request.user)
    return redirect("recordings:conference", pk)


def trail(request: Request, pk: UUID) -> HttpResponse:
    """Who opened this conference's record, who listened, and what was done."""
    found = get_object_or_404(Conference.objects.visible_to(request.user).with_people(), pk=pk)
    if not request.user.may(May.READ_AUDIT):
        require(request.user, May.READ_OWN_AUDIT)
    page = Paginator(AuditEvent.objects.about_conference(pk).newest_first(), 50).get_page(
        request.GET.get("page")
    )
    lines = list(lines_of(together(page.object_list)))
    context = {"conference": found, "page": page, "lines": lines, **place(found)}
    return render(request, "recordings/trail.html", context)


def conference_context(conference: Conference, user: User) -> dict[str, Any]:
    """What the page of a conference shows to this person."""
    way, calendar = steps.way(conference, user), council_for(user)
    recordings = listed(
        Recording.objects.visible_to(user).filter(conference=conference).with_keys().in_order()
    )
    return {
        "conference": conference,
        "tags": tags_of(conference),
        "way": way,
        "next": steps.next_of(way),
        "panels": steps.panels(conference, user),
        "people": conference.people.select_related("conference__key"),
        "quorum": quorum_of(conference, calendar) if conference.is_past else None,
        "standing": standing_of(conference, user),
        "recordings": recordings,
        "hidden_recordings": conference.recordings.filter(erased_at=None).count() - len(recordings),
        "unfinished": unfinished(conference, user),
        "clocks": clocks_for(conference, calendar),
        "may_change": user.may(May.MANAGE_CONFERENCES),
        "may_add_recording": user.may(May.ADD_RECORDING),
        "may_record": may_record(conference, user),
        "may_read_trail": user.may(May.READ_AUDIT) or user.may(May.READ_OWN_AUDIT),
        **place(conference),
    }


def tags_of(conference: Conference) -> list[dict[str, str]]:
    """The state of the conference, as the identity bar shows it; held is said by the way already."""
    if conference.status == Conference.Status.HELD:
        return []
    kind = "due" if conference.status == Conference.Status.NOT_QUORATE else ""
    return [{"text": conference.get_status_display(), "kind": kind}]


def place(conference: Conference) -> dict[str, Any]:
    """The identity bar of every page about a conference."""
    children = [
        {"name": row.child.name, "age": row.age, "born": row.child.born_on, "expected": row.child.expected_on}
        for row in conference.children.all()
    ]
    references = [row.child.case_reference for row in conference.children.all() if row.child.case_reference]
    day = conference.held_on.strftime("%a %-d %B %Y")
    facts = [
        f"{conference.get_type_display()} conference",
        f"{day}, {conference.starts_at:%H:%M}" if conference.starts_at else day,
        f"Chair: {conference.chair.name}",
        *references[:2],
    ]
    return {"children": children, "facts": facts, "here": conference.held_on.strftime("%a %-d %b %Y")}
