"""What is to be done about a meeting itself: show its reports, say what became of it, plan the next."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from access.board import Task, earliest
from access.models import User
from access.roles import May
from recordings import clocks
from recordings.calendar.council import council_for
from recordings.clocks import Council
from recordings.dates import due_of, plan_letter_due, plan_letters_due, report_due
from recordings.models import Conference, ConferenceChild, Report
from recordings.models.conferences import ConferenceQuerySet
from recordings.progress import described
from recordings.states import RECONVENED_AFTER

SOON = timedelta(days=14)
LATELY = timedelta(days=120)
DUE_BY = ("held_on", "type", "reconvenes")  # what the day for the reports depends on


def tasks(user: User, most: int) -> list[Task]:
    """For whoever looks after the papers of a conference; without an administrator that is its chair."""
    if not user.may(May.MANAGE_CONFERENCES):
        return []
    theirs = Conference.objects.visible_to(user).filter(Q(administrator=user) | Q(administrator=None))
    calendar, soon = council_for(user), _with_unseen_reports(theirs)
    rows = Report.objects.not_seen().filter(conference__in=soon.order_by().values("pk"))
    unseen = dict(rows.values_list("conference").annotate(Count("pk")).order_by())
    return [
        *earliest(
            soon,
            most,
            task=lambda one: _show(one, unseen.get(one.pk, 0), calendar),
            days=lambda some: [due_of(report_due(one, calendar)) for one in some.only(*DUE_BY)],
        ),
        *earliest(
            _without_word(theirs),
            most,
            task=lambda one: _say(one, calendar),
            days=partial(plan_letters_due, calendar=calendar),
        ),
        *earliest(
            _not_taken_up(theirs),
            most,
            task=lambda one: _meet_again(one, calendar),
            days=lambda some: [_met_by(day, calendar) for day in some.values_list("held_on", flat=True)],
        ),
    ]


def _met_by(held_on: date, calendar: Council) -> date:
    latest: date = clocks.reconvened_latest(held_on, extra_holidays=calendar)["latest_date"]
    return latest


def _with_unseen_reports(theirs: ConferenceQuerySet) -> ConferenceQuerySet:
    """Planned for one of the next days, and the family has not seen every report, or none is noted."""
    today = timezone.localdate()
    soon = theirs.filter(status=Conference.Status.PLANNED, held_on__gte=today, held_on__lte=today + SOON)
    own = Report.objects.filter(conference=OuterRef("pk"))
    found = soon.filter(Exists(own.not_seen()) | ~Exists(own))
    return found.order_by("held_on", "pk").with_people().select_related("reconvenes")


def _without_word(theirs: ConferenceQuerySet) -> ConferenceQuerySet:
    """Their day is over, and nobody has said that they were held, or were not."""
    today = timezone.localdate()
    past = theirs.filter(status=Conference.Status.PLANNED, held_on__lt=today, held_on__gte=today - LATELY)
    return past.order_by("held_on", "pk").with_people()


def _not_taken_up(theirs: ConferenceQuerySet) -> ConferenceQuerySet:
    """Those that could not finish, while no later conference of these children is planned or was held."""
    met = theirs.filter(status__in=RECONVENED_AFTER, held_on__gte=timezone.localdate() - LATELY)
    later = ConferenceChild.objects.filter(
        child__conferences__conference=OuterRef("pk"),
        conference__held_on__gt=OuterRef("held_on"),
        conference__status__in=[Conference.Status.PLANNED, Conference.Status.HELD],
    )
    return met.filter(~Exists(later), reconvened_by=None).order_by("held_on", "pk").with_people()


def _show(conference: Conference, unseen: int, calendar: Council) -> Task:
    if unseen:
        why = f"{unseen} {'reports have' if unseen > 1 else 'report has'} not been seen by the family yet."
    else:
        why = "No report is noted yet."
    names = conference.names
    return Task(
        what="Show the family the reports",
        who=described(conference, names),
        why=why,
        url=f"{reverse('recordings:conference', args=[conference.pk])}#reports",
        button="Open",
        about=f"the reports for {names}",
        due=due_of(report_due(conference, calendar)),
    )


def _say(conference: Conference, calendar: Council) -> Task:
    names = conference.names
    return Task(
        what="Say what became of the conference",
        who=described(conference, names),
        why="Its day is over. Until somebody says that it was held, nobody is asked what was decided.",
        url=reverse("recordings:conference_move", args=[conference.pk]),
        button="Say it",
        about=f"of the conference for {names}",
        due=plan_letter_due(conference.held_on, calendar),
    )


def _meet_again(conference: Conference, calendar: Council) -> Task:
    names = conference.names
    return Task(
        what="Plan the meeting that takes it up",
        who=described(conference, names),
        why=f"It was {conference.get_status_display().lower()}, and nothing is decided until it meets again.",
        url=reverse("recordings:reconvene", args=[conference.pk]),
        button="Plan",
        about=f"the next meeting for {names}",
        due=_met_by(conference.held_on, calendar),
    )
