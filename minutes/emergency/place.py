"""Where openings show up elsewhere: on a conference's page, among the tasks, and against its destruction."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from access.board import Task
from access.models import User
from access.roles import May
from minutes.emergency.looking import out_of_reach
from minutes.emergency.models import Opening
from recordings import keeping
from recordings.calendar.council import council_for
from recordings.clocks import Council
from recordings.models import Conference, Recording
from recordings.steps import Panel


def panel(conference: Conference, user: User) -> Panel | None:
    """On the page of a record whose content is not theirs: the way in for an emergency."""
    if not user.may(May.OPEN_IN_EMERGENCY) or not out_of_reach(user).filter(pk=conference.pk).exists():
        return None
    opening = Opening.objects.of(user).open_now().about(conference).first()
    return Panel("emergency/_panel.html", {"conference": conference, "opening": opening})


def tasks(user: User, most: int) -> list[Task]:
    """What one has open now; for those who review, every opening that nobody has reviewed."""
    mine = Opening.objects.of(user).open_now().with_people() if user.may(May.OPEN_IN_EMERGENCY) else []
    found = [_open(one) for one in mine]
    if user.may(May.REVIEW_EMERGENCY):
        calendar = council_for(user)
        waiting = Opening.objects.visible_to(user).unreviewed().exclude(user=user).with_people()
        found += [_review(one, calendar) for one in waiting.order_by("opened_at")]
    return found


def unreviewed(recordings: Sequence[Recording]) -> keeping.Stops:
    """Nothing is destroyed that was opened in an emergency and not reviewed."""
    waiting = Opening.objects.filter(conference__in=keeping.conferences_of(recordings)).unreviewed()
    for pk in set(waiting.values_list("conference", flat=True)):
        yield pk, "It was opened in an emergency, and nobody has reviewed that yet"


def purpose(recording: Recording, user: User) -> str:
    """That it is heard in an emergency, for the access log."""
    open_now = Opening.objects.of(user).open_now().filter(conference=recording.conference_id)
    return "emergency" if open_now.exists() else ""


def _open(opening: Opening) -> Task:
    until = timezone.localtime(opening.ends_at)
    return Task(
        what="A record is open in an emergency",
        who=f"Until {until:%H:%M}, then it closes by itself",
        why="Close it as soon as you have what you need.",
        url=reverse("emergency:opening", args=[opening.pk]),
        button="Go on",
        about="with the record that is open in an emergency",
        due=timezone.localdate(),
    )


def _review(opening: Opening, calendar: Council) -> Task:
    opened = timezone.localtime(opening.opened_at)
    return Task(
        what="Review an emergency access",
        who=f"{opening.user.name} opened a record on {opened:%a %-d %b at %H:%M}",
        why=opening.get_reason_display(),
        url=reverse("emergency:opening", args=[opening.pk]),
        button="Review",
        about=f"the emergency access of {opened:%-d %B at %H:%M}",
        due=opening.review_due(calendar),
    )
