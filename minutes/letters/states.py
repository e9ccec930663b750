"""The life of a letter, as one table: each move and the permission it needs."""

from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.letters.models import Letter

Status = Letter.Status

MOVES: dict[tuple[str, str], May] = {
    (Status.DRAFT, Status.SIGNED): May.APPROVE_LETTERS,
    (Status.SIGNED, Status.DRAFT): May.PREPARE_LETTERS,
    (Status.SIGNED, Status.SENT): May.RELEASE_LETTERS,
    (Status.SENT, Status.DELIVERED): May.RELEASE_LETTERS,
    (Status.DRAFT, Status.NOT_SENT): May.APPROVE_LETTERS,
    (Status.NOT_SENT, Status.DRAFT): May.PREPARE_LETTERS,
}


def move(letter: Letter, *, to: Letter.Status, by: User) -> None:
    """Move a locked letter, or say why it cannot be moved so. The caller saves."""
    needed = MOVES.get((letter.status, to))
    if needed is None:
        raise Conflict(f"This letter is at “{letter.get_status_display().lower()}”. Load the page again.")
    require(by, needed)
    letter.status = to
