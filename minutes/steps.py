"""What the conference's page shows of its minutes: the steps draft and approval, and what to do next."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse

from access.board import Task, earliest, undated
from access.models import User
from access.roles import May, Role
from minutes import again, saving
from minutes.models import Correction, Minutes
from minutes.sight import sight_of
from recordings.models import Conference
from recordings.progress import described
from recordings.steps import Next, Panel, Step


def minutes_step(conference: Conference, user: User) -> Step:
    """Minutes on the way of a conference: not yet, being checked, or approved."""
    minutes = Minutes.objects.visible_to(user).filter(conference=conference).first()
    if minutes is None:
        return Step("Minutes", _unseen(conference))
    if minutes.is_approved:
        day = minutes.approved_at.strftime("%a %-d %b") if minutes.approved_at else ""
        return Step("Minutes", f"approved {day}", "done")
    return Step("Minutes", minutes.get_status_display().lower(), "now", _next(minutes, user))


def _unseen(conference: Conference) -> str:
    """Said to those who may not open them too: that there are minutes is no secret, what they say is."""
    status = Minutes.objects.filter(conference=conference).values_list("status", flat=True).first()
    if status is None:
        return ""
    words = {Minutes.Status.APPROVED: "approved", Minutes.Status.AMENDING: "being amended"}
    return words.get(Minutes.Status(status), "being checked")


def _next(minutes: Minutes, user: User) -> Next | None:
    if not user.may(May.EDIT_MINUTES):
        return None
    reason = "The software has drafted them. Every marked passage is heard before they are approved."
    if not minutes.versions.filter(number=1, author__role=Role.SERVICE).exists():
        reason = "They are typed by hand, from the recording. The chair approves them when they are whole."
    if minutes.is_amending:
        reason = "They were approved and reopened. Change what has to change, then approve the amendment."
    return Next("check the minutes", reason, reverse("minutes:detail", args=[minutes.pk]), "Open the minutes")


def tasks(user: User, most: int) -> list[Task]:
    """The minutes that wait for this chair: to be checked and approved, or amended and approved again."""
    if not user.may(May.APPROVE_MINUTES):
        return []
    theirs = Q(conference__chair=user) | Q(conference__deputy=user)
    mine = Minutes.objects.visible_to(user).filter(theirs).with_conference()
    mine = mine.order_by("conference__held_on", "pk")
    asked = Correction.objects.undecided().filter(minutes__status=Minutes.Status.APPROVED)
    settled = mine.filter(pk__in=asked.values("minutes"))  # who may approve may read every part
    return [
        *earliest(mine.awaiting_approval(), most, task=_check, days=undated),
        *earliest(settled, most, task=_decide, days=undated),
    ]


def _check(minutes: Minutes) -> Task:
    why = "Hear each marked passage, name the voices, then approve them."
    names = minutes.conference.names
    return Task(
        what="Finish the amendment" if minutes.is_amending else "Check and approve the minutes",
        who=described(minutes.conference, names),
        why="They were approved and reopened." if minutes.is_amending else why,
        url=reverse("minutes:detail", args=[minutes.pk]),
        button="Open",
        about=f"the minutes for {names}",
    )


def again_panel(conference: Conference, user: User) -> Panel | None:
    """That a recording was heard once more, and how many sentences would read otherwise."""
    minutes = Minutes.objects.visible_to(user).filter(conference=conference).first()
    if minutes is None or minutes.is_approved or not user.may(May.EDIT_MINUTES):
        return None
    transcripts = again.newer(minutes)
    if not transcripts:
        return None
    found = again.offers(saving.newest(minutes), transcripts, sight_of(minutes, user))
    return Panel("minutes/_again_panel.html", {"minutes": minutes, "number": len(found)})


def _decide(minutes: Minutes) -> Task:
    names = minutes.conference.names
    return Task(
        what="Decide on a correction",
        who=described(minutes.conference, names),
        why="Somebody asks that the approved minutes be corrected.",
        url=reverse("minutes:corrections", args=[minutes.pk]),
        button="Open",
        about=f"the corrections for {names}",
    )


def typing_panel(conference: Conference, user: User) -> Panel | None:
    """The offer to type the minutes, while there are none."""
    begun = Minutes.objects.filter(conference=conference).exists()
    if begun or not user.may(May.EDIT_MINUTES) or not conference.is_past or not conference.opens_to(user):
        return None
    return Panel("minutes/_typing_panel.html", {"conference": conference})
