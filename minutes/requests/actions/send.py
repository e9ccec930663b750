"""What follows a release: the code or password by another way, proof that it arrived, or its return."""

import secrets
from datetime import date
from http.client import HTTPException
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.documents import locked, slips
from minutes.requests import mail, notify, states
from minutes.requests.locking import locked as locked_request
from minutes.requests.models import CopyLink, Dispatch, MinuteRequest, Order, TypedCopy, token_digest
from minutes.requests.opening import content_of, on_paper, order_content

Status, State, Failure = MinuteRequest.Status, Dispatch.State, Dispatch.Failure
NO_TEXT = "The text message could not be sent. Telephone them, or choose another way for the code."


@transaction.atomic
def send_out(
    copy: TypedCopy, *, tracking: str, by: User, pages: int = 0, order: Order | None = None
) -> Dispatch:
    """Begin one sending of a released copy: a link goes by itself, a locked PDF with its password later."""
    require(by, May.RELEASE_COPY)
    request = copy.request
    dispatch = Dispatch.objects.create(
        copy=copy,
        order=order,
        method=request.delivery,
        state=State.SENDING if request.delivery in MinuteRequest.BY_MAIL else State.SENT,
        tracking=tracking,
        pages=pages,
        sent_on=timezone.localdate(),
        by=by,
    )
    if dispatch.method == Dispatch.Method.LINK:
        _make_link(dispatch)
    audit.record(
        "copy.set_off", by=by, on=copy, conference=request.conference_id, how=dispatch.method, pages=pages
    )
    return dispatch


def _make_link(dispatch: Dispatch) -> None:
    token, until = secrets.token_urlsafe(32), timezone.now() + CopyLink.HOLDS
    CopyLink.objects.create(dispatch=dispatch, token_digest=token_digest(token), expires_at=until)
    mail.send_link(dispatch, token=token, until=until, told=_told(dispatch.pk))


def _told(pk: UUID) -> mail.Told:
    """What the mail server answered is written down by the service itself, in a transaction of its own."""

    def told(notify_id: str, failure: str) -> None:
        dispatch, by = Dispatch.objects.get(pk=pk), User.objects.service("post")
        if failure and dispatch.is_under_way:
            note_return(dispatch, why=failure, on=timezone.localdate(), by=by)
        elif not failure:
            note_sent(dispatch, notify_id=notify_id, by=by)

    return told


@transaction.atomic
def note_sent(dispatch: Dispatch, *, notify_id: str, by: User) -> Dispatch:
    """The mail server took it."""
    require(by, May.NOTE_ARRIVAL)
    request, dispatch = _both(dispatch)
    dispatch.notify_id = notify_id
    if dispatch.state == State.SENDING:
        dispatch.state, dispatch.sent_on = State.SENT, timezone.localdate()
    dispatch.save()
    audit.record("copy.sent", by=by, on=dispatch.copy, conference=request.conference_id, how=dispatch.method)
    return dispatch


@transaction.atomic
def give_secret(dispatch: Dispatch, *, by: User) -> str:
    """A fresh code for a link, or the locked PDF with a fresh password. The one before it is void.

    Shown once, to whoever reads it out or puts it into a letter; nothing where it went as a text message.
    """
    require(by, May.RELEASE_COPY)
    request, dispatch = _both(dispatch)
    if dispatch.method not in MinuteRequest.BY_MAIL or not dispatch.is_under_way:
        raise Conflict("Nothing is under way that a code or a password would open.")
    made = _new_code(dispatch) if dispatch.method == Dispatch.Method.LINK else _send_locked(dispatch)
    audit.record(
        "copy.secret_given", by=by, on=dispatch.copy, conference=request.conference_id, how=request.code_by
    )
    if request.code_by != MinuteRequest.Second.TEXT:
        return made
    _text(str(request.code_to), made)
    return ""


def _new_code(dispatch: Dispatch) -> str:
    link = CopyLink.objects.select_for_update().get(dispatch=dispatch)
    if not link.is_open:
        raise Conflict("This link has ended. Note that it was not opened, and release the copy again.")
    code = f"{secrets.randbelow(10**8):08}"
    link.code_digest, link.code_given_at = make_password(code), timezone.now()
    link.tries_left, link.wait_until = CopyLink.TRIES, None
    link.save()
    return f"{code[:4]} {code[4:]}"


def _send_locked(dispatch: Dispatch) -> str:
    password = locked.new_password()
    closed = locked.lock(_what_goes(dispatch), password=password)
    mail.send_locked(dispatch, locked=closed, told=_told(dispatch.pk))
    return password


def _what_goes(dispatch: Dispatch) -> bytes:
    """The PDF of the copy; or of what was made from it, if that went alone."""
    if dispatch.order is None:
        return content_of(dispatch.copy.files.get(format=on_paper(dispatch.copy.request)))
    if dispatch.order.media_type != Order.Type.PDF:
        raise Conflict("Only a PDF can be locked with a password. Send it by a link instead.")
    return order_content(dispatch.order)


