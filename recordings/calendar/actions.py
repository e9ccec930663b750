"""What can be done to the council's calendar. Every change works out the open dates again."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings.calendar.again import open_dates, tell
from recordings.calendar.council import council
from recordings.calendar.models import DateRule, MovedDate, OneOffHoliday
from recordings.clocks import England, Rule


@transaction.atomic
def add_holiday(*, on: date, name: str, by: User) -> OneOffHoliday:
    """Add a one-off bank holiday. Dates that are still open are worked out again, and people are told."""
    require(by, May.MANAGE_SETTINGS)
    before = council()
    if not England(before).works(on):
        raise Conflict("This day is not a working day anyway, so no date moves.")
    dates = open_dates(before)
    added = OneOffHoliday.objects.create(on=on, name=name, added_by=by)
    moved = tell(dates, open_dates(council()), because=f"{name}, a new bank holiday")
    audit.record("holiday.added", by=by, on=added, day=on, moved=moved)
    return added


@transaction.atomic
def remove_holiday(holiday: OneOffHoliday, *, by: User) -> None:
    """Take away a day that was added by mistake. One that is over stays: it explains old dates."""
    require(by, May.MANAGE_SETTINGS)
    if holiday.is_past:
        raise Conflict("This day is over. It stays, because it explains the dates of its time.")
    dates = open_dates(council())
    audit.record("holiday.removed", by=by, on=holiday, day=holiday.on)
    name = holiday.name
    holiday.delete()
    tell(dates, open_dates(council()), because=f"{name} is not a bank holiday after all")


@transaction.atomic
def set_date_rule(version: Rule, *, by: User) -> DateRule:
    """Set the council's own version of a rule, from a day on. Earlier dates keep the rule of their day."""
    require(by, May.MANAGE_SETTINGS)
    since = version.effective
    if since is None or since < timezone.localdate():
        raise Conflict("A rule never begins in the past: choose today or a later day.")
    if DateRule.objects.filter(code=version.code, effective_from=since).exists():
        raise Conflict("There is a version of this rule from that day already. Take it back first.")
    dates = open_dates(council())
    rule = DateRule.objects.create(
        code=version.code,
        amount=version.amount,
        says=version.says,
        source=version.source,
        effective_from=since,
        set_by=by,
    )
    moved = tell(dates, open_dates(council()), because="the council’s rule changed")
    audit.record(
        "date_rule.set", by=by, on=rule, code=rule.code, amount=rule.amount, since=since, moved=moved
    )
    return rule


@transaction.atomic
def take_back_rule(rule: DateRule, *, by: User) -> None:
    """Take back a version that has not begun."""
    require(by, May.MANAGE_SETTINGS)
    if rule.has_begun and rule.effective_from != timezone.localdate():
        raise Conflict("This version has begun. Set a new one instead: old dates must still be explained.")
    dates = open_dates(council())
    audit.record("date_rule.taken_back", by=by, on=rule, code=rule.code, since=rule.effective_from)
    rule.delete()
    tell(dates, open_dates(council()), because="the council took a change of the rule back")


@transaction.atomic
def note_moved_date(moved: MovedDate, *, by: User) -> MovedDate:
    """Say that one has seen that a date moved."""
    if moved.person_id != by.pk:
        raise Conflict("This note is for somebody else.")
    moved.seen_at = moved.seen_at or timezone.now()
    moved.save(update_fields=["seen_at"])
    audit.record("moved_date.seen", by=by, on=moved, conference=moved.conference_id)
    return moved
