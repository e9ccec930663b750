"""When conferences, core groups, letters and reports are due; pure.

Limits on holding a meeting roll back to the last working day on or before them.
"""

from collections.abc import Iterable
from datetime import date

from recordings.clocks.answers import (
    Answer,
    Extra,
    by_working_days,
    by_working_days_before,
    hold_by,
    within_months,
)
from recordings.clocks.days import ClockError, calendar_days, months
from recordings.clocks.rules import rule_of


def icpc_latest(
    strategy_discussion: date | None = None,
    *,
    strategy_discussions: Iterable[date] = (),
    s47_started_at: date | None = None,
    working_days: int | None = None,
    extra_holidays: Extra = (),
) -> Answer:
    """The last day for an initial conference, from the strategy discussion that started the enquiry."""
    held = sorted({*strategy_discussions, *([strategy_discussion] if strategy_discussion else [])})
    started = s47_started_at or (held[0] if len(held) == 1 else None)
    if started is None or (held and started not in held):
        raise ClockError("say which strategy discussion started the section 47 enquiry (s47_started_at)")
    return by_working_days("icpc_latest", "latest_date", started, working_days, extra_holidays)


def transfer_in_latest(
    notified: date, *, working_days: int | None = None, extra_holidays: Extra = ()
) -> Answer:
    """The last day for a transfer-in conference, from written notification."""
    return by_working_days("transfer_in_latest", "latest_date", notified, working_days, extra_holidays)


def reconvened_latest(
    conference: date, *, working_days: int | None = None, extra_holidays: Extra = ()
) -> Answer:
    """The last day for the conference that takes up one which could not finish."""
    return by_working_days("reconvened_latest", "latest_date", conference, working_days, extra_holidays)


def first_review_latest(previous_conference: date, *, extra_holidays: Extra = ()) -> Answer:
    """The last day for the first review."""
    return within_months("first_review_latest", previous_conference, extra_holidays)


def later_review_latest(
    previous_conference: date | None = None,
    *,
    previous_review_held: date | None = None,
    previous_review_due: date | None = None,
    extra_holidays: Extra = (),
) -> Answer:
    """The last day for a later review, from the day the last one was held, not due."""
    held = previous_review_held or previous_conference
    if held is None:
        raise ClockError("give the day the last conference was held (previous_conference)")
    return within_months("later_review_latest", held, extra_holidays)


def prebirth_review_latest(
    prebirth_conference: date, *, birth: date | None = None, extra_holidays: Extra = ()
) -> Answer:
    """The last day for a review after a pre-birth conference: the sooner of its two limits."""
    rule = rule_of("prebirth_review_latest", prebirth_conference, extra_holidays)
    limits = [months(prebirth_conference, rule.amount, gives="calendar_limit")]
    limits += [months(birth, 1, gives="calendar_limit")] if birth else []
    return hold_by(rule, min(limits, key=lambda limit: limit.end), extra_holidays)


def plan_letter_cpp(
    conference: date, *, working_days: int | None = None, extra_holidays: Extra = ()
) -> Answer:
    """When the letter is due if a plan is made or continues."""
    return by_working_days("plan_letter_cpp", "due", conference, working_days, extra_holidays)


def plan_letter_cin(
    conference: date, *, working_days: int | None = None, extra_holidays: Extra = ()
) -> Answer:
    """When the letter is due if a plan ends."""
    return by_working_days("plan_letter_cin", "due", conference, working_days, extra_holidays)


def plan_letter_no_plan(
    conference: date, *, working_days: int | None = None, extra_holidays: Extra = ()
) -> Answer:
    """When the letter is due if an initial conference makes no plan."""
    return by_working_days("plan_letter_no_plan", "due", conference, working_days, extra_holidays)


def core_group_first(
    conference: date, *, working_days: int | None = None, extra_holidays: Extra = ()
) -> Answer:
    """The last day for the first core group."""
    return by_working_days("core_group_first", "latest_date", conference, working_days, extra_holidays)


def core_group_next_monthly(previous_core_group: date, *, extra_holidays: Extra = ()) -> Answer:
    """The last day for the next core group where they meet monthly."""
    return within_months("core_group_next_monthly", previous_core_group, extra_holidays)


def core_group_next_six_weekly(previous_core_group: date, *, extra_holidays: Extra = ()) -> Answer:
    """The last day for the next core group where they meet every six weeks."""
    rule = rule_of("core_group_next_six_weekly", previous_core_group, extra_holidays)
    return hold_by(
        rule, calendar_days(previous_core_group, rule.amount, gives="calendar_limit"), extra_holidays
    )


def report_to_family_by(
    conference: date, working_days_before: int | None = None, *, extra_holidays: Extra = ()
) -> Answer:
    """The last day for the family to see a report."""
    return by_working_days_before("report_to_family_by", conference, working_days_before, extra_holidays)


def report_to_family_by_review(
    conference: date, working_days_before: int | None = None, *, extra_holidays: Extra = ()
) -> Answer:
    """The last day for the family to see a report for a review."""
    return by_working_days_before(
        "report_to_family_by_review", conference, working_days_before, extra_holidays
    )


def exclusion_request_by(
    conference: date, working_days_before: int | None = None, *, extra_holidays: Extra = ()
) -> Answer:
    """The last day to ask the chair to exclude someone."""
    return by_working_days_before("exclusion_request_by", conference, working_days_before, extra_holidays)


def extra_bank_holiday(
    conference: date, working_days: int | None = None, *, extra_holidays: Extra = ()
) -> Answer:
    """A working-day sum over one-off holidays."""
    return by_working_days("extra_bank_holiday", "due", conference, working_days, extra_holidays)


def not_a_holiday_in_england(
    conference: date, working_days: int | None = None, *, extra_holidays: Extra = ()
) -> Answer:
    """A working-day sum over days that are holidays elsewhere only."""
    return by_working_days("not_a_holiday_in_england", "due", conference, working_days, extra_holidays)
