"""What can be done with a message: take it in, make it a request, add it to one, or set it aside."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.requests.actions.log import Asked, log_request
from minutes.requests.locking import locked
from minutes.requests.models import Message, MinuteRequest
from minutes.requests.threads import (
    answered_by,
    contact_digest,
    failed,
    id_digest,
    may_be_answered,
    note_sent_mail,
)
from recordings.models import Conference, VaultKey
from recordings.vault import store

PURPOSE = "message"
State, Aside = Message.State, Message.Aside


@dataclass(frozen=True)
class Arrived:
    """A message as it reached us. `reported` and `answers` are message ids; nothing of it is trusted."""

    channel: str
    received_at: datetime
    original: bytes = field(repr=False)
    sender: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    subject: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    attachments: int = 0
    is_cut: bool = False
    aside: str = ""
    message_id: str = field(default="", repr=False)
    answers: tuple[str, ...] = field(default=(), repr=False)
    token: str = field(default="", repr=False)
    reported: tuple[str, ...] = field(default=(), repr=False)
    source: str = field(default="", repr=False)

    @property
    def fingerprint(self) -> str:
        """The same for each delivery of one message; two messages that claim one id differ in their words."""
        if not self.message_id:
            return hashlib.sha256(self.original).hexdigest()
        said = (self.message_id, self.sender, self.subject, self.text, str(self.attachments))
        return id_digest("\n".join(("once", *said)))


@transaction.atomic
def receive_message(arrived: Arrived, *, by: User) -> Message | None:
    """Seal what came and say what it is. None: this message is here already."""
    require(by, May.RECEIVE_MESSAGE)
    if Message.objects.filter(fingerprint=arrived.fingerprint).exists():
        return None
    message = _new(arrived)
    _place(message, arrived)
    message.wants_answer = _wants_answer(message, arrived)
    message.blob = store.seal_stream([arrived.original], message.key, message.pk, PURPOSE).name
    message.save(force_insert=True)
    audit.record(
        "message.received",
        by=by,
        on=message,
        channel=message.channel,
        state=message.state,
        aside=message.aside or None,
        request=message.request_id,
    )
    return message


def _new(arrived: Arrived) -> Message:
    return Message(
        key=VaultKey.objects.fresh(),
        channel=arrived.channel,
        received_at=arrived.received_at,
        sender=arrived.sender,
        name=arrived.name,
        subject=arrived.subject,
        text=arrived.text,
        attachments=arrived.attachments,
        is_cut=arrived.is_cut,
        size=len(arrived.original),
        sha256=hashlib.sha256(arrived.original).hexdigest(),
        fingerprint=arrived.fingerprint,
        message_id_digest=id_digest(arrived.message_id),
        sender_digest=contact_digest(arrived.sender),
        source_digest=id_digest(arrived.source),
    )


def _place(message: Message, arrived: Arrived) -> None:
    """New, part of a request, or set aside: what no person wrote never becomes a request."""
    before = answered_by(token=arrived.token, ids=arrived.answers + arrived.reported)
    if before:
        message.request, message.follows = before.request, before.message
    if arrived.aside == Aside.BOUNCE and before and failed(before, arrived.reported + arrived.answers):
        message.state, message.aside = State.JOINED, Aside.BOUNCE
    elif arrived.aside:
        message.state, message.aside = State.ASIDE, arrived.aside
        message.handled_at = timezone.now()
    elif before and (before.request or before.is_waiting):
        message.state = State.JOINED


def _wants_answer(message: Message, arrived: Arrived) -> bool:
    """Only a new e-mail is answered, only at the address it came from, and never without end."""
    if message.state != State.NEW or message.channel != Message.Channel.EMAIL:
        return False
    try:
        validate_email(arrived.sender)
    except ValidationError:
        return False
    return may_be_answered(message.sender_digest)


@transaction.atomic
def log_message(message: Message, *, conference: Conference, asked: Asked, by: User) -> MinuteRequest:
    """Make a message the request that it is, from the moment at which it reached us."""
    message = _waiting(message)
    asked = replace(asked, channel=message.channel, received_at=message.received_at)
    request = log_request(conference, asked=asked, by=by)
    _handled(message, State.LOGGED, by).request = request
    message.save()
    message.followed_by.filter(request=None).update(request=request)
    message.answers.filter(request=None).update(request=request)
    audit.record("message.logged", by=by, on=message, conference=conference.pk, request=request.pk)
    return request


@transaction.atomic
def join_message(message: Message, *, request: MinuteRequest, by: User) -> Message:
    """Add a message to a request that is there already: it is the same, or an answer about it."""
    require(by, May.LOG_REQUEST)
    message = _waiting(message)
    _handled(message, State.JOINED, by).request = request
    message.save()
    message.followed_by.filter(request=None).update(request=request)
    audit.record("message.joined", by=by, on=message, conference=request.conference_id, request=request.pk)
    return message


@transaction.atomic
def set_aside(message: Message, *, aside: str, by: User) -> Message:
    """It asks for nothing that this service gives. It is kept for half a year, and can be brought back."""
    require(by, May.LOG_REQUEST)
    message = _waiting(message)
    message.aside = Aside(aside)
    _handled(message, State.ASIDE, by).save()
    for one in message.followed_by.filter(state=State.JOINED, request=None):
        one.aside = message.aside
        _handled(one, State.ASIDE, by).save()
    audit.record("message.set_aside", by=by, on=message, aside=message.aside)
    return message


@transaction.atomic
def bring_back(message: Message, *, by: User) -> Message:
    """It was set aside by mistake: it waits to be sorted, from the day on which it came."""
    require(by, May.LOG_REQUEST)
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.state != State.ASIDE:
        raise Conflict("This message is not set aside.")
    message.state, message.aside, message.request = State.NEW, "", None
    message.handled_by = message.handled_at = None
    message.save()
    audit.record("message.brought_back", by=by, on=message)
    return message


@transaction.atomic
def note_read(message: Message, *, by: User) -> Message:
    """Somebody has read what was added to a request by itself."""
    require(by, May.LOG_REQUEST)
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.state != State.JOINED or message.handled_at:
        raise Conflict("This message waits for nobody.")
    _handled(message, State.JOINED, by).save()
    audit.record("message.read", by=by, on=message, request=message.request_id)
    return message


@transaction.atomic
def note_acknowledged(message: Message, *, by: User) -> Message:
    """Our answer went: a number, a day and a telephone, and no name."""
    require(by, May.RECEIVE_MESSAGE)
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.acknowledged_at is None:
        message.acknowledged_at = timezone.now()
        message.save(update_fields=["acknowledged_at"])
        note_sent_mail(message.pk, to=message.sender, message=message, request=message.request)
        audit.record("message.acknowledged", by=by, on=message, request=message.request_id)
    return message


@transaction.atomic
def note_request_acknowledged(request: MinuteRequest, *, by: User) -> MinuteRequest:
    """Our answer went to the safe contact that they gave."""
    require(by, May.RECEIVE_MESSAGE)
    request = locked(request)
    if not request.sent.exists():
        note_sent_mail(request.pk, to=request.safe_email, message=None, request=request)
        audit.record("request.acknowledged", by=by, on=request, conference=request.conference_id)
    return request


@transaction.atomic
def open_original(message: Message, *, by: User) -> bytes:
    """The message as it came, with what hangs on it. The service itself never opens that."""
    require(by, May.LOG_REQUEST)
    reader = store.open(message.blob, message.key, message.pk, PURPOSE)
    content = reader.pread(0, reader.size)
    audit.record("message.original_opened", by=by, on=message, request=message.request_id)
    return content


@transaction.atomic
def forget_message(message: Message, *, by: User) -> None:
    """What was set aside half a year ago goes: its key is destroyed."""
    require(by, May.RECEIVE_MESSAGE)
    message = Message.objects.select_for_update().get(pk=message.pk)
    audit.record("message.forgotten", by=by, on=message, aside=message.aside)
    key = message.key
    store.delete(message.blob)
    message.followed_by.update(follows=None)
    message.delete()
    key.destroy()


def _waiting(message: Message) -> Message:
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.state != State.NEW:
        raise Conflict(f"This message is not waiting any more: {message.get_state_display().lower()}.")
    return message


def _handled(message: Message, state: str, by: User) -> Message:
    message.state, message.handled_by, message.handled_at = state, by, timezone.now()
    return message
