"""What can be done to the standing of a conference: its state, its quorum, what came before it and to it."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings import states
from recordings.actions.people import PERSON_FIELDS
from recordings.models import Attendance, Conference, ConferenceChild, Report, StrategyDiscussion, VaultKey
from recordings.quorum import quorum_of

KEPT_OF_PERSON = PERSON_FIELDS - {"came"}
REPORT_FIELDS = {"agency", "author", "received_on", "seen_by_family", "seen_on"}


@transaction.atomic
def move_conference(conference: Conference, *, to: str, by: User, reason: str = "") -> Conference:
    """Say what became of a conference: held, not quorate, adjourned, cancelled, or planned after all."""
    locked = Conference.objects.select_for_update().get(pk=conference.pk)
    was, status = Conference.Status(locked.status), Conference.Status(to)
    may = states.MOVES.get((was, status))
    if may is None:
        raise Conflict(f"A conference that is {was.label.lower()} cannot become {status.label.lower()}.")
    require(by, may)
    _may_become(locked, was, status, reason)
    locked.status, locked.status_reason = status, reason
    locked.save(update_fields=["status", "status_reason"])
    audit.record(f"conference.{status.value}", by=by, on=locked, conference=locked.pk, was=was.value)
    return locked


@transaction.atomic
def mark_held(conference: Conference, *, by: User) -> Conference:
    """Note that a planned conference took place."""
    require(by, May.ADD_RECORDING)
    if conference.status == Conference.Status.PLANNED:
        conference.status = Conference.Status.HELD
        conference.save(update_fields=["status"])
        audit.record("conference.held", by=by, on=conference, conference=conference.pk)
    return conference


@transaction.atomic
def decide_quorum(conference: Conference, *, reason: str, by: User) -> Conference:
    """The chair goes on with fewer agencies than the rule asks for, and says why. The minutes print it."""
    require(by, May.DECIDE_QUORUM)
    locked = Conference.objects.select_for_update().get(pk=conference.pk)
    if not locked.is_chaired_by(by):
        raise Conflict("Only the chair of this conference can decide to go on with fewer agencies.")
    if quorum_of(locked).enough:
        raise Conflict("Enough agencies were there, so no reason is needed.")
    locked.quorum_reason, locked.quorum_decided_by, locked.quorum_decided_at = reason, by, timezone.now()
    locked.save(update_fields=["quorum_reason", "quorum_decided_by", "quorum_decided_at"])
    audit.record("quorum.decided", by=by, on=locked, conference=locked.pk)
    return locked


@transaction.atomic
def reconvene(
    conference: Conference, *, held_on: date, by: User, starts_at: time | None = None, place: str = ""
) -> Conference:
    """Plan the meeting that takes up one which could not finish, with the same children and people."""
    require(by, May.MANAGE_CONFERENCES)
    _may_be_taken_up(conference, held_on)
    kept = ("chair", "deputy", "administrator", "strategy_discussion_on", "notified_on")
    again = Conference.objects.create(
        key=VaultKey.objects.fresh(),
        type=Conference.Type.RECONVENED,
        held_on=held_on,
        starts_at=starts_at,
        place=place,
        reconvenes=conference,
        **{name: getattr(conference, name) for name in kept},
    )
    _with_the_same(again, conference)
    audit.record("conference.reconvened", by=by, on=again, conference=again.pk, was=conference.pk)
    return again


@transaction.atomic
def take_up(conference: Conference, first: Conference, *, by: User) -> Conference:
    """Note of a reconvened conference that is here already which one it takes up."""
    require(by, May.MANAGE_CONFERENCES)
    locked = Conference.objects.select_for_update().get(pk=conference.pk)
    if locked.type != Conference.Type.RECONVENED:
        raise Conflict("Only a reconvened conference takes up another.")
    if locked.reconvenes_id is not None:
        raise Conflict("This conference takes up another one already.")
    _may_be_taken_up(first, locked.held_on)
    if _leads_to(first, locked):
        raise Conflict("A conference cannot take up itself, or one that takes it up.")
    locked.reconvenes = first
    locked.save(update_fields=["reconvenes"])
    audit.record("conference.reconvened", by=by, on=locked, conference=locked.pk, was=first.pk)
    return locked


def _leads_to(first: Conference, conference: Conference) -> bool:
    """Whether this one, or what it takes up in its turn, is that conference: nobody would find an end."""
    before: Conference | None = first
    while before is not None and before.pk != conference.pk:
        before = before.reconvenes
    return before is not None


def _may_be_taken_up(first: Conference, held_on: date) -> None:
    if first.status not in states.RECONVENED_AFTER:
        raise Conflict("Only a conference that was adjourned or not quorate is reconvened.")
    if held_on < first.held_on:
        raise Conflict("It can only be reconvened on the same day or later.")


@transaction.atomic
def add_discussion(
    conference: Conference, *, on: date, by: User, started_enquiry: bool = False
) -> StrategyDiscussion:
    """Note a strategy discussion, and whether it started the enquiry."""
    require(by, May.MANAGE_CONFERENCES)
    if conference.discussions.filter(on=on).exists():
        raise Conflict("A strategy discussion on this day is noted already.")
    StrategyDiscussion.follow(conference)
    added = conference.discussions.create(on=on)
    audit.record("discussion.added", by=by, on=added, conference=conference.pk)
    if started_enquiry:
        choose_discussion(added, by=by)
    return added


@transaction.atomic
def choose_discussion(discussion: StrategyDiscussion, *, by: User) -> StrategyDiscussion:
    """Say that this strategy discussion started the enquiry: the 15 working days are counted from it."""
    require(by, May.MANAGE_CONFERENCES)
    conference = Conference.objects.select_for_update().get(pk=discussion.conference_id)
    conference.strategy_discussion_on = discussion.on
    conference.save(update_fields=["strategy_discussion_on"])
    StrategyDiscussion.follow(conference)
    discussion.refresh_from_db()
    audit.record("discussion.started_enquiry", by=by, on=discussion, conference=conference.pk)
    return discussion


@transaction.atomic
def add_report(conference: Conference, *, agency: str, by: User, **more: Any) -> Report:
    """Note a report to the conference: whether it came, and when the family saw it."""
    require(by, May.MANAGE_CONFERENCES)
    _known(more)
    report = conference.reports.create(agency=agency, **more)
    audit.record("report.added", by=by, on=report, conference=conference.pk)
    return report


@transaction.atomic
def change_report(report: Report, *, by: User, **changes: Any) -> Report:
    """Note that a report came, or that the family saw it."""
    require(by, May.MANAGE_CONFERENCES)
    _known(changes)
    for name, value in changes.items():
        setattr(report, name, value)
    report.save()
    audit.record("report.changed", by=by, on=report, conference=report.conference_id, fields=sorted(changes))
    return report


@transaction.atomic
def remove_report(report: Report, *, by: User) -> None:
    """Take away a report that was noted by mistake."""
    require(by, May.MANAGE_CONFERENCES)
    audit.record("report.removed", by=by, on=report, conference=report.conference_id)
    report.delete()


def _may_become(conference: Conference, was: Conference.Status, to: Conference.Status, reason: str) -> None:
    if to in states.NEEDS_REASON and not reason:
        raise Conflict(f"Say why it is {to.label.lower()}.")
    if was == Conference.Status.NOT_QUORATE and not quorum_of(conference).quorate:
        raise Conflict("The chair first says why the conference went on with fewer agencies.")
    if to == Conference.Status.PLANNED and conference.recordings.filter(erased_at=None).exists():
        raise Conflict("This conference has a recording, so it took place.")


def _with_the_same(again: Conference, before: Conference) -> None:
    """The children, each with the type of before, and everybody invited, whether they came or not."""
    for row in before.children.select_related("child"):
        kind = (
            row.own_type if row.own_type in dict(ConferenceChild._meta.get_field("type").flatchoices) else ""
        )
        ConferenceChild.objects.create(conference=again, child=row.child, order=row.order, type=kind)
    for person in before.people.select_related("conference__key"):
        facts = {name: getattr(person, name) for name in KEPT_OF_PERSON}
        invited = Attendance.objects.create(conference=again, order=person.order, **facts)
        theirs = person.only_about.values("child")
        invited.only_about.set(again.children.filter(child__in=theirs))


def _known(given: dict[str, Any]) -> None:
    if unknown := given.keys() - REPORT_FIELDS:
        raise TypeError(f"There is no field {sorted(unknown)[0]}.")
