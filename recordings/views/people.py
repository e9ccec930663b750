"""The people of a conference: added, changed, taken off the list."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from access.http import Request
from access.roles import May, require
from recordings import actions
from recordings.forms.people import PersonForm, facts_of
from recordings.models import Attendance, Conference
from recordings.views.conferences import place


def person_add(request: Request, pk: UUID) -> HttpResponse:
    """Put somebody on the list of people."""
    found = get_object_or_404(Conference.objects.visible_to(request.user).with_people(), pk=pk)
    require(request.user, May.MANAGE_CONFERENCES)
    initial = {"came": Attendance.Came.ATTENDED if found.is_past else Attendance.Came.INVITED}
    form = PersonForm(request.POST or None, conference=found, initial=initial)
    if form.is_valid():
        actions.add_person(found, **form.cleaned_data, by=request.user)
        return redirect("recordings:person_add" if "another" in request.POST else "recordings:conference", pk)
    return render(request, "recordings/person.html", {"conference": found, "form": form, **place(found)})


def person(request: Request, pk: UUID) -> HttpResponse:
    """Change what is known of somebody on the list."""
    found = get_object_or_404(Attendance.objects.visible_to(request.user), pk=pk)
    require(request.user, May.MANAGE_CONFERENCES)
    withheld = found.address_withheld and bool(found.address)
    form = PersonForm(
        request.POST or None, conference=found.conference, initial=facts_of(found), withheld=withheld
    )
    if form.is_valid():
        actions.change_person(found, **form.cleaned_data, by=request.user)
        return redirect("recordings:conference", found.conference_id)
    return _person(request, found, form)


@require_POST
def person_address(request: Request, pk: UUID) -> HttpResponse:
    """Show an address that is withheld, and keep that it was shown."""
    found = get_object_or_404(Attendance.objects.visible_to(request.user), pk=pk)
    address = actions.show_address(found, conference=found.conference, by=request.user)
    form = PersonForm(conference=found.conference, initial=facts_of(found), withheld=True)
    return _person(request, found, form, shown=address)


def _person(request: Request, person: Attendance, form: PersonForm, shown: str = "") -> HttpResponse:
    conference = person.conference
    context = {
        "conference": conference,
        "person": person,
        "form": form,
        "shown_address": shown,
        "may_see_withheld": form.withheld and request.user.may(May.SEE_WITHHELD),
        **place(conference),
    }
    return render(request, "recordings/person.html", context)


@require_POST
def person_remove(request: Request, pk: UUID) -> HttpResponse:
    """Take somebody off the list who was put there by mistake."""
    found = get_object_or_404(Attendance.objects.visible_to(request.user), pk=pk)
    actions.remove_person(found, by=request.user)
    return redirect("recordings:conference", found.conference_id)
