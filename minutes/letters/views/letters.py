"""The list of letters, one letter as it will print, its signature, its sending and its proof."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.errors import Conflict
from access.http import Request
from access.models import User
from access.paging import page_of
from access.roles import May, require
from minutes.documents.letter import blocks
from minutes.letters import actions, checks
from minutes.letters.composing import NOT_NUMBERED, asked_for, compose
from minutes.letters.due import due_for
from minutes.letters.forms import LeafletForm, LetterForm, ReopenForm, SendForm
from minutes.letters.leaflets import leaflet_now
from minutes.letters.models import Letter, LetterFile
from minutes.letters.views.decisions import conference_of
from minutes.requests.forms import DayForm
from recordings.calendar.council import council
from recordings.dates import as_clock

PAGE = 20
ALSO = (
    "this person needs the letter {} too, made by somebody qualified for it. "
    "This one goes on time all the same; the other goes with it or after it."
)
LATEST = 500  # of those that went; an older one is on the page of its conference
Status = Letter.Status


def letter_of(pk: UUID, user: User) -> Letter:
    """A letter that this person prepares, or sends as the second one."""
    found = Letter.objects.visible_to(user).with_people()
    return get_object_or_404(found, pk=pk)


@require_GET
def letters(request: Request) -> HttpResponse:
    """Letters that are not sent yet, late first; then those that went."""
    require(request.user, May.PREPARE_LETTERS)
    reachable = Letter.objects.visible_to(request.user).with_people()
    gone = Letter.objects.newest_gone_by(request.user, LATEST)
    context = {
        "open": reachable.unsent().soonest_first()[:PAGE],
        "all_open": reachable.unsent().count(),
        "most": PAGE,
        "latest": LATEST,
        "page": page_of(reachable, PAGE, request.GET.get("page"), ids=gone),
    }
    return render(request, "letters/letters.html", context)


@require_POST
def make(request: Request, pk: UUID) -> HttpResponse:
    """A letter for each person who gets one."""
    conference = conference_of(request, pk)
    made = actions.make_letters(conference, by=request.user)
    words = "1 letter was made" if len(made) == 1 else f"{len(made)} letters were made"
    messages.success(request, f"{words}. Look at each one before it is signed.")
    return redirect("letters:decisions", pk)


@require_http_methods(["GET", "POST"])
def letter(request: Request, pk: UUID) -> HttpResponse:
    """One letter: as it will print, about whom, how it goes, and what is to be done now."""
    found = letter_of(pk, request.user)
    form = LetterForm(request.POST if request.method == "POST" else None, letter=found, initial=_known(found))
    if request.method == "POST" and form.is_valid():
        actions.change_letter(found, going=form.going(), by=request.user)
        messages.success(request, "Saved.")
        return redirect("letters:letter", pk)
    return render(request, "letters/letter.html", letter_context(found, request.user, form=form))


def _known(letter: Letter) -> dict[str, Any]:
    own = {name: getattr(letter, name) for name in ("way", "address", "format", "language")}
    address = "" if letter.recipient.address_withheld else letter.address
    return {**own, "address": address, "children": list(letter.children.all())}


def letter_context(
    letter: Letter, user: User, *, form: LetterForm, send: SendForm | None = None
) -> dict[str, Any]:
    """What the page of one letter shows."""
    chairs = letter.conference.is_chaired_by(user)
    return {
        "letter": letter,
        "conference": letter.conference,
        "content": compose(letter, number=letter.number or NOT_NUMBERED, at=letter.signed_at),
        "clock": _clock(letter),
        "asked_for": " and ".join(asked_for(letter)),
        "also_needed": ALSO.format(" and ".join(asked_for(letter))),
        "form": send if send and send.errors else form,
        "letter_form": form,
        "send_form": send or SendForm(letter=letter),
        "drop_form": ReopenForm(),
        "checks": checks.before_signing(letter)
        if letter.status == Status.DRAFT
        else checks.before_sending(letter),
        "may_sign": letter.status == Status.DRAFT and chairs and user.may(May.APPROVE_LETTERS),
        "may_drop": letter.status == Status.DRAFT and chairs and user.may(May.APPROVE_LETTERS),
        "may_send": letter.status == Status.SIGNED and user.may(May.RELEASE_LETTERS),
        "own": letter.signed_by_id == user.pk,
        "may_change": letter.status == Status.DRAFT,
        "may_arrive": letter.status == Status.SENT and user.may(May.RELEASE_LETTERS),
        "may_open": user.may(May.PREPARE_LETTERS),
        "trail": [
            {"name": "Letters", "url": reverse("letters:letters")},
            {"name": "Decisions", "url": reverse("letters:decisions", args=[letter.conference_id])},
        ],
    }


def _clock(letter: Letter) -> dict[str, Any] | None:
    """The day this letter is due by, with its working, until it went."""
    answer = due_for(letter, council()) if letter.is_open else None
    return as_clock("Decision letter", answer) if answer else None


@require_GET
def preview(request: Request, pk: UUID) -> HttpResponse:
    """The letter as it will print."""
    found = letter_of(pk, request.user)
    content = compose(found, number=found.number or NOT_NUMBERED, at=found.signed_at)
    shown = [{"kind": type(block).__name__.lower(), "block": block} for block in blocks(content)]
    context = {"letter": found, "content": content, "blocks": shown}
    return render(request, "letters/preview.html", context)


@require_POST
def sign(request: Request, pk: UUID) -> HttpResponse:
    """The chair signs."""
    signed = actions.sign_letter(letter_of(pk, request.user), by=request.user)
    messages.success(request, f"Signed. Somebody else sends letter {signed.number}.")
    return redirect("letters:letter", pk)


@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """A signed letter is open again; or one that was not to be sent."""
    found = letter_of(pk, request.user)
    act = actions.want_letter_after_all if found.status == Status.NOT_SENT else actions.take_back_letter
    act(found, by=request.user)
    return redirect("letters:letter", pk)


@require_POST
def drop(request: Request, pk: UUID) -> HttpResponse:
    """Do not send it."""
    found = letter_of(pk, request.user)
    require(request.user, May.APPROVE_LETTERS)
    form = ReopenForm(request.POST)
    if form.is_valid():
        actions.drop_letter(found, reason=form.cleaned_data["reason"], by=request.user)
    else:
        messages.error(request, "Say why this letter is not sent.")
    return redirect("letters:letter", pk)


@require_POST
def send(request: Request, pk: UUID) -> HttpResponse:
    """The second person sends it. What speaks against it is said above the form."""
    require(request.user, May.RELEASE_LETTERS)
    found = letter_of(pk, request.user)
    form = SendForm(request.POST, letter=found)
    if form.is_valid() and _sent(found, form, by=request.user):
        messages.success(request, "Sent. Note the day it arrived when you know it.")
        return redirect("letters:letter", pk)
    known = LetterForm(letter=found, initial=_known(found))
    return render(request, "letters/letter.html", letter_context(found, request.user, form=known, send=form))


def _sent(letter: Letter, form: SendForm, *, by: User) -> bool:
    try:
        actions.send_letter(letter, sent=form.sent(), by=by)
    except Conflict as why:
        form.add_error(None, str(why))
        return False
    return True


@require_http_methods(["GET", "POST"])
def arrived(request: Request, pk: UUID) -> HttpResponse:
    """The day on which it was in the person's hands."""
    require(request.user, May.RELEASE_LETTERS)
    found = letter_of(pk, request.user)
    start = {"on": timezone.localdate()}
    form = DayForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        actions.record_arrival(found, on=form.cleaned_data["on"], by=request.user)
        return redirect("letters:letter", pk)
    return render(request, "letters/arrived.html", {"letter": found, "form": form})


@require_POST
def translated(request: Request, pk: UUID) -> HttpResponse:
    """The translation has gone after the letter."""
    actions.enclose_translation(letter_of(pk, request.user), by=request.user)
    return redirect("letters:letter", pk)


@require_GET
def download(request: Request, pk: UUID) -> HttpResponse:
    """One file of a letter. Its name says nothing about anybody."""
    file = get_object_or_404(LetterFile.objects.visible_to(request.user), pk=pk)
    response = HttpResponse(actions.open_letter_file(file, by=request.user), content_type=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.filename}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "POST"])
def leaflet(request: Request) -> HttpResponse:
    """The leaflet on complaints that goes with every letter."""
    require(request.user, May.MANAGE_SETTINGS)
    title, text = leaflet_now()
    form = LeafletForm(
        request.POST if request.method == "POST" else None, initial={"title": title, "text": text}
    )
    if form.is_valid():
        actions.set_leaflet(**form.cleaned_data, by=request.user)
        messages.success(request, "Set. Every letter signed from now on has this leaflet.")
        return redirect("letters:leaflet")
    return render(request, "letters/leaflet.html", {"form": form})
