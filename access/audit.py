"""The audit: one line for each thing done, in the same transaction, each chained to the one before."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from contextvars import ContextVar
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, models
from django.http import HttpRequest
from django.utils import timezone

from access.models import AuditEvent, AuditHead, User

source_address: ContextVar[str | None] = ContextVar("source_address", default=None)
SAFE_TEXT = re.compile(r"[\w.:/+-]{0,80}", re.ASCII)


class Broken(Exception):
    """The chain does not hold. The message says at which event."""


@dataclass(frozen=True)
class Verified:
    """What `verify` found: how many events, and the digest of the last one."""

    events: int
    head: str


def record(
    verb: str,
    *,
    by: User,
    on: models.Model,
    conference: UUID | None = None,
    refused: bool = False,
    **details: Any,
) -> AuditEvent:
    """Write the line for what is being done, inside the transaction that does it.

    `verb` is "noun.past_tense". Details are ids, codes and numbers: no spaces, so no names and no sentences.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("audit.record() belongs inside the transaction that makes the change.")
    outcome = AuditEvent.Outcome.REFUSED if refused else AuditEvent.Outcome.DONE
    event = AuditEvent(
        at=timezone.now(),
        actor_id=by.pk,
        actor_role=by.role or "",
        verb=verb,
        on_model=on._meta.label_lower,
        on_id=str(on.pk),
        conference_id=conference,
        outcome=outcome,
        source=source_address.get(),
        details={name: _safe(value) for name, value in details.items()},
    )
    return _chained(event)


def _chained(event: AuditEvent) -> AuditEvent:
    """Add the event to the end of the chain. The head's row is locked until the transaction ends."""
    head = AuditHead.objects.select_for_update().get_or_create(pk=1)[0]
    event.sequence, event.previous = head.sequence + 1, head.digest
    event.digest = _digest(event)
    event.save()
    head.sequence, head.digest = event.sequence, event.digest
    head.save()
    return event


def verify(*, containing: str | None = None) -> Verified:
    """Walk the whole chain; raises `Broken` at the first event that does not fit.

    `containing` is a digest noted earlier, outside the database: a chain cut off before it does not hold.
    """
    noted = _head()
    previous, count = "", 0
    for event in AuditEvent.objects.order_by("sequence").iterator(chunk_size=2000):
        count += 1
        _fits(event, count, previous)
        previous = event.digest
        if count == noted.sequence and previous != noted.digest:
            raise Broken(f"Event {count} was changed.")
    if count < noted.sequence or count > _head().sequence:
        raise Broken(f"Events after {min(count, noted.sequence)} are missing or were added.")
    if containing and not AuditEvent.objects.filter(digest=containing).exists():
        raise Broken("The digest noted earlier is not in the chain any more.")
    return Verified(events=count, head=previous)


def _head() -> AuditHead:
    return AuditHead.objects.filter(pk=1).first() or AuditHead()


def _fits(event: AuditEvent, count: int, previous: str) -> None:
    """Whether this event is the next one of the chain, as it was written."""
    if event.sequence != count:
        raise Broken(f"Event {count} is missing.")
    if event.previous != previous or not hmac.compare_digest(event.digest, _digest(event)):
        raise Broken(f"Event {event.sequence} was changed.")


def _safe(value: Any) -> Any:
    """A detail as it is stored; refuses what could hold a name or a spoken word."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [_safe(item) for item in value]
    text = str(value)
    if not SAFE_TEXT.fullmatch(text):
        raise ValueError("An audit detail is an id, a code or a number, never text.")
    return text


def _digest(event: AuditEvent) -> str:
    """HMAC-SHA256 of every field but the digest itself, under the audit's own key."""
    fields = [
        event.sequence,
        event.at.isoformat(),
        str(event.actor_id),
        event.actor_role,
        event.verb,
        event.on_model,
        event.on_id,
        str(event.conference_id),
        event.outcome,
        event.source,
        event.details,
        event.previous,
    ]
    line = json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()
    return hmac.new(settings.AUDIT_KEY.encode(), line, hashlib.sha256).hexdigest()


def request_address(request: HttpRequest) -> str | None:
    """The address a request came from.

    With HTTPS a proxy stands in front of us: the last address is what it saw, any other somebody's word.
    """
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() if settings.HTTPS else ""
    try:
        return str(ip_address(seen))
    except ValueError:
        return request.META.get("REMOTE_ADDR") or None
