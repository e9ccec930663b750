"""One paragraph at a time: its form, what is saved from it, clashes, and where it stands."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from access.http import Request
from access.models import User
from access.roles import May, require
from minutes import actions, language_model, saving
from minutes.actions.editing import Settled
from minutes.clashes import Clash
from minutes.draft.templates import RESTRICTED
from minutes.forms import ClashForm, ParagraphForm, TypedForm, WhereForm, WhoForm
from minutes.models import Minutes
from minutes.places import headings
from minutes.saving import Newest
from minutes.showing import Reader, Shown, said_of
from minutes.sight import sight_of
from minutes.text import Paragraph, find
from recordings.views.conferences import place


def paragraph(request: Request, pk: UUID, paragraph: UUID) -> HttpResponse:
    """Edit one paragraph as one line for each sentence; each save is a new version."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).with_conference(), pk=pk)
    require(request.user, May.EDIT_MINUTES)
    form = ParagraphForm(request.POST or None)
    if form.is_valid():
        cleaned = form.cleaned_data
        outcome = actions.edit_paragraph(
            minutes,
            paragraph=paragraph,
            lines=cleaned["lines"],
            based_on=cleaned["based_on"],
            by=request.user,
        )
        return _answer(request, minutes, paragraph, outcome)
    if request.GET.get("show"):
        return _shown(request, minutes, paragraph)
    return _form(request, minutes, paragraph)


@require_POST
def settle(request: Request, pk: UUID, paragraph: UUID) -> HttpResponse:
    """Settle a clash: keep the other's text, one's own, or a third."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).with_conference(), pk=pk)
    form = ClashForm(request.POST)
    if not form.is_valid():
        return redirect("minutes:paragraph", pk, paragraph)
    said = form.cleaned_data
    outcome = actions.settle_clash(
        minutes,
        paragraph=paragraph,
        settled=Settled(mine=said["mine"], written=said["written"]),
        versions=(said["based_on"], said["seen"]),
        by=request.user,
    )
    return _answer(request, minutes, paragraph, outcome, done=True)


@require_POST
def add(request: Request, pk: UUID, paragraph: UUID) -> HttpResponse:
    """Type a paragraph after this one."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user), pk=pk)
    form = TypedForm(request.POST, conference=minutes.conference)
    if form.is_valid():
        said = form.cleaned_data
        actions.add_paragraph(
            minutes, after=paragraph, words=said["words"], speaker=said["speaker"], by=request.user
        )
    return _back(minutes, paragraph)


@require_POST
def move(request: Request, pk: UUID, paragraph: UUID) -> HttpResponse:
    """Put this paragraph under another heading."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user), pk=pk)
    form = WhereForm(request.POST)
    if form.is_valid():
        actions.move_paragraph(minutes, paragraph=paragraph, **form.cleaned_data, by=request.user)
    return _back(minutes, paragraph)


@require_POST
def name(request: Request, pk: UUID, paragraph: UUID) -> HttpResponse:
    """Say who spoke this paragraph."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user), pk=pk)
    form = WhoForm(request.POST, conference=minutes.conference)
    if form.is_valid():
        speaker = form.cleaned_data["speaker"]
        actions.name_paragraph(minutes, paragraph=paragraph, speaker=speaker, by=request.user)
    return _back(minutes, paragraph)


def _answer(
    request: Request, minutes: Minutes, paragraph: UUID, outcome: Any, *, done: bool = False
) -> HttpResponse:
    if isinstance(outcome, Clash):
        return _clash(request, minutes, outcome)
    if not request.htmx:
        return _back(minutes, paragraph) if "done" in request.POST or done else redirect(request.path)
    response = (
        _shown(request, minutes, paragraph)
        if "done" in request.POST or done
        else _form(request, minutes, paragraph)
    )
    now = timezone.localtime().strftime("%H:%M")
    response["HX-Trigger"] = json.dumps({"saved": {"words": f"Saved {now}", "version": outcome.number}})
    return response


def _form(request: Request, minutes: Minutes, paragraph: UUID) -> HttpResponse:
    newest, code, found = _found(minutes, paragraph, request.user)
    context = {
        **_context(minutes, newest, found),
        "code": code,
        "may_shorten": language_model.is_on() and code != RESTRICTED,
        "lines": [_line(sentence, request.user) for sentence in found["sentences"]],
        "people": minutes.conference.people.select_related("conference__key"),
        "headings": headings(newest.content, restricted=request.user.may(May.READ_RESTRICTED)),
    }
    template = "minutes/_paragraph_form.html" if request.htmx else "minutes/paragraph.html"
    return render(request, template, context)


def _shown(request: Request, minutes: Minutes, paragraph: UUID) -> HttpResponse:
    try:
        newest, _, found = _found(minutes, paragraph, request.user)
    except Http404:
        return HttpResponse("")
    context = {**_context(minutes, newest, found), "may_edit": True}
    return render(request, "minutes/_paragraph.html", context)


def _clash(request: Request, minutes: Minutes, clash: Clash) -> HttpResponse:
    theirs = Reader(minutes).paragraph(clash.theirs) if clash.theirs else None
    context = {"minutes": minutes, "clash": clash, "theirs": theirs, **place(minutes.conference)}
    template = "minutes/_clash.html" if request.htmx else "minutes/clash.html"
    return render(request, template, context, status=409)


def _found(minutes: Minutes, paragraph: UUID, user: User) -> tuple[Newest, str, Paragraph]:
    newest = saving.newest(minutes)
    for whole in sight_of(minutes, user).of(newest):
        pair = find(whole, str(paragraph))
        if pair:
            return newest, pair[0]["code"], pair[1]
    raise Http404


def _context(minutes: Minutes, newest: Newest, found: Paragraph) -> dict[str, Any]:
    shown: Shown = Reader(minutes).paragraph(found)
    return {"minutes": minutes, "version": newest.version, "paragraph": shown, **place(minutes.conference)}


def _line(sentence: dict[str, Any], user: User) -> dict[str, Any]:
    shown = said_of(sentence, ())
    edited = sentence.get("edited_by", "")
    who = "You" if edited == str(user.pk) else "Somebody else"
    at = timezone.localtime(datetime.fromisoformat(sentence["edited_at"])) if edited else None
    return {
        "id": shown.id,
        "text": sentence["text"],
        "said": shown,
        "changed": f"{who} changed it at {at:%H:%M}." if at else "",
    }


def _back(minutes: Minutes, paragraph: UUID) -> HttpResponse:
    return redirect(reverse("minutes:detail", args=[minutes.pk]) + f"#p-{paragraph}")
