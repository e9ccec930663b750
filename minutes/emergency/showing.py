"""What an opening shows: the open text of the minutes, and to the reviewer what was done with it."""

from __future__ import annotations

from access import trail
from access.models import AuditEvent, User
from minutes import saving
from minutes.emergency.models import Opening
from minutes.models import Minutes
from minutes.showing import Page
from minutes.sight import open_sight

MOST = 200


def minutes_of(opening: Opening) -> Minutes | None:
    """The minutes of the conference that was opened, if there are some."""
    return Minutes.objects.filter(conference=opening.conference_id).with_conference().first()


def page_of(minutes: Minutes) -> Page:
    """The newest text without what is restricted, whatever the reader's role would see elsewhere."""
    return Page(minutes, saving.newest(minutes), open_sight(minutes))


def used(opening: Opening, user: User) -> list[trail.Line]:
    """What was done with the record while it was open, as the access log has it."""
    events = AuditEvent.objects.visible_to(user).about_conference(opening.conference_id)
    during = events.filter(actor_id=opening.user_id, at__gte=opening.opened_at, at__lte=opening.ended_at)
    return list(trail.lines(trail.together(during.newest_first()[:MOST])))
