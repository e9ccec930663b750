"""Who has done which half of a copy: who wrote or redacted it neither checks it nor lets it go."""

from uuid import UUID

from django.db.models import Q

from access.errors import Conflict
from access.models import AuditEvent, User
from minutes.requests.models import MinuteRequest


def redactors(request: MinuteRequest) -> set[UUID]:
    """Whoever started, decided on a mark, or handed the marks over: none of them may check or release it.

    The audit is asked as well, for another person may have decided a mark again since.
    """
    marks = [str(pk) for pk in request.redactions.values_list("pk", flat=True)]
    on_marks = Q(on_id__in=marks, verb__startswith="redaction.")
    on_request = Q(on_id=str(request.pk), verb__in=["redaction.marked", "request.redacted"])
    if request.redaction_started_at:
        on_request &= Q(at__gte=request.redaction_started_at)
    by = {
        request.redacted_by_id,
        *request.redactions.values_list("by", flat=True),
        *AuditEvent.objects.filter(on_marks | on_request).values_list("actor_id", flat=True),
    }
    return {pk for pk in by if pk is not None}


def approvers(request: MinuteRequest) -> set[UUID]:
    """Whoever approved these minutes, this version or an earlier one that it was amended from."""
    if request.version is None:
        return set()
    minutes = request.version.minutes
    on_minutes = AuditEvent.objects.filter(on_id=str(minutes.pk), verb="minutes.approved")
    by = {minutes.approved_by_id, *on_minutes.values_list("actor_id", flat=True)}
    return {pk for pk in by if pk is not None}


def not_the_approver(request: MinuteRequest, by: User) -> None:
    """Stop whoever approved the minutes from redacting a copy of them."""
    if by.pk in approvers(request):
        raise Conflict("You approved these minutes, so someone else must redact the copy.")


def somebody_else(request: MinuteRequest, by: User) -> None:
    """Stop whoever redacted or approved from checking the marks, and from letting the copy go."""
    if by.pk in redactors(request):
        raise Conflict("You redacted this copy, so someone else must check and release it.")
    if by.pk in approvers(request):
        raise Conflict("You approved these minutes, so someone else must check and release the copy.")
