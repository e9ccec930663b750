"""Every rule there is against the independent calculation, and a council's own versions and holidays."""

from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from recordings import clocks
from tests.recordings.clocks.test_clock_properties import (
    days_2025_to_2030,
    extras,
    nth_after,
    nth_before,
    rolled_back,
    rolled_on,
)

AFTER = {
    "icpc_latest": 15, "transfer_in_latest": 15, "reconvened_latest": 10, "plan_letter_cpp": 1,
    "plan_letter_cin": 5, "plan_letter_no_plan": 5, "core_group_first": 10, "minutes_due": 20,
    "amendment_window_end": 10, "extra_bank_holiday": 1, "not_a_holiday_in_england": 1,
}  # fmt: skip
BEFORE = {"report_to_family_by": 2, "report_to_family_by_review": 5, "exclusion_request_by": 3}
ROLL_BACK = {
    "first_review_latest": relativedelta(months=3),
    "later_review_latest": relativedelta(months=6),
    "prebirth_review_latest": relativedelta(months=3),
    "core_group_next_monthly": relativedelta(months=1),
    "core_group_next_six_weekly": timedelta(days=42),
}
ROLL_ON = {
    "sar_due": relativedelta(months=1),
    "sar_extended_due": relativedelta(months=3),
    "sar_identity": relativedelta(months=1),
    "sar_clarification": relativedelta(months=1),
}
CALENDAR = {"complaint_written_by": 28, "dp_complaint_ack": 30, "transcript_kept_until": 28}
ELSEWHERE = {"minute_request_clock", "retention_end"}  # in test_clock_properties.py


def one_date(answer):
    return next(answer[name] for name in ("latest_working_day", "latest_date", "due", "last_day", "ack_by")
                if name in answer.dates)  # fmt: skip


def worked_out(code, day, extra, amount=None):
    """The answer of one rule, by the other calculation."""
    if code in AFTER:
        return nth_after(day, amount or AFTER[code], extra)
    if code in BEFORE:
        return nth_before(day, amount or BEFORE[code], extra)
    if code in ROLL_BACK:
        return rolled_back(day + ROLL_BACK[code], extra)
    if code in ROLL_ON:
        return rolled_on(day + ROLL_ON[code], extra)
    return day + timedelta(days=amount or CALENDAR[code])


def test_no_rule_is_left_out():
    known = {*AFTER, *BEFORE, *ROLL_BACK, *ROLL_ON, *CALENDAR, *ELSEWHERE}

    assert known == {rule.code for rule in clocks.RULES} == set(clocks.QUESTIONS)


@given(st.sampled_from(sorted({*AFTER, *BEFORE, *ROLL_BACK, *ROLL_ON, *CALENDAR})), days_2025_to_2030, extras)
def test_every_rule_lands_on_the_day_of_the_other_calculation(code, day, extra):
    answer = clocks.QUESTIONS[code](day, extra_holidays=extra)

    assert one_date(answer) == worked_out(code, day, extra)


@given(
    st.sampled_from(sorted({*AFTER, *BEFORE, *CALENDAR})),
    days_2025_to_2030,
    days_2025_to_2030,
    st.integers(1, 30),
    extras,
)
def test_a_council_s_version_counts_from_its_day_on_and_never_before(code, day, since, amount, extra):
    own = clocks.Rule(code, "As our cabinet says", clocks.rules.LOCAL, "Cabinet paper", amount, since)
    council = clocks.Council(dict.fromkeys(extra, "A day off"), rules=(own,))
    national = clocks.in_force(code, day).effective or date.min
    in_force = since <= day and not since < national <= day

    answer = clocks.QUESTIONS[code](day, extra_holidays=council)

    assert one_date(answer) == worked_out(code, day, extra, amount if in_force else None)
    assert (answer.rule == own) == in_force


def test_a_one_off_holiday_is_named_in_the_working():
    council = clocks.Council({date(2026, 6, 15): "The king's visit"})

    answer = clocks.plan_letter_cpp(date(2026, 6, 12), extra_holidays=council)

    assert answer["due"] == date(2026, 6, 16)
    assert answer.sums[0].passed_over == ((date(2026, 6, 15), "The king's visit"),)
    assert len(council) == 1


def test_a_council_s_versions_reach_the_months_and_the_clock_of_a_request():
    rules = (
        clocks.Rule("prebirth_review_latest", "Two months", clocks.rules.LOCAL, "ours", 2, date(2026, 1, 1)),
        clocks.Rule(
            "core_group_next_six_weekly", "Four weeks", clocks.rules.LOCAL, "ours", 28, date(2026, 1, 1)
        ),
        clocks.Rule("minute_request_clock", "Ten days", clocks.rules.LOCAL, "ours", 10, date(2026, 1, 1)),
    )
    council = clocks.Council({}, rules)
    asked = datetime.combine(date(2026, 6, 8), time(10))

    assert clocks.prebirth_review_latest(date(2026, 2, 2), extra_holidays=council)["calendar_limit"] == date(
        2026, 4, 2
    )
    assert clocks.core_group_next_six_weekly(date(2026, 4, 13), extra_holidays=council)[
        "calendar_limit"
    ] == date(2026, 5, 11)
    assert clocks.minute_request_clock(asked, extra_holidays=council)["due"] == date(2026, 6, 22)
