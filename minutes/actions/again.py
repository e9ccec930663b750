"""What can be done with words that were heard once more: take them into the minutes, sentence by sentence."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes import again, saving
from minutes.models import Minutes, Version
from minutes.places import begin_review
from minutes.saving import Change
from minutes.sight import sight_of
from recordings.models import Part, PartKind


@transaction.atomic
def take_again(minutes: Minutes, *, chosen: Collection[str], based_on: int, by: User) -> Version:
    """Take chosen sentences as they were heard this time: one new version; what people wrote stays."""
    require(by, May.EDIT_MINUTES)
    held = saving.locked(minutes)
    newest = saving.newest(held)
    if newest.number != based_on:
        raise Conflict(f"Version {newest.number} was saved meanwhile. Look at the sentences again.")
    offered = again.offers(newest, again.newer(held), sight_of(held, by))
    taken = [offer for offer in offered if offer.id in chosen]
    if not taken:
        raise Conflict("Tick at least one sentence.")
    texts = again.take(newest, taken, shut={offer.id for offer in taken if _is_shut(held, offer)})
    begin_review(held, by=by)
    change = Change("heard_again")
    version = saving.store(held, texts=texts, by=by, based_on=based_on, change=change)
    audit.record(
        "minutes.heard_again", by=by, on=held, conference=held.conference_id, version=version.number,
        sentences=len(taken),
    )  # fmt: skip
    return version


def _is_shut(minutes: Minutes, offer: again.Offer) -> bool:
    """Whether words lie in a part, or in a recording, that is restricted."""
    parts = Part.objects.filter(
        recording=UUID(offer.recording), kind__in=[PartKind.RESTRICTED, PartKind.CHILD_ONLY],
        start_ms__lt=1000 * offer.end, end_ms__gt=1000 * offer.start,
    )  # fmt: skip
    whole = minutes.conference.recordings.filter(pk=offer.recording, restricted=True)
    return parts.exists() or whole.exists()
