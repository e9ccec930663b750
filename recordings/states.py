"""Which state of a conference follows which, and who may say so. What is not here cannot happen."""

from __future__ import annotations

from access.roles import May
from recordings.models import Conference

Status = Conference.Status
MOVES: dict[tuple[Conference.Status, Conference.Status], May] = {
    (Status.PLANNED, Status.HELD): May.MANAGE_CONFERENCES,
    (Status.PLANNED, Status.NOT_QUORATE): May.MANAGE_CONFERENCES,
    (Status.PLANNED, Status.ADJOURNED): May.MANAGE_CONFERENCES,
    (Status.PLANNED, Status.CANCELLED): May.MANAGE_CONFERENCES,
    (Status.HELD, Status.PLANNED): May.MANAGE_CONFERENCES,
    (Status.HELD, Status.NOT_QUORATE): May.MANAGE_CONFERENCES,
    (Status.HELD, Status.ADJOURNED): May.MANAGE_CONFERENCES,
    (Status.NOT_QUORATE, Status.HELD): May.DECIDE_QUORUM,
    (Status.ADJOURNED, Status.HELD): May.MANAGE_CONFERENCES,
    (Status.CANCELLED, Status.PLANNED): May.MANAGE_CONFERENCES,
}
NEEDS_REASON = {Status.NOT_QUORATE, Status.ADJOURNED, Status.CANCELLED}
RECONVENED_AFTER = {Status.NOT_QUORATE, Status.ADJOURNED}


def after(status: str) -> list[Conference.Status]:
    """The states that may follow this one."""
    return [to for before, to in MOVES if before == status]
