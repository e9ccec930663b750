"""The life of a request, as one table: each move and the permission it needs."""

from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.requests.models import FollowUp, MinuteRequest

Status = MinuteRequest.Status

MOVES: dict[tuple[str, str], May] = {
    (Status.RECEIVED, Status.TRIAGE): May.LOG_REQUEST,
    (Status.RECEIVED, Status.CHECKING): May.LOG_REQUEST,
    (Status.TRIAGE, Status.CHECKING): May.TRIAGE_REQUEST,
    (Status.CHECKING, Status.TRIAGE): May.TRIAGE_REQUEST,
    (Status.TRIAGE, Status.CLOSED): May.TRIAGE_REQUEST,
    (Status.TRIAGE, Status.REFUSED): May.TRIAGE_REQUEST,
    (Status.CHECKING, Status.WAITING): May.LOG_REQUEST,
    (Status.WAITING, Status.CHECKING): May.LOG_REQUEST,
    (Status.CHECKING, Status.WITH_CHAIR): May.LOG_REQUEST,
    (Status.WITH_CHAIR, Status.CHECKING): May.DECIDE_REQUEST,
    (Status.CHECKING, Status.REDACTING): May.REDACT,
    (Status.REDACTING, Status.CHECKING): May.REDACT,
    (Status.REDACTING, Status.SECOND_CHECK): May.REDACT,
    (Status.SECOND_CHECK, Status.REDACTING): May.CHECK_REDACTION,
    (Status.SECOND_CHECK, Status.READY): May.CHECK_REDACTION,
    (Status.READY, Status.REDACTING): May.RELEASE_COPY,
    (Status.READY, Status.RELEASED): May.RELEASE_COPY,
    (Status.RELEASED, Status.DELIVERED): May.NOTE_ARRIVAL,
    (Status.RELEASED, Status.READY): May.NOTE_ARRIVAL,
    (Status.CHECKING, Status.REFUSED): May.DECIDE_REQUEST,
    (Status.WITH_CHAIR, Status.REFUSED): May.DECIDE_REQUEST,
    (Status.WAITING, Status.REFUSED): May.DECIDE_REQUEST,
    (Status.RECEIVED, Status.WITHDRAWN): May.LOG_REQUEST,
    (Status.TRIAGE, Status.WITHDRAWN): May.LOG_REQUEST,
    (Status.CHECKING, Status.WITHDRAWN): May.LOG_REQUEST,
    (Status.WAITING, Status.WITHDRAWN): May.LOG_REQUEST,
    (Status.WITH_CHAIR, Status.WITHDRAWN): May.LOG_REQUEST,
    (Status.REDACTING, Status.WITHDRAWN): May.LOG_REQUEST,
    (Status.DELIVERED, Status.CLOSED): May.LOG_REQUEST,
    (Status.REFUSED, Status.CLOSED): May.LOG_REQUEST,
    (Status.WITHDRAWN, Status.CLOSED): May.LOG_REQUEST,
}


def may_move(request: MinuteRequest, *, to: str, by: User) -> bool:
    """Whether this person could make this move now."""
    needed = MOVES.get((request.status, to))
    return needed is not None and by.may(needed)


def move(request: MinuteRequest, *, to: str, by: User) -> None:
    """Take a locked request to another state, or say why not. The caller saves it and writes the audit."""
    needed = MOVES.get((request.status, to))
    if needed is None:
        now, then = Status(request.status).label.lower(), Status(to).label.lower()
        raise Conflict(f"This request is at “{now}”, so it cannot go to “{then}”.")
    require(by, needed)
    request.status = to


# What was raised about a request, and who may say what came of it.
CLOSED_BY = {
    FollowUp.Kind.COMPLAINT: (May.DECIDE_REQUEST, May.TRIAGE_REQUEST),
    FollowUp.Kind.CORRECTION: (May.DECIDE_REQUEST,),
    FollowUp.Kind.BREACH: (May.TRIAGE_REQUEST,),
}


def require_to_close(raised: FollowUp, by: User) -> None:
    """Stop here unless this person may say what came of it."""
    needed = CLOSED_BY[FollowUp.Kind(raised.kind)]
    if not any(by.may(may) for may in needed):
        require(by, needed[0])
