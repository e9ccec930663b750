"""Rows held until the transaction ends, and who may change what is decided."""

from __future__ import annotations

from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.letters.models import ChildDecision, Letter
from recordings.models import ConferenceChild, VaultKey


def decision_of(row: ConferenceChild, *, by: User) -> ChildDecision:
    """The decision of one child, locked, for the chair of that conference; made when it is not there yet."""
    require(by, May.RECORD_DECISIONS)
    if not row.conference.is_chaired_by(by):
        raise Conflict("Only the chair of this conference, or its deputy, can record what was decided.")
    locked = ConferenceChild.objects.select_for_update(of=("self",)).get(pk=row.pk)
    found = ChildDecision.objects.select_related("key").filter(row=locked).first()
    return found or ChildDecision.objects.create(key=VaultKey.objects.fresh(), row=locked)


def open_decision(row: ConferenceChild, *, by: User) -> ChildDecision:
    """The same, where nothing is decided yet."""
    found = decision_of(row, by=by)
    if found.is_decided:
        raise Conflict("This decision is recorded. Open it again first, and say why.")
    return found


def locked_letter(letter: Letter) -> Letter:
    """The letter as it is now, held until the transaction ends."""
    related = Letter.objects.select_related("key", "conference__key", "conference__chair", "recipient")
    return related.select_for_update(of=("self",)).get(pk=letter.pk)