def _text(number: str, secret: str) -> None:
    if not notify.is_on("sms"):
        raise Conflict(NO_TEXT)
    try:
        mail.text_code(number, secret)
    except (notify.NotAccepted, OSError, HTTPException) as error:
        raise Conflict(NO_TEXT) from error


@transaction.atomic
def print_secret(dispatch: Dispatch, *, secret: str, by: User) -> bytes:
    """The letter with a code that was just made: on paper and nowhere else."""
    require(by, May.RELEASE_COPY)
    request, dispatch = _both(dispatch)
    letter = slips.CodeLetter(
        council=settings.COUNCIL_NAME,
        name=str(request.name),
        address=str(request.code_to),
        code=secret,
        is_password=dispatch.method == Dispatch.Method.EMAIL,
        phone=settings.SAFEGUARDING_PHONE,
        made_at=timezone.localtime(),
    )
    audit.record("copy.secret_printed", by=by, on=dispatch.copy, conference=request.conference_id)
    return slips.code_letter(letter)


@transaction.atomic
def print_label(request: MinuteRequest, *, by: User) -> bytes:
    """The label for the envelope: the name, the address that was read back, and nothing of what is inside."""
    require(by, May.RELEASE_COPY)
    if request.delivery != MinuteRequest.Delivery.POST or not str(request.address).strip():
        raise Conflict("Only a copy that goes by post has a label. Check the address first.")
    label = slips.Label(
        str(request.name), str(request.address), settings.RETURN_ADDRESS, made_at=timezone.localtime()
    )
    audit.record("copy.label_printed", by=by, on=request, conference=request.conference_id)
    return slips.label(label)


@transaction.atomic
def record_delivery(copy: TypedCopy, *, on: date, by: User, proof: str = "") -> TypedCopy:
    """Note the day on which it was in the person's hands, and what shows that."""
    require(by, May.NOTE_ARRIVAL)
    dispatch = copy.dispatches.under_way().first()
    if dispatch is None or on < dispatch.sent_on or on > timezone.localdate():
        raise Conflict("It arrived after it was sent, and not later than today. Check the date.")
    if dispatch.method == Dispatch.Method.COLLECTED and not proof.strip():
        raise Conflict("Say which proof of identity was seen, and by whom.")
    request, dispatch = _both(dispatch)
    dispatch.state, dispatch.delivered_on = State.ARRIVED, on
    dispatch.proof, dispatch.proved_by = proof, by
    dispatch.save()
    if request.status != Status.DELIVERED:  # something more of this copy may follow what is delivered
        states.move(request, to=Status.DELIVERED, by=by)
        request.save()
    audit.record("copy.delivered", by=by, on=copy, conference=request.conference_id, day=on)
    return copy


@transaction.atomic
def note_return(dispatch: Dispatch, *, why: str, on: date, by: User) -> Dispatch:
    """It did not arrive. The request is ready again, and a wrong address has to be read back anew."""
    require(by, May.NOTE_ARRIVAL)
    request, dispatch = _both(dispatch)
    if not dispatch.is_under_way:
        raise Conflict("This sending has arrived, or has come back already.")
    if on < dispatch.sent_on or on > timezone.localdate():
        raise Conflict("It came back after it was sent, and not later than today. Check the date.")
    dispatch.state, dispatch.came_back_on, dispatch.failure = State.CAME_BACK, on, Failure(why)
    dispatch.save()
    CopyLink.objects.filter(dispatch=dispatch, ended_at=None).update(ended_at=timezone.now())
    if dispatch.failure in Dispatch.WRONG_ADDRESS:
        request.address_confirmed_on = request.address_confirmed_by = None
    if request.status == Status.RELEASED:
        states.move(request, to=Status.READY, by=by)
    request.save()
    audit.record(
        "copy.came_back", by=by, on=dispatch.copy, conference=request.conference_id, why=dispatch.failure
    )
    return dispatch


@transaction.atomic
def end_link(dispatch: Dispatch, *, by: User) -> Dispatch:
    """Take a link back: from now on it opens nothing. What was downloaded before stays downloaded."""
    require(by, May.RELEASE_COPY)
    link = CopyLink.objects.filter(dispatch=dispatch, ended_at=None).first()
    if link is None:
        raise Conflict("This link has ended already.")
    if dispatch.is_under_way:
        return note_return(dispatch, why=Failure.TAKEN_BACK, on=timezone.localdate(), by=by)
    link.ended_at = timezone.now()
    link.save(update_fields=["ended_at"])
    copy = dispatch.copy
    audit.record("link.taken_back", by=by, on=copy, conference=copy.request.conference_id)
    return dispatch


def _both(dispatch: Dispatch) -> tuple[MinuteRequest, Dispatch]:
    """The request and its sending as they are now, locked in that order."""
    request = locked_request(dispatch.copy.request)
    found = Dispatch.objects.select_for_update(of=("self",)).select_related("copy__key").get(pk=dispatch.pk)
    found.copy.request = request
    return request, found
