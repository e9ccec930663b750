"""Until when a record is kept; pure. 29 February rounds later, so nothing is disposed of early."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from recordings.clocks.answers import Answer, answered
from recordings.clocks.days import ClockError, Sum, add_years, years
from recordings.clocks.rules import in_force

SIBLINGS = "sibling group: longest wins"
_BIRTHDAY = re.compile(r"(\d{1,3})(?:st|nd|rd|th) birthday")
_DEATH = re.compile(r"(\d{1,3}) years from death before (\d{1,2})")
_YEARS = re.compile(r"(\d{1,3}) years from (birth|closure|last contact|conference)")


@dataclass(frozen=True)
class Life:
    """The days of one record that its retention may be counted from."""

    dob: date | None = None
    died: date | None = None
    closed: date | None = None
    last_contact: date | None = None
    conference: date | None = None


def retention_end(
    basis: str, life: Life | None = None, *, dobs: Iterable[date] = (), rule: str | None = None
) -> Answer:
    """The day until which a record is kept; one recording on several records is kept for the longest."""
    if basis == SIBLINGS:
        lives = [Life(dob=dob) for dob in dobs]
        sums = [_keep_until(rule or "75th birthday", each) for each in lives]
    else:
        sums = [_keep_until(basis, life or Life())]
    if not sums:
        raise ClockError("give the dates of birth of the sibling group (dobs)")
    longest = max(sums, key=lambda one: one.end)
    return answered(in_force("retention_end", longest.start), longest)


def _keep_until(basis: str, life: Life) -> Sum:
    if found := _BIRTHDAY.fullmatch(basis):
        return _after(life.dob, int(found[1]), "dob")
    if found := _DEATH.fullmatch(basis):
        return _after_death(life, int(found[1]), int(found[2]))
    if found := _YEARS.fullmatch(basis):
        starts = {"birth": (life.dob, "dob"), "closure": (life.closed, "closed"),
                  "last contact": (life.last_contact, "last_contact"),
                  "conference": (life.conference, "conference")}  # fmt: skip
        start, name = starts[found[2]]
        return _after(start, int(found[1]), name)
    raise ClockError("this basis of retention is not known")


def _after_death(life: Life, number: int, before: int) -> Sum:
    """A death on or after that birthday leaves the ordinary period, to the 75th birthday."""
    if life.dob is None or life.died is None:
        raise ClockError("give dob and died")
    if life.died < life.dob:
        raise ClockError("died is before dob")
    if life.died >= add_years(life.dob, before):
        return _after(life.dob, 75, "dob")
    return _after(life.died, number, "died")


def _after(start: date | None, number: int, name: str) -> Sum:
    if start is None:
        raise ClockError(f"give {name}")
    return years(start, number, gives="keep_until")
