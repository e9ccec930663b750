"""What must be true before a letter is signed, and before it leaves."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from access.errors import Conflict
from minutes.letters.composing import asked_for, decisions_of
from minutes.letters.models import Letter
from minutes.requests.checks import DONE, DUE, Check
from recordings.models import Attendance

ADDRESS_HOLDS = timedelta(days=30)


def before_signing(letter: Letter) -> list[Check]:
    """What the chair needs."""
    return [_children(letter), _decisions(letter), _room(letter), _translation(letter)]


def before_sending(letter: Letter) -> list[Check]:
    """What whoever sends it needs."""
    return [_room(letter), _decided_since(letter), _address(letter)]


def require_all(found: list[Check]) -> None:
    """Stop at the first thing that is not met, saying what to do."""
    if first := next((check for check in found if check.blocks), None):
        raise Conflict(first.needed)


def _children(letter: Letter) -> Check:
    says = "Right children"
    chosen, all_ = letter.children.count(), letter.conference.children.count()
    if not chosen:
        needed = "Choose which children this person may have a letter about."
        return Check("children", says, DUE, "Not chosen yet", needed)
    return Check("children", says, DONE, "All children" if chosen == all_ else f"{chosen} of {all_} children")


def _decisions(letter: Letter) -> Check:
    says = "Decisions recorded"
    if not letter.children.count() or len(decisions_of(letter)) < letter.children.count():
        return Check("decisions", says, DUE, "Not for every child", "Record the decision for each child.")
    return Check("decisions", says, DONE, "By the chair")


def _room(letter: Letter) -> Check:
    says, held = "Who was in the room", letter.conference
    if held.presence_confirmed or not held.recordings.exists():
        return Check("room", says, DONE, "Confirmed" if held.presence_confirmed else "There is no recording")
    needed = "Confirm who was in the room before anything can be sent. It takes about two minutes."
    return Check("room", says, DUE, "Not confirmed yet", needed)


def _translation(letter: Letter) -> Check:
    says, asked = "Language and format", " and ".join(asked_for(letter))
    if letter.translation == Letter.Translation.NEEDED:
        return Check("translation", says, DONE, f"Needed {asked} too. The letter need not wait for it.")
    return Check("translation", says, DONE, letter.language or "English")


def _decided_since(letter: Letter) -> Check:
    says = "Nothing decided anew"
    if any(one.decided_at and letter.signed_at and one.decided_at > letter.signed_at
           for one in decisions_of(letter)):  # fmt: skip
        return Check(
            "since", says, DUE, "A decision was changed since", "Take the letter back and sign again."
        )
    return Check("since", says, DONE, "As it was signed")


def _address(letter: Letter) -> Check:
    """For the family, by post or by hand: professionals are written to at work."""
    says, person = "Address checked in the last 30 days", letter.recipient
    if person.group == Attendance.Group.PROFESSIONAL or letter.way == Letter.Way.EMAIL:
        return Check("address", says, DONE, "Written to at work" if _at_work(person) else "By e-mail")
    on, needed = person.safe_contact_checked_on, "Read the address back to them, then note it here."
    if on is None:
        return Check("address", says, DUE, "Not checked yet", needed)
    if on + ADDRESS_HOLDS < timezone.localdate():
        return Check("address", says, DUE, f"Checked on {on:%-d %b}: that is too long ago", needed)
    if letter.way == Letter.Way.POST and not letter.address.strip():
        return Check("address", says, DUE, "There is no address", "Enter the address it goes to.")
    return Check("address", says, DONE, f"Checked on {on:%-d %b}")


def _at_work(person: Attendance) -> bool:
    return person.group == Attendance.Group.PROFESSIONAL
