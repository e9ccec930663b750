"""What can be done to the whole text at once: replace words in chosen sentences."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes import saving
from minutes.models import Minutes, Version
from minutes.places import begin_review
from minutes.replacing import Wanted, found, replaced
from minutes.saving import Change
from minutes.sight import sight_of


@transaction.atomic
def replace_words(
    minutes: Minutes, *, wanted: Wanted, sentences: Collection[str], based_on: int, by: User
) -> Version:
    """Replace words in the sentences that were chosen from the preview: one new version, sources kept."""
    require(by, May.EDIT_MINUTES)
    held = saving.locked(minutes)
    newest = saving.newest(held)
    if newest.number != based_on:
        raise Conflict(f"Version {newest.number} was saved meanwhile. Look at the preview again.")
    chosen = [one for one in found(sight_of(held, by).of(newest), wanted) if one.id in sentences]
    if not chosen:
        raise Conflict("Choose at least one sentence.")
    if any(not one.after.strip() for one in chosen):
        raise Conflict("This would leave a sentence empty. Take that sentence out by hand.")
    ids, hand = {one.id for one in chosen}, saving.hand(by)
    content, restricted = (replaced(whole, wanted, ids, hand) for whole in newest.both)
    begin_review(held, by=by)
    change = Change("words_replaced")
    version = saving.store(held, texts=(content, restricted), by=by, based_on=based_on, change=change)
    audit.record(
        "minutes.words_replaced",
        by=by,
        on=held,
        conference=held.conference_id,
        version=version.number,
        sentences=len(chosen),
    )
    return version
