"""The list of minutes, and the editor."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST

from access.http import Request
from access.models import User
from access.roles import May, require
from minutes import actions, here, saving, states
from minutes.asked import shown_to
from minutes.checks import Open
from minutes.hand_form import HandForm
from minutes.models import Minutes
from minutes.places import headings
from minutes.remaining import Remaining
from minutes.rooms import suggested
from minutes.showing import Page, clock
from minutes.sight import sight_of
from minutes.text import Text
from minutes.undoing import steps
from minutes.views.here import here_context
from recordings.models import Recording
from recordings.sound import player_of
from recordings.views.conferences import place
from transcription.models import Transcript

ROWS = 25
LONG = 250


def minutes_list(request: Request) -> HttpResponse:
    """The minutes this person may open, newest conference first."""
    require(request.user, May.READ_MINUTES)
    found = Minutes.objects.visible_to(request.user).with_conference().order_by("-conference__held_on", "pk")
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return render(request, "minutes/list.html", {"page": page})


@gzip_page
def detail(request: Request, pk: UUID) -> HttpResponse:
    """The minutes: read by those who may, edited by the chair and those who help with them."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).with_conference(), pk=pk)
    context = editor_context(minutes, request.user, check=request.GET.get("check", ""))
    actions.note_reading(
        minutes, version=context["version"].number, restricted=bool(context["restricted"]), by=request.user
    )
    if context["may_edit"]:
        here.note(minutes, paragraph=None, by=request.user)
    if context["hand_form"]:
        context["hand_form"].initial |= request.GET.dict()
    return render(request, "minutes/detail.html", context)


@require_POST
def start(request: Request, pk: UUID) -> HttpResponse:
    """Begin to check the software's draft."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user), pk=pk)
    actions.start_checking(minutes, by=request.user)
    return redirect("minutes:detail", pk)


def editor_context(minutes: Minutes, user: User, *, check: str = "") -> dict[str, Any]:
    """What the editor shows to this person."""
    page = Page(minutes, saving.newest(minutes), sight_of(minutes, user))
    recordings = heard_by(user, minutes)
    last = page.newest.version
    may_edit = user.may(May.EDIT_MINUTES) and not minutes.is_approved
    return {
        "minutes": minutes,
        "version": last,
        "page": page,
        "sections": page.sections,
        "restricted": page.restricted,
        "recordings": recordings,
        "player": player_of(recordings[0], "Recording") if recordings else None,
        "sounds": json.dumps({str(one.pk): player_of(one, "Recording") for one in recordings}),
        "may_edit": may_edit,
        "by_hand": bool(page.newest.content.get("by_hand")),
        "hand_form": hand_form(minutes, user, page.newest.content, recordings) if may_edit else None,
        "may_start": states.may_move(minutes, to=Minutes.Status.IN_REVIEW, by=user),
        "may_approve": may_approve(minutes, user),
        "may_reopen": states.may_move(minutes, to=Minutes.Status.AMENDING, by=user),
        "amendment": minutes.amendments.last(),
        "said_about": len(shown_to(minutes, user)),
        "rooms": suggested(minutes, page.newest.content) if user.may(May.CONFIRM_PRESENCE) else None,
        "long": sum(len(section.paragraphs) for section in page.sections) > LONG,
        "naming_url": naming_url(page.left, user),
        "undoable": steps(minutes, user) if may_edit else None,
        **(here_context(minutes, user, since=None) if may_edit else {}),
        **checks_context(page, check),
        **place(minutes.conference),
    }


def hand_form(
    minutes: Minutes,
    user: User,
    content: Text,
    recordings: Sequence[Recording],
    *,
    data: QueryDict | None = None,
) -> HandForm:
    """The form in which this person types what they hear, with what they may hear and see."""
    return HandForm(
        data,
        conference=minutes.conference,
        headings=headings(content, restricted=user.may(May.READ_RESTRICTED)),
        recordings=recordings,
    )


def heard_by(user: User, minutes: Minutes) -> list[Recording]:
    """The recordings of this conference that this person may hear, in their order."""
    return list(Recording.objects.visible_to(user).filter(conference=minutes.conference).in_order())


def checks_context(page: Page, wanted: str) -> dict[str, Any]:
    """The check that is looked at now, and those around it."""
    found = page.left.flags
    position = next((n for n, check in enumerate(found) if check.id == wanted), 0)
    current = found[position] if found else None
    return {
        "left": page.left,
        "left_rows": [(*row, page.left.first_of.get(row[0], "")) for row in page.left.counts],
        "check": current,
        "check_number": position + 1,
        "check_name": page.left.names.of(current.paragraph).name if current else "",
        "check_times": _times(current) if current else "",
        "next_check": found[(position + 1) % len(found)].id if found else "",
        "previous_check": found[position - 1].id if found else "",
    }


def naming_url(left: Remaining, user: User) -> str:
    """Where the voices are named: the transcript of the first one that nobody has named."""
    if not left.unnamed or not user.may(May.NAME_SPEAKERS):
        return ""
    transcript = Transcript.objects.visible_to(user).filter(pk__in=left.names.to_name()).first()
    return reverse("transcription:transcript", args=[transcript.pk]) if transcript else ""


def may_approve(minutes: Minutes, user: User) -> bool:
    """Whether the button to the approval page is shown to this person."""
    return (
        not minutes.is_approved and user.may(May.APPROVE_MINUTES) and minutes.conference.is_chaired_by(user)
    )


def _times(check: Open) -> str:
    return f"{clock(check.start)} to {clock(check.end)}"
