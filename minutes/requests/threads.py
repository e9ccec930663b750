"""Which e-mail answers which: by our token in the subject, or by the ids that mail programs write down."""

from __future__ import annotations

import base64
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from minutes.requests.models import Message, MinuteRequest, Sent, TypedCopy
from recordings.vault.lookup import lookup_digest

MOST_ANSWERS = 3
SENDING = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@", re.IGNORECASE)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Before:
    """What a message follows: an e-mail of ours, or an earlier one of theirs."""

    request: MinuteRequest | None
    message: Message | None

    @property
    def is_waiting(self) -> bool:
        return self.message is not None and self.message.state in {Message.State.NEW, Message.State.JOINED}


def answered_by(*, token: str, ids: Iterable[str]) -> Before | None:
    """What this message follows, if it is ours or known to us."""
    ids = list(ids)
    digests = [id_digest(one) for one in ids]
    sent = Sent.objects.filter(token=token).first() if token else None
    sent = sent or Sent.objects.filter(message_id_digest__in=digests).select_related("message").first()
    if sent:
        earlier = sent.message
        return Before(sent.request or (earlier.request if earlier else None), earlier)
    if copy := _copy_in(ids):
        return Before(copy.request, None)
    known = Message.objects.filter(message_id_digest__in=digests).order_by("received_at").first()
    return Before(known.request, known.follows or known) if known else None


def _copy_in(ids: Iterable[str]) -> TypedCopy | None:
    """The copy that one of our e-mails carried or linked to, by the id of its sending."""
    sendings = {UUID(found[1]) for one in ids if (found := SENDING.match(one))}
    return (
        TypedCopy.objects.filter(dispatches__in=sendings).select_related("request").first()
        if sendings
        else None
    )


def failed(before: Before, ids: Iterable[str]) -> bool:
    """Note that e-mails of ours did not arrive; whether any of these was ours."""
    ours = Sent.objects.filter(message_id_digest__in=[id_digest(one) for one in ids])
    return bool(ours.update(failed_at=timezone.now()))


def message_id(pk: UUID) -> str:
    """The id under which our answer about this message or request travels."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"
    return f"<acknowledgement.{pk}@{host}>"


def note_sent_mail(pk: UUID, *, to: str, message: Message | None, request: MinuteRequest | None) -> Sent:
    """Remember an answer of ours, so that what comes back to it finds its place."""
    return Sent.objects.create(
        purpose=Sent.Purpose.ACKNOWLEDGEMENT,
        message=message,
        request=request,
        token=token_of(pk),
        message_id_digest=id_digest(message_id(pk)),
        to_digest=contact_digest(to),
        sent_at=timezone.now(),
    )


def may_be_answered(to: str) -> bool:
    """Whether this address was not answered several times today: two machines could answer for ever."""
    if not to:
        return False
    return Sent.objects.filter(to_digest=to, sent_at__gte=timezone.now() - A_DAY).count() < MOST_ANSWERS


def id_digest(text: str) -> str:
    """The digest of a message id or another mark; none of nothing."""
    return lookup_digest(f"message:{text}") if text else ""


def contact_digest(address: str) -> str:
    """The digest of an e-mail address, the same however its letters were typed."""
    return lookup_digest(f"contact:{address}") if address else ""


def token_of(pk: UUID) -> str:
    """The token in the subject of our answer: always the same for one message, and not to be guessed."""
    made = hmac.digest(settings.LOOKUP_KEY.encode(), b"token/1\x00" + pk.bytes, "sha256")
    letters = base64.b32encode(made).decode().translate(str.maketrans("IO10", "8989"))[:12]
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"
