"""The children of a conference, the record of one child, and two records of one child."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from access.errors import Conflict
from access.http import Request
from access.models import User
from access.roles import May, require
from recordings import actions
from recordings.forms.children import ChildForm, MergeForm, facts_of
from recordings.models import Child, Conference, ConferenceChild, Merge
from recordings.views.conferences import place


def child_add(request: Request, pk: UUID) -> HttpResponse:
    """Put a child on the conference."""
    found = get_object_or_404(Conference.objects.visible_to(request.user).with_people(), pk=pk)
    require(request.user, May.MANAGE_CONFERENCES)
    form = ChildForm(request.POST or None)
    if form.is_valid():
        actions.add_child(found, **form.cleaned_data, by=request.user)
        return redirect("recordings:child_add" if "another" in request.POST else "recordings:conference", pk)
    return render(request, "recordings/child_add.html", {"conference": found, "form": form, **place(found)})


def child_change(request: Request, pk: UUID) -> HttpResponse:
    """Change what is known of a child, and what this conference is for them."""
    row = get_object_or_404(ConferenceChild.objects.visible_to(request.user), pk=pk)
    require(request.user, May.MANAGE_CONFERENCES)
    withheld = row.child.address_withheld and bool(row.child.address)
    form = ChildForm(request.POST or None, initial=facts_of(row), withheld=withheld)
    if form.is_valid():
        said = form.cleaned_data
        actions.set_child_type(row, type=said.pop("type"), by=request.user)
        actions.change_child(row.child, **said, by=request.user)
        return redirect("recordings:conference", row.conference_id)
    context = {"conference": row.conference, "row": row, "form": form, **place(row.conference)}
    return render(request, "recordings/child_change.html", context)


@require_POST
def child_remove(request: Request, pk: UUID) -> HttpResponse:
    """Take a child off a conference who was put there by mistake."""
    row = get_object_or_404(ConferenceChild.objects.visible_to(request.user), pk=pk)
    actions.remove_child(row, by=request.user)
    return redirect("recordings:conference", row.conference_id)


def child(request: Request, pk: UUID) -> HttpResponse:
    """The record of one child: what is known, and the conferences about them."""
    found = get_object_or_404(Child.objects.visible_to(request.user), pk=pk)
    return render(request, "recordings/child.html", child_context(found, request.user))


@require_POST
def child_address(request: Request, pk: UUID) -> HttpResponse:
    """Show an address that is withheld, and keep that it was shown."""
    found = get_object_or_404(Child.objects.visible_to(request.user), pk=pk)
    require(request.user, May.SEE_WITHHELD)
    theirs = Conference.objects.content_visible_to(request.user).filter(children__child=found)
    conference = theirs.latest_first().first()
    if conference is None:
        raise Conflict(
            "Only those who work on a conference of this child can see an address that is withheld."
        )
    address = actions.show_address(found, conference=conference, by=request.user)
    return render(
        request, "recordings/child.html", {**child_context(found, request.user), "shown_address": address}
    )


def child_merge(request: Request, pk: UUID) -> HttpResponse:
    """Put another record of the same child together with this one."""
    found = get_object_or_404(Child.objects.visible_to(request.user).whole(), pk=pk)
    require(request.user, May.MERGE_CHILDREN)
    form = MergeForm(request.POST or None)
    doubled = _other_record(form, found, request.user) if form.is_valid() else None
    if doubled and "sure" in request.POST:
        actions.merge_children(doubled, into=found, reason=form.cleaned_data["reason"], by=request.user)
        return redirect("recordings:child", found.pk)
    context = {**child_context(found, request.user), "form": form, "doubled": doubled}
    return render(request, "recordings/child_merge.html", context)


@require_POST
def merge_undo(request: Request, pk: UUID) -> HttpResponse:
    """Take two records apart again."""
    merge = get_object_or_404(Merge.objects.visible_to(request.user), pk=pk)
    actions.undo_merge(merge, by=request.user)
    return redirect("recordings:child", merge.kept_id)


def _other_record(form: MergeForm, kept: Child, user: User) -> Child | None:
    """The record with the case reference that was typed, if this person may see it."""
    seen = Child.objects.visible_to(user).whole().exclude(pk=kept.pk)
    found = seen.with_reference(form.cleaned_data["case_reference"]).first()
    if found is None:
        form.add_error("case_reference", "There is no other record with this case reference that you may see")
    return found


def child_context(child: Child, user: User) -> dict[str, Any]:
    """What the page of a child shows; an address that is withheld is not in it."""
    theirs = Conference.objects.visible_to(user).filter(children__child=child).with_people()
    merges = Merge.objects.visible_to(user).filter(kept=child).standing()
    return {
        "child": child,
        "address": "" if child.address_withheld else child.address,
        "shown_address": "",
        "withheld": child.address_withheld and bool(child.address),
        "may_see_withheld": user.may(May.SEE_WITHHELD),
        "conferences": theirs.latest_first(),
        "merges": merges.select_related("kept__key", "doubled__key", "merged_by"),
        "may_merge": user.may(May.MERGE_CHILDREN) and not child.merged_into_id,
    }
