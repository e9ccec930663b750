"""What every clock answers with, and the kinds of sum the rules share; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from recordings.clocks.days import ClockError, England, Sum, months
from recordings.clocks.rules import Rule, rule_of

Extra = Iterable[date]


@dataclass(frozen=True)
class Answer:
    """What a clock says, and how it was worked out."""

    rule: Rule
    dates: dict[str, date | None]
    sums: tuple[Sum, ...]
    paused_days: int | None = None

    def __getitem__(self, name: str) -> date:
        found = self.dates[name]
        if found is None:
            raise ClockError(f"{name} is not known yet")
        return found

    def as_json(self) -> dict[str, str | int | None]:
        """The dates by name, as the command prints them."""
        paused = {} if self.paused_days is None else {"paused_days": self.paused_days}
        return paused | {name: day.isoformat() if day else None for name, day in self.dates.items()}

    def working(self) -> dict[str, object]:
        """The rule, and each sum with the days counted and the holidays passed over."""
        return self.rule.as_json() | {"sums": [_shown(one) for one in self.sums]}


def _shown(one: Sum) -> dict[str, object]:
    return {
        "gives": one.gives,
        "from": one.start.isoformat(),
        "counting": one.counting,
        "to": one.end.isoformat(),
        "counted": [day.isoformat() for day in one.counted],
        "passed_over": [{"date": day.isoformat(), "name": name} for day, name in one.passed_over],
    }


def answered(rule: Rule, *sums: Sum, **more: date | None) -> Answer:
    """The last sum that gives a name is its answer; `more` are dates that needed no sum."""
    return Answer(rule, more | {one.gives: one.end for one in sums}, sums)


def by_working_days(code: str, gives: str, start: date, days: int | None, extra: Extra) -> Answer:
    rule = rule_of(code, start, extra)
    return answered(rule, England(extra).after(start, rule.amount if days is None else days, gives=gives))


def by_working_days_before(code: str, day: date, days: int | None, extra: Extra) -> Answer:
    rule = rule_of(code, day, extra)
    return answered(
        rule, England(extra).before(day, rule.amount if days is None else days, gives="latest_date")
    )


def hold_by(rule: Rule, limit: Sum, extra: Extra) -> Answer:
    return answered(rule, limit, England(extra).on_or_before(limit.end, gives="latest_working_day"))


def give_by(rule: Rule, limit: Sum, extra: Extra, *before: Sum) -> Answer:
    return answered(rule, *before, limit, England(extra).on_or_after(limit.end, gives="due"))


def within_months(code: str, start: date, extra: Extra) -> Answer:
    rule = rule_of(code, start, extra)
    return hold_by(rule, months(start, rule.amount, gives="calendar_limit"), extra)
