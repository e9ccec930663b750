"""What has happened to a request, in words, from the audit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from access.models import AuditEvent, User
from minutes.requests.models import MinuteRequest

WORDS = {
    "request.logged": "wrote the request down",
    "request.sorted": "sorted it",
    "request.requester_confirmed": "checked who asks",
    "request.address_confirmed": "read the address back",
    "request.clock_stopped": "asked a question. The legal clock stopped.",
    "request.clock_started": "noted the answer. The legal clock goes on.",
    "request.extended": "extended the legal limit",
    "request.sent_to_chair": "sent it to the chair",
    "request.open_parts_allowed": "decided that they may have the minutes",
    "request.refused": "refused it",
    "request.withdrawn": "noted that it was withdrawn",
    "request.closed": "closed it",
    "request.redaction_started": "started the redaction",
    "request.redaction_dropped": "went back to the checks",
    "request.redacted": "sent the marks for a second check",
    "request.sent_back": "sent marks back",
    "copy.made": "agreed every mark. The copy was made and searched.",
    "copy.taken_back": "took the copy back",
    "copy.released": "released the copy",
    "copy.downloaded": "opened a file of the copy",
    "copy.delivered": "noted that it arrived",
    "copy.holder_told": "noted that the holder was told of a newer version",
}


@dataclass(frozen=True)
class Happened:
    """One line of the history."""

    at: datetime
    who: str
    what: str


def history_of(request: MinuteRequest) -> list[Happened]:
    """Newest first. Single marks are left out: the redaction page shows them."""
    ids = [str(request.pk), *map(str, request.copies.values_list("pk", flat=True))]
    events = AuditEvent.objects.filter(Q(on_id__in=ids), verb__in=WORDS).order_by("-sequence")
    names = dict(User.objects.filter(pk__in={event.actor_id for event in events}).values_list("pk", "name"))
    return [Happened(event.at, _name(names, event), WORDS[event.verb]) for event in events]


def _name(names: dict[UUID, str], event: AuditEvent) -> str:
    return names.get(event.actor_id, "Somebody") if event.actor_id else "Somebody"
