"""What this council's clocks take: its holidays and its versions of the rules, as they are now."""

from __future__ import annotations

from datetime import date, timedelta

from access.models import User
from recordings import clocks
from recordings.calendar.models import UNITS, WORKING, DateRule, OneOffHoliday


def council() -> clocks.Council:
    """The council's calendar now: two short questions, so ask once for a page."""
    holidays = dict(OneOffHoliday.objects.values_list("on", "name"))
    return clocks.Council(holidays, tuple(row.as_rule() for row in DateRule.objects.all()))


def council_for(user: User) -> clocks.Council:
    """The same for the page of a person, of which many parts ask."""
    return user.ask_once("council", council)


def lateness(user: User, due: date, today: date) -> int:
    """How many working days have passed since a day, today among them."""

    def count() -> int:
        england, days = clocks.England(council_for(user)), (today - due).days
        return sum(england.works(due + timedelta(days=number)) for number in range(1, days + 1))

    return user.ask_once(f"working days since {due}", count)


def unit_of(code: str) -> str:
    """What a rule counts in."""
    return UNITS.get(code, WORKING)


def own_version(code: str, on: date, calendar: clocks.Council) -> bool:
    """Whether the council has set a version of this rule that is in force on a day."""
    return any(rule.code == code and rule.effective and rule.effective <= on for rule in calendar.rules)
