"""Working days in England, and the few ways one date is reached from another; pure."""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

MOST = 5000  # working or calendar days in one sum; more is a slip of the keyboard
ONE = timedelta(days=1)
ONE_OFF = "One-off holiday"


class ClockError(ValueError):
    """The question cannot be answered; the message says why in one line."""


@dataclass(frozen=True)
class Sum:
    """One step of working: from a day, by a rule of counting, to a day."""

    gives: str
    start: date
    counting: str
    end: date
    counted: tuple[date, ...] = ()
    passed_over: tuple[tuple[date, str], ...] = ()


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> dict[date, str]:
    """The bank holidays of one year in England, with substitute days, by name."""
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year))


def add_months(start: date, months: int) -> date:
    """The same day of a later month, or the last day of a shorter one."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    try:
        return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
    except ValueError:
        raise ClockError("the answer is past the last date there is") from None


def add_years(start: date, years: int) -> date:
    """The same day of a later year; 29 February becomes 1 March, never earlier."""
    try:
        if (start.month, start.day) == (2, 29) and not calendar.isleap(start.year + years):
            return date(start.year + years, 3, 1)
        return start.replace(year=start.year + years)
    except ValueError:
        raise ClockError("the answer is past the last date there is") from None


class England:
    """The calendar of England with the one-off days an administrator has added."""

    def __init__(self, extra_holidays: Iterable[date] = ()) -> None:
        if isinstance(extra_holidays, Mapping):
            self.extra: dict[date, str] = dict(extra_holidays)
        else:
            self.extra = dict.fromkeys(extra_holidays, ONE_OFF)

    def holiday(self, day: date) -> str | None:
        """The name of the bank holiday on this day, if it is one."""
        return self.extra.get(day) or bank_holidays(day.year).get(day)

    def works(self, day: date) -> bool:
        """Whether this is a working day."""
        return day.weekday() < 5 and self.holiday(day) is None

    def after(self, start: date, days: int, *, gives: str) -> Sum:
        """The nth working day after a day; the day itself is day zero."""
        return self._count(start, days, step=ONE, gives=gives, words="after")

    def before(self, start: date, days: int, *, gives: str) -> Sum:
        """The nth working day before a day; the day itself is day zero."""
        return self._count(start, days, step=-ONE, gives=gives, words="before")

    def on_or_after(self, limit: date, *, gives: str) -> Sum:
        """The first working day on or after a calendar limit."""
        return self._roll(limit, step=ONE, gives=gives, words="the first working day on or after")

    def on_or_before(self, limit: date, *, gives: str) -> Sum:
        """The last working day on or before a calendar limit."""
        return self._roll(limit, step=-ONE, gives=gives, words="the last working day on or before")

    def _count(self, start: date, days: int, *, step: timedelta, gives: str, words: str) -> Sum:
        _sensible(days)
        day, walked, counted = start, list[date](), list[date]()
        while len(counted) < days:
            day = _step(day, step)
            walked.append(day)
            counted += [day] if self.works(day) else []
        counting = f"{_plural(days, 'working day')} {words}"
        return Sum(gives, start, counting, day, tuple(counted), self._passed(walked))

    def _roll(self, limit: date, *, step: timedelta, gives: str, words: str) -> Sum:
        day, walked = limit, list[date]()
        while not self.works(day):
            walked.append(day)
            day = _step(day, step)
        return Sum(gives, limit, words, day, (), self._passed(walked))

    def _passed(self, walked: Iterable[date]) -> tuple[tuple[date, str], ...]:
        """Holidays that moved the answer: one on a weekend changes nothing."""
        named = ((day, self.holiday(day)) for day in walked if day.weekday() < 5)
        return tuple((day, name) for day, name in named if name)


def calendar_days(start: date, days: int, *, gives: str) -> Sum:
    """A day so many calendar days later."""
    _sensible(days)
    return Sum(gives, start, f"{_plural(days, 'calendar day')} after", _step(start, timedelta(days=days)))


def months(start: date, number: int, *, gives: str) -> Sum:
    """The same day so many months later."""
    return Sum(gives, start, f"{_plural(number, 'month')} after", add_months(start, number))


def years(start: date, number: int, *, gives: str) -> Sum:
    """The same day so many years later, 29 February rounding later."""
    return Sum(gives, start, f"{_plural(number, 'year')} after", add_years(start, number))


def _plural(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _sensible(days: int) -> None:
    if not 0 <= days <= MOST:
        raise ClockError(f"a number of days must be from 0 to {MOST}")


def _step(day: date, step: timedelta) -> date:
    try:
        return day + step
    except OverflowError:
        raise ClockError("the answer is past the last date there is") from None
