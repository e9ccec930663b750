"""What can be done to put a part back that the reader was out of: one person asks, another one allows."""

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.requests.locking import locked
from minutes.requests.models import MinuteRequest, PutBack
from recordings.models import Part, PartKind

Status = MinuteRequest.Status
OPEN_FOR_IT = {Status.CHECKING, Status.WAITING, Status.WITH_CHAIR, Status.REDACTING}


@transaction.atomic
def ask_to_put_back(request: MinuteRequest, *, part: Part, reason: str, by: User) -> PutBack:
    """Ask that this reader gets what was said while they were out. It stays out until it is allowed."""
    require(by, May.REDACT)
    request = locked(request)
    if request.status not in OPEN_FOR_IT:
        raise Conflict("Parts are put back before the second check.")
    if part.recording.conference_id != request.conference_id or part.recording.restricted:
        raise Conflict("This part is not one that can be in a copy.")
    if part.kind != PartKind.PART_EXCLUDED:
        raise Conflict("Restricted parts, and parts with the child alone, are never in a copy.")
    if request.put_back.filter(part=part).exists():
        raise Conflict("This was asked already.")
    asked = PutBack.objects.create(
        request=request, part=part, reason=reason, asked_by=by, asked_at=timezone.now()
    )
    audit.record(
        "part.asked_back", by=by, on=request, conference=request.conference_id, part=part.pk, ask=asked.pk
    )
    return asked


@transaction.atomic
def allow_put_back(asked: PutBack, *, by: User) -> PutBack:
    """The chair allows it. The redaction starts again, for nobody has looked at these words yet."""
    require(by, May.DECIDE_REQUEST)
    request, asked = locked(asked.request), PutBack.objects.select_for_update().get(pk=asked.pk)
    if not request.conference.is_chaired_by(by):
        raise Conflict("Only the chair of this conference can decide this.")
    if asked.asked_by_id == by.pk:
        raise Conflict("You asked for this, so someone else must allow it.")
    if asked.allowed_at or request.status not in OPEN_FOR_IT:
        raise Conflict("This does not wait for a decision any more.")
    asked.allowed_by, asked.allowed_at = by, timezone.now()
    asked.save(update_fields=["allowed_by", "allowed_at"])
    audit.record(
        "part.allowed_back",
        by=by,
        on=request,
        conference=request.conference_id,
        part=asked.part_id,
        ask=asked.pk,
    )
    return asked


@transaction.atomic
def drop_put_back(asked: PutBack, *, by: User) -> None:
    """It stays out: the chair says no, or whoever may ask takes it back."""
    if not by.may(May.REDACT):
        require(by, May.DECIDE_REQUEST)
    request = locked(asked.request)
    if request.status not in OPEN_FOR_IT:
        raise Conflict("The copy is made. Send it back to redaction first.")
    audit.record(
        "part.kept_out",
        by=by,
        on=request,
        conference=request.conference_id,
        part=asked.part_id,
        ask=asked.pk,
        was_allowed=asked.allowed_at is not None,
    )
    if asked.allowed_at:
        request.redaction_started_at = None  # marks on words that are out again: the redaction begins anew
        request.save(update_fields=["redaction_started_at"])
    asked.delete()
