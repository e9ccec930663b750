"""Nobody looks after a conference of a family they are close to."""

from __future__ import annotations

from uuid import UUID

from access.errors import Conflict
from access.models import User
from recordings.models import Conference, seeing


def is_close(user: User, conference: Conference) -> bool:
    """Whether a conflict of interest shuts this person out of the conference."""
    return not Conference.objects.without_conflict_of(user).filter(pk=conference.pk).exists()


def closed_conferences(user: User) -> set[UUID]:
    """What the access log leaves out for this person as well: mostly nothing."""
    noted, theirs = seeing.closed_conferences(user)
    return {pk for found in (noted, theirs) for pk in found.values_list("conference", flat=True)}


def refuse_close(conference: Conference, *, by: User) -> None:
    """Stop here if somebody who looks after this conference, or who changes it, is close to its family."""
    people = (conference.chair, conference.deputy, conference.administrator, by)
    for user in dict.fromkeys(one for one in people if one):
        if is_close(user, conference):
            raise Conflict(f"{user.name} is noted as close to this family. Choose somebody else.")
