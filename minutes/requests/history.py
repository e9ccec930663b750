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
    "request.counted_as_both": "counted it as both: nobody had sorted it in two working days",
    "request.acknowledged": "said by e-mail that we have the request",
    "request.identity_asked": "asked who they are. The legal month begins when their proof comes.",
    "request.identity_came": "noted their proof of who they are",
    "request.answered_elsewhere": "answered it by the procedure of information governance",
    "request.refused_in_part": "refused part of it",
    "part.asked_back": "asked that a part is put back",
    "part.allowed_back": "agreed that a part is put back",
    "part.kept_out": "left a part out after all",
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
    "copy.sent": "noted that the e-mail went",
    "copy.came_back": "noted that it did not arrive",
    "copy.secret_given": "made what opens it",
    "copy.label_printed": "printed the address label",
    "order.placed": "sent the copy to have something made from it",
    "order.returned": "took in what was made to order",
    "order.checked": "checked what was made to order",
    "order.sent_back": "sent back what was made to order",
    "order.cancelled": "cancelled an order",
    "link.opened": "noted that the link was opened with its code",
    "link.code_refused": "refused a code at the link",
    "link.downloaded": "noted a download by the link",
    "link.taken_back": "took the link back",
    "request.code_way_chosen": "noted how the code reaches them",
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
