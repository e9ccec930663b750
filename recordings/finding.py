"""Finding a child by a reference, or by the words of a name: keyed look-ups only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from access.models import User
from recordings.models import Child, Conference, ConferenceChild
from recordings.models.people import ChildQuerySet
from recordings.vault.lookup import conference_digest

MOST = 25


@dataclass(frozen=True)
class Found:
    """A child, and the conferences about them that this person may see, latest first."""

    child: Child
    conferences: list[Conference]


def found_by(words: str, user: User) -> list[Found]:
    """Those with exactly this reference; without one, those with every word in their name. One too many."""
    seen = Child.objects.visible_to(user).whole().select_related("key").order_by("pk")
    children = list(seen.with_reference(words)[: MOST + 1])
    children = children or list(seen.filter(pk__in=_of_conference(words, user)))
    children = children or list(_of_other_record(words, seen))
    children = children or list(seen.named(words)[: MOST + 1])
    return _with_conferences(children, user)


def _of_conference(words: str, user: User) -> list[UUID]:
    conference = Conference.objects.visible_to(user).filter(reference_digest=conference_digest(words)).first()
    return list(conference.children.values_list("child", flat=True)) if conference else []


def _of_other_record(words: str, seen: ChildQuerySet) -> list[Child]:
    """A record that was put together with another one still leads to the child."""
    found = Child.objects.with_reference(words)
    kept = [child.merged_into_id for child in found if child.merged_into_id]
    return list(seen.filter(pk__in=kept)) if kept else []


def _with_conferences(children: list[Child], user: User) -> list[Found]:
    rows = ConferenceChild.objects.visible_to(user).filter(child__in=children)
    by_child: dict[object, list[Conference]] = {}
    for row in rows.select_related("conference__key").order_by("-conference__held_on"):
        by_child.setdefault(row.child_id, []).append(row.conference)
    return [Found(child, by_child.get(child.pk, [])) for child in children]
