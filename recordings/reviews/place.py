"""Where reviews show up elsewhere: on a conference's page, and among a reviewer's tasks."""

from __future__ import annotations

from django.urls import reverse
from django.utils.timezone import localdate

from access.board import Task, earliest
from access.models import User
from access.roles import May
from recordings.models import Conference
from recordings.reviews.models import Review
from recordings.steps import Panel


def panel(conference: Conference, user: User) -> Panel | None:
    """On the conference's page: start a review, or go on with one's own. Others' reviews are not shown."""
    if not user.may(May.REVIEW_RECORDINGS):
        return None
    review = Review.objects.visible_to(user).going_on().filter(reason__conference=conference).first()
    return Panel("reviews/_panel.html", {"review": review, "conference": conference})


def tasks(user: User, most: int) -> list[Task]:
    """Own reviews that are going on; the access ends on a day."""
    going_on = Review.objects.visible_to(user).going_on().with_conference().order_by("reason__ends_at", "pk")
    return earliest(
        going_on,
        most,
        task=as_task,
        days=lambda found: [localdate(at) for at in found.values_list("reason__ends_at", flat=True)],
    )


def as_task(review: Review) -> Task:
    """One review as a row of the home page."""
    conference = review.reason.conference
    when = f"{conference.get_type_display()} conference on {conference.held_on:%a %-d %b}"
    return Task(
        what="Finish a review",
        who=f"{when}, chaired by {conference.chair.name}",
        why=review.reason.get_purpose_display(),
        url=reverse("reviews:review", args=[review.pk]),
        button="Go on",
        about=f"with the review of {conference.held_on:%-d %B}",
        due=localdate(review.reason.ends_at),
    )
