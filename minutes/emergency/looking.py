"""Which records somebody could open in an emergency, and finding one by its exact reference."""

from __future__ import annotations

from dataclasses import dataclass

from access.models import User
from recordings.models import Child, Conference, ConferenceQuerySet
from recordings.vault.lookup import conference_digest

MOST = 25


@dataclass(frozen=True)
class Found:
    """A conference with this reference. Nobody is named before it is opened."""

    conference: Conference
    theirs: bool


def out_of_reach(user: User) -> ConferenceQuerySet:
    """Records whose content this person may not open: never those of a family they are close to."""
    kept = Conference.objects.kept().without_conflict_of(user)
    return kept.exclude(pk__in=Conference.objects.content_visible_to(user).values("pk"))


def found_by(reference: str, user: User) -> list[Found]:
    """The conferences with exactly this reference, their own or a child's, latest first."""
    kept = Conference.objects.kept().without_conflict_of(user)
    found = kept.filter(reference_digest=conference_digest(reference))
    if not found.exists():
        found = kept.filter(children__child__in=Child.objects.with_reference(reference))
    theirs = set(
        Conference.objects.content_visible_to(user).filter(pk__in=found).values_list("pk", flat=True)
    )
    listed = found.select_related("chair").distinct().latest_first()[:MOST]
    return [Found(one, one.pk in theirs) for one in listed]
