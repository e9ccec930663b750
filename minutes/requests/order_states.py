"""The life of an order, as one table: each move and the permission it needs."""

from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.requests.models import Order

State = Order.State

MOVES: dict[tuple[str, str], May] = {
    (State.SENT, State.RETURNED): May.RELEASE_COPY,
    (State.SENT, State.CANCELLED): May.RELEASE_COPY,
    (State.RETURNED, State.CHECKED): May.CHECK_REDACTION,
    (State.RETURNED, State.SENT): May.CHECK_REDACTION,
}


def may_move(order: Order, *, to: str, by: User) -> bool:
    """Whether this person could make this move now. Whoever took the file in does not check it."""
    needed = MOVES.get((order.state, to))
    own = order.state == State.RETURNED and order.returned_by_id == by.pk
    return needed is not None and by.may(needed) and not own


def move(order: Order, *, to: str, by: User) -> None:
    """Take a locked order to another state, or say why not. The caller saves it and writes the audit."""
    needed = MOVES.get((order.state, to))
    if needed is None:
        now, then = State(order.state).label.lower(), State(to).label.lower()
        raise Conflict(f"This order is at “{now}”, so it cannot go to “{then}”.")
    require(by, needed)
    if order.state == State.RETURNED and order.returned_by_id == by.pk:
        raise Conflict("You took this file in, so someone else must look at it.")
    order.state = to
