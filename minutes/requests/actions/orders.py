"""What is made of a copy to order: sent to somebody, taken in sealed, seen by a second person, sent on."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.documents import proof
from minutes.requests import order_states
from minutes.requests.actions.send import send_out
from minutes.requests.envelope import confirm_envelope
from minutes.requests.halves import somebody_else
from minutes.requests.kinds import kind_of
from minutes.requests.locking import locked as locked_request
from minutes.requests.making import secrets_of
from minutes.requests.models import Dispatch, MinuteRequest, Order, TypedCopy
from minutes.requests.opening import ORDER, order_content
from minutes.requests.sources import source_of
from minutes.requests.withheld import goes_where_it_must_not
from recordings.vault import store

State, Status = Order.State, MinuteRequest.Status
LARGEST = 64 * 1024 * 1024
WITH_A_COPY = {Status.READY, Status.RELEASED, Status.DELIVERED}
READABLE = {Order.Type.PDF, Order.Type.DOCX, Order.Type.TXT}


@dataclass(frozen=True)
class Wanted:
    """What is ordered, from whom, and by when. They have promised in writing to keep it to themselves."""

    kind: str
    maker: str
    promise_seen_on: date
    sent_on: date
    due_on: date
    language: str = ""


@transaction.atomic
def place_order(copy: TypedCopy, *, wanted: Wanted, by: User) -> Order:
    """Send a copy to somebody who reads it aloud, makes it easy to read, or translates it."""
    require(by, May.RELEASE_COPY)
    request = locked_request(copy.request)
    if request.status not in WITH_A_COPY:
        raise Conflict("There is no copy of this request that something could be made from.")
    _possible(wanted)
    order = Order.objects.create(copy=copy, by=by, **vars(wanted))
    audit.record("order.placed", by=by, on=order, conference=request.conference_id, kind=order.kind)
    return order


def _possible(wanted: Wanted) -> None:
    if wanted.kind == Order.Kind.TRANSLATION and not wanted.language.strip():
        raise Conflict("Say which language it is translated into.")
    if wanted.sent_on > timezone.localdate() or wanted.promise_seen_on > wanted.sent_on:
        raise Conflict("They promised to keep it to themselves before it was sent, and that is not to come.")
    if wanted.due_on < wanted.sent_on:
        raise Conflict("It is due after it was sent. Check the dates.")


@transaction.atomic
def take_in(order: Order, *, content: bytes, on: date, by: User) -> Order:
    """What came back is sealed. Words that were taken out of the copy must not be in it either."""
    require(by, May.RELEASE_COPY)
    order = _locked(order)
    order_states.move(order, to=State.RETURNED, by=by)
    if on < order.sent_on or on > timezone.localdate():
        raise Conflict("It came back after it was sent, and not later than today. Check the date.")
    kind = kind_of(content)
    if kind is None or len(content) > LARGEST:
        raise Conflict("Add a PDF, Word, text, MP3, M4A, Ogg or WAV file of at most 64 MB. Nothing was kept.")
    _refuse_secrets(order, content, kind)
    order.returned_on, order.returned_by, order.media_type, order.wrong = on, by, kind, ""
    order.size, order.sha256 = len(content), hashlib.sha256(content).hexdigest()
    order.blob = store.seal_stream([content], order.copy.key, order.pk, ORDER).name
    order.save()
    audit.record(
        "order.returned",
        by=by,
        on=order,
        conference=order.copy.request.conference_id,
        fingerprint=order.sha256,
    )
    return order


def _refuse_secrets(order: Order, content: bytes, kind: str) -> None:
    request = order.copy.request
    if kind not in READABLE or request.version_id != order.copy.version_id:
        return
    secrets = secrets_of(request, source_of(request))
    if proof.search(content, secrets.unshown | secrets.shown):
        raise Conflict(
            "Words that were taken out of the copy are in this file. It was not kept. "
            "Tell information governance, and ask how they came there."
        )


@transaction.atomic
def check_order(order: Order, *, by: User) -> Order:
    """Somebody else has looked at the file, page by page or from beginning to end: it belongs to the copy."""
    require(by, May.CHECK_REDACTION)
    order = _locked(order)
    order_states.move(order, to=State.CHECKED, by=by)
    order.checked_by, order.checked_at = by, timezone.now()
    order.save()
    return _noted("order.checked", order, by)


@transaction.atomic
def send_order_back(order: Order, *, wrong: str, due_on: date, by: User) -> Order:
    """Something is wrong with it: the file goes, and whoever made it makes it again."""
    require(by, May.CHECK_REDACTION)
    order = _locked(order)
    order_states.move(order, to=State.SENT, by=by)
    if due_on < timezone.localdate():
        raise Conflict("It cannot be due in the past. Check the date.")
    _forget_file(order)
    order.returned_on = order.returned_by = None
    order.wrong, order.due_on = wrong, due_on
    order.save()
    return _noted("order.sent_back", order, by)


@transaction.atomic
def cancel_order(order: Order, *, by: User) -> Order:
    """It is not needed any more."""
    require(by, May.RELEASE_COPY)
    order = _locked(order)
    order_states.move(order, to=State.CANCELLED, by=by)
    order.save()
    return _noted("order.cancelled", order, by)


@transaction.atomic
def open_order(order: Order, *, by: User) -> bytes:
    """The file that came back, to look at or to print. Each time is in the audit."""
    if not by.may(May.CHECK_REDACTION):
        require(by, May.DOWNLOAD_COPY)
    if not order.blob:
        raise Conflict("Nothing has come back yet.")
    _noted("order.opened", order, by)
    return order_content(order)


@transaction.atomic
def send_order(order: Order, *, envelope: str, tracking: str, by: User) -> Dispatch:
    """What was made goes to the person who has the copy, the same way and with the same care."""
    require(by, May.RELEASE_COPY)
    order = _locked(order)
    request = locked_request(order.copy.request)
    if order.state != State.CHECKED or request.status != Status.DELIVERED:
        raise Conflict("It goes alone once it is checked and they have the copy itself.")
    if goes_where_it_must_not(request):
        raise Conflict("The address it would go to is withheld from them now. Do not send it.")
    somebody_else(request, by)
    confirm_envelope(request, envelope)
    order.copy.request = request
    return send_out(order.copy, order=order, tracking=tracking, by=by)


def _forget_file(order: Order) -> None:
    store.delete(order.blob)
    order.blob, order.size, order.sha256, order.media_type = "", 0, "", ""


def _noted(verb: str, order: Order, by: User) -> Order:
    audit.record(verb, by=by, on=order, conference=order.copy.request.conference_id, kind=order.kind)
    return order


def _locked(order: Order) -> Order:
    related = Order.objects.select_for_update(of=("self",)).select_related("copy__key", "copy__request__key")
    return related.get(pk=order.pk)
