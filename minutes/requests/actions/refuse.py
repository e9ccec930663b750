"""What can be done to say no: to all of a request or to part of it, with a reason and the way to complain."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.documents.answer import RefusalLetter, refusal_letter
from minutes.requests import dates, states
from minutes.requests.locking import locked
from minutes.requests.models import MinuteRequest, Refusal
from minutes.requests.reasons import REFUSED_FOR
from recordings.vault import store

Status = MinuteRequest.Status
PURPOSE = "refusal"


@dataclass(frozen=True)
class No:
    """Why something is refused: reasons from the list, and words for the person who asked."""

    codes: tuple[str, ...]
    reason: str = field(repr=False)
    in_part: bool = False


@transaction.atomic
def refuse(request: MinuteRequest, *, no: No, by: User) -> Refusal:
    """Refuse all or part of a request. The letter with reason and complaint route is made and sealed."""
    request = locked(request)
    _who_decides(request, by)
    if not no.codes or not set(no.codes) <= set(REFUSED_FOR):
        raise Conflict("Choose at least one reason from the list.")
    if not no.reason.strip():
        raise Conflict("Give the reason in words for the person who asked.")
    if not no.in_part:
        states.move(request, to=Status.REFUSED, by=by)
        request.decision_reason = no.reason
        request.save()
    elif not request.is_open:
        raise Conflict("This request has ended.")
    refusal = _written(request, no, by)
    audit.record(
        "request.refused_in_part" if no.in_part else "request.refused",
        by=by,
        on=request,
        conference=request.conference_id,
        codes=list(no.codes),
        fingerprint=refusal.sha256,
    )
    return refusal


def _who_decides(request: MinuteRequest, by: User) -> None:
    """The chair of the conference; information governance for what is theirs to answer."""
    if request.is_for_governance:
        require(by, May.TRIAGE_REQUEST)
        return
    require(by, May.DECIDE_REQUEST)
    if not request.conference.is_chaired_by(by):
        raise Conflict("Only the chair of this conference can decide this.")


def _written(request: MinuteRequest, no: No, by: User) -> Refusal:
    """The refusal with its letter, sealed under the request's own key."""
    now = timezone.now()
    letter = refusal_letter(
        RefusalLetter(
            council=settings.COUNCIL_NAME,
            name=str(request.name),
            address=str(request.address) if request.delivery == MinuteRequest.Delivery.POST else "",
            reference=request.reference,
            asked_on=timezone.localdate(request.received_at),
            in_part=no.in_part,
            reasons=tuple(REFUSED_FOR[code] for code in no.codes),
            words=no.reason,
            complaints_to=settings.COMPLAINTS_ADDRESS,
            phone=settings.SAFEGUARDING_PHONE,
            made_at=timezone.localtime(now),
        )
    )
    refusal = Refusal(
        request=request, in_part=no.in_part, codes=list(no.codes), reason=no.reason, by=by, at=now
    )
    refusal.size, refusal.sha256 = len(letter), hashlib.sha256(letter).hexdigest()
    refusal.blob = store.seal_stream([letter], request.key, refusal.pk, PURPOSE).name
    refusal.save(force_insert=True)
    return refusal


@transaction.atomic
def open_refusal(refusal: Refusal, *, by: User) -> bytes:
    """The letter itself, to print. Each time is in the audit."""
    require(by, May.VIEW_REQUESTS)
    reader = store.open(refusal.blob, refusal.request.key, refusal.pk, PURPOSE)
    content = reader.pread(0, reader.size)
    audit.record("refusal.opened", by=by, on=refusal, conference=refusal.request.conference_id)
    return content


@transaction.atomic
def note_refusal_sent(refusal: Refusal, *, on: date, by: User) -> Refusal:
    """The letter went to the person who asked."""
    require(by, May.LOG_REQUEST)
    refusal = Refusal.objects.select_for_update().get(pk=refusal.pk)
    dates.require_past(on)
    if refusal.sent_on or on < timezone.localdate(refusal.at):
        raise Conflict("The letter went once, and not before it was written. Check the date.")
    refusal.sent_on, refusal.sent_by = on, by
    refusal.save(update_fields=["sent_on", "sent_by"])
    audit.record("refusal.sent", by=by, on=refusal, conference=refusal.request.conference_id, day=on)
    return refusal
