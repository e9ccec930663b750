"""The life of minutes, as one table: each move and the permission it needs."""

from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.models import Minutes

Status = Minutes.Status

MOVES: dict[tuple[str, str], May] = {
    (Status.DRAFT, Status.IN_REVIEW): May.EDIT_MINUTES,
    (Status.IN_REVIEW, Status.APPROVED): May.APPROVE_MINUTES,
    (Status.APPROVED, Status.AMENDING): May.APPROVE_MINUTES,
    (Status.AMENDING, Status.APPROVED): May.APPROVE_MINUTES,
}
CHAIRS = {Status.APPROVED, Status.AMENDING}


def may_move(minutes: Minutes, *, to: str, by: User) -> bool:
    """Whether this person could make this move now."""
    needed = MOVES.get((minutes.status, to))
    if needed is None or not by.may(needed):
        return False
    return to not in CHAIRS or minutes.conference.is_chaired_by(by)


REFUSED: dict[str, str] = {
    Status.DRAFT: "Nobody has started to check these minutes yet. Start checking them first.",
    Status.APPROVED: "These minutes are approved. Nobody can change them; a correction is an amendment.",
    Status.AMENDING: "These minutes are reopened already. Approve the amendment next.",
}


def move(minutes: Minutes, *, to: str, by: User) -> None:
    """Take locked minutes to another state, or say why not. The caller saves them and writes the audit."""
    require_move(minutes, to=to, by=by)
    minutes.status = to


def require_move(minutes: Minutes, *, to: str, by: User) -> None:
    """Stop here unless this person can make this move now."""
    needed = MOVES.get((minutes.status, to))
    if needed is None:
        raise Conflict(REFUSED.get(minutes.status, "These minutes cannot go there from where they are."))
    require(by, needed)
    if to in CHAIRS and not minutes.conference.is_chaired_by(by):
        what = "reopen" if to == Status.AMENDING else "approve"
        raise Conflict(f"Only the chair of this conference, or its deputy, can {what} its minutes.")
