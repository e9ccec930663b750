"""The steps of the way that recordings know of, and the tasks that come of them."""

from __future__ import annotations

from functools import partial

from django.urls import reverse
from django.utils import timezone

from access.board import Task, earliest, undated
from access.models import User
from access.roles import May
from recordings.calendar.council import council_for
from recordings.clocks import Council
from recordings.dates import plan_letter_due, plan_letters_due
from recordings.models import Arrival, Conference
from recordings.states import RECONVENED_AFTER
from recordings.steps import Next, Step
from recordings.taking import may_record

MAY_BE_RECORDED = (Conference.Status.PLANNED, Conference.Status.HELD)


def recorded(conference: Conference, user: User) -> Step:
    """Whether a recording is stored."""
    kept = list(conference.recordings.filter(erased_at=None))
    if kept:
        seconds = sum(one.duration_ms for one in kept) // 1000
        return Step("Recorded", f"{seconds // 60} min {seconds % 60} s, sealed", "done")
    if ended := conference.recordings.order_by("-erased_at").first():
        return Step("Recorded", f"destroyed {timezone.localtime(ended.erased_at):%-d %b %Y}", "done")
    if conference.status not in MAY_BE_RECORDED:
        return Step("Recorded", conference.get_status_display().lower(), "", _meet_again(conference, user))
    if not conference.is_past:
        return Step("Recorded", f"after {conference.held_on:%-d %b}")
    if conference.held_on == timezone.localdate() and may_record(conference, user):
        return Step("Recorded", "to do", "now", _record(conference))
    add = Next(
        "add the recording",
        "It is encrypted before it is stored, and kept with the children's records.",
        reverse("recordings:uploads", args=[conference.pk]),
        "Add a recording",
    )
    return Step("Recorded", "to do", "now", add if user.may(May.ADD_RECORDING) else None)


def _record(conference: Conference) -> Next:
    """On the day itself it can still be recorded here."""
    return Next(
        "record the conference",
        "The notice to read out comes first. If you use another recorder, add its file afterwards.",
        reverse("recordings:record", args=[conference.pk]),
        "Record the conference",
    )


def _meet_again(conference: Conference, user: User) -> Next | None:
    """What could not finish is taken up by another meeting; what was cancelled is not."""
    if conference.status not in RECONVENED_AFTER or not user.may(May.MANAGE_CONFERENCES):
        return None
    if conference.reconvened_by.exists():
        return None
    return Next(
        "plan the meeting that takes it up",
        "The children and everybody invited come with it. Nothing is decided until it meets again.",
        reverse("recordings:reconvene", args=[conference.pk]),
        "Plan the meeting",
    )


def room_confirmed(conference: Conference, user: User) -> Step:
    """Whether the chair has confirmed who was in the room."""
    if conference.presence_confirmed_at:
        return Step("Room confirmed", f"{conference.presence_confirmed_at:%-d %b}", "done")
    if not conference.recordings.filter(erased_at=None).exists():
        return Step("Room confirmed")
    confirm = Next(
        "confirm who was in the room",
        "Until you confirm, nothing can go to anyone. It takes about two minutes.",
        reverse("recordings:presence", args=[conference.pk]),
        "Check the times",
    )
    theirs = conference.is_chaired_by(user)
    return Step(
        "Room confirmed", "yours to do" if theirs else "with the chair", "now", confirm if theirs else None
    )


def tasks(user: User, most: int) -> list[Task]:
    """What a chair has to do about their conferences: bring the recording, confirm the room."""
    if not user.may(May.CONFIRM_PRESENCE):
        return []
    mine = Conference.objects.visible_to(user).with_people().order_by("held_on", "pk")
    calendar = council_for(user)
    bring = earliest(
        mine.waiting_for_recording(),
        most,
        task=lambda one: _bring(one, calendar),
        days=partial(plan_letters_due, calendar=calendar),
    )
    return bring + earliest(mine.waiting_for_room(), most, task=_confirm, days=undated)


def arrivals(user: User, most: int) -> list[Task]:
    """Recordings that recorders brought wait for an administrator; what is set aside, for governance."""
    held = user.may(May.MATCH_RECORDINGS)
    state, task = (Arrival.State.HELD, _match) if held else (Arrival.State.SET_ASIDE, _look_again)
    waiting = Arrival.objects.visible_to(user).filter(state=state)
    return earliest(waiting, most, task=task, days=undated)


def _match(arrival: Arrival) -> Task:
    day = timezone.localdate(arrival.recorded_at or arrival.arrived_at)
    return Task(
        what="Match a recording",
        who=f"From a recorder, {arrival.length} long, {day:%a %-d %b %Y}",
        why="Nobody can hear it or use it until it is known which conference it is of.",
        url=reverse("recordings:arrival", args=[arrival.pk]),
        button="Match",
        about=f"the recording of {day:%-d %B %Y}, {arrival.length} long",
    )


def _look_again(arrival: Arrival) -> Task:
    return Task(
        what="Look at a recording that is set aside",
        who=f"From a recorder, {arrival.length} long",
        why="Somebody says that it is no conference. It is destroyed only if you agree.",
        url=reverse("recordings:arrival", args=[arrival.pk]),
        button="Look at it",
        about=f"the recording that is set aside, {arrival.length} long",
    )


def _bring(conference: Conference, calendar: Council) -> Task:
    names = conference.names
    return Task(
        what="Add the recording",
        who=described(conference, names),
        why="Nothing can be typed or sent until the recording is here.",
        url=reverse("recordings:uploads", args=[conference.pk]),
        button="Add",
        about=f"the recording for {names}",
        due=plan_letter_due(conference.held_on, calendar),
    )


def _confirm(conference: Conference) -> Task:
    names = conference.names
    return Task(
        what="Confirm who was in the room",
        who=described(conference, names),
        why="Nothing can be sent to anyone until you have.",
        url=reverse("recordings:presence", args=[conference.pk]),
        button="Confirm",
        about=f"who was in the room for {names}",
    )


def described(conference: Conference, names: str) -> str:
    """A conference in one line: the children, whose names are opened once for a row, the type and the day."""
    return f"{names}, {conference.get_type_display().lower()} on {conference.held_on:%a %-d %b}"
