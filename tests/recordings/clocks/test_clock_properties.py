"""The clocks against a second, independent calculation: dateutil's recurrences and a written list.

The holidays here are worked out from the rules of the Banking and Financial Dealings Act and
Gauss's Easter, not from the package the clocks use.
"""

from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import MO, relativedelta
from dateutil.rrule import DAILY, rrule
from hypothesis import given
from hypothesis import strategies as st

from recordings import clocks

days_2025_to_2030 = st.dates(date(2025, 1, 1), date(2030, 12, 31))
extras = st.lists(st.dates(date(2025, 1, 1), date(2031, 12, 31)), max_size=4)
counts = st.integers(1, 40)
moments = st.builds(datetime.combine, days_2025_to_2030, st.times())


def easter(year):
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holidays_of(year):
    """Christmas, Boxing and New Year's Day move to the next free weekday; the rest are Mondays or Easter."""
    first = date(year, 1, 1)
    moved = {first + timedelta(days={5: 2, 6: 1}.get(first.weekday(), 0))}
    for day in (date(year, 12, 25), date(year, 12, 26)):
        while day.weekday() > 4 or day in moved:
            day += timedelta(days=1)
        moved.add(day)
    mondays = {date(year, 5, 1) + relativedelta(weekday=MO(1))}
    mondays |= {date(year, month, 31) + relativedelta(weekday=MO(-1)) for month in (5, 8)}
    return moved | mondays | {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)}


HOLIDAYS = {day for year in range(2024, 2034) for day in holidays_of(year)}


def working_days(first, last, extra=()):
    """Every working day of a stretch, both ends included, as a list."""
    week = rrule(
        DAILY,
        byweekday=range(5),
        dtstart=datetime.combine(first, time()),
        until=datetime.combine(last, time()),
    )
    return [moment.date() for moment in week if moment.date() not in HOLIDAYS | set(extra)]  # fmt: skip


def nth_after(start, number, extra=()):
    return working_days(start + timedelta(days=1), start + timedelta(days=number * 3 + 30), extra)[number - 1]


def nth_before(start, number, extra=()):
    return working_days(start - timedelta(days=number * 3 + 30), start - timedelta(days=1), extra)[-number]


def rolled_back(limit, extra=()):
    return working_days(limit - timedelta(days=20), limit, extra)[-1]


def rolled_on(limit, extra=()):
    return working_days(limit, limit + timedelta(days=20), extra)[0]


@given(days_2025_to_2030)
def test_a_working_day_is_one_by_both_calendars(day):
    assert clocks.England().works(day) == (day.weekday() < 5 and day not in HOLIDAYS)


@given(days_2025_to_2030, counts, extras)
def test_counting_forward_lands_on_the_same_day(start, number, extra):
    answer = clocks.minutes_due(start, number, extra_holidays=extra)
    assert answer["due"] == nth_after(start, number, extra)
    assert list(answer.sums[0].counted) == working_days(start + timedelta(days=1), answer["due"], extra)


@given(days_2025_to_2030, counts, extras)
def test_counting_back_lands_on_the_same_day(conference, number, extra):
    answer = clocks.report_to_family_by(conference, number, extra_holidays=extra)
    assert answer["latest_date"] == nth_before(conference, number, extra)


@given(days_2025_to_2030)
def test_the_letters_conferences_and_core_groups_use_their_own_numbers(day):
    numbers = [(clocks.icpc_latest, "latest_date", 15), (clocks.transfer_in_latest, "latest_date", 15),
               (clocks.plan_letter_cpp, "due", 1), (clocks.plan_letter_cin, "due", 5),
               (clocks.core_group_first, "latest_date", 10)]  # fmt: skip
    for rule, gives, number in numbers:
        assert rule(day)[gives] == nth_after(day, number)


@given(days_2025_to_2030, extras)
def test_limits_on_meetings_roll_back_to_a_working_day(day, extra):
    limits = [
        (clocks.first_review_latest, relativedelta(months=3)),
        (clocks.later_review_latest, relativedelta(months=6)),
        (clocks.core_group_next_monthly, relativedelta(months=1)),
        (clocks.core_group_next_six_weekly, relativedelta(weeks=6)),
    ]
    for rule, period in limits:
        answer = rule(day, extra_holidays=extra)
        assert answer["calendar_limit"] == day + period
        assert answer["latest_working_day"] == rolled_back(day + period, extra)


@given(days_2025_to_2030, st.none() | st.integers(0, 300), extras)
def test_a_pre_birth_review_takes_the_sooner_limit(conference, born_after, extra):
    birth = None if born_after is None else conference + timedelta(days=born_after)
    limits = [conference + relativedelta(months=3)] + ([birth + relativedelta(months=1)] if birth else [])
    answer = clocks.prebirth_review_latest(conference, birth=birth, extra_holidays=extra)
    assert answer["calendar_limit"] == min(limits)
    assert answer["latest_working_day"] == rolled_back(min(limits), extra)


@given(days_2025_to_2030, extras)
def test_subject_access_months_roll_forward_and_run_from_receipt(received, extra):
    plain, longer = (
        clocks.sar_due(received, extra_holidays=extra),
        clocks.sar_extended_due(received, extra_holidays=extra),
    )
    assert plain["due"] == rolled_on(received + relativedelta(months=1), extra)
    assert longer["due"] == rolled_on(received + relativedelta(months=3), extra)
    assert (
        longer["extension_notice_by_calendar"]
        == plain["calendar_limit"]
        == received + relativedelta(months=1)
    )


@given(days_2025_to_2030, st.integers(0, 20), st.integers(0, 60))
def test_a_question_pauses_the_month_for_both_its_days(received, wait, answering):
    asked = received + timedelta(days=wait)
    answer = clocks.sar_clarification(received, asked=asked, answered_on=asked + timedelta(days=answering))
    limit = received + relativedelta(months=1) + timedelta(days=answering + 1)
    assert (answer.paused_days, answer["calendar_limit"], answer["due"]) == (
        answering + 1,
        limit,
        rolled_on(limit),
    )


@given(moments, st.integers(1, 40), extras)
def test_a_request_after_close_counts_from_the_next_working_day_but_never_for_the_law(moment, number, extra):
    close = time(17, 0)
    answer = clocks.minute_request_clock(moment, close, number, extra)
    late = moment.time() > close
    counts = nth_after(moment.date(), 1, extra) if late else rolled_on(moment.date(), extra)
    assert answer["counts_as_received"] == counts
    assert answer["due"] == nth_after(counts, number, extra)
    assert answer["sar_clock_starts"] == moment.date()
    assert answer["sar_due"] == rolled_on(moment.date() + relativedelta(months=1), extra)


@given(days_2025_to_2030, st.integers(1, 100))
def test_nothing_is_disposed_of_early(dob, age):
    answer = clocks.ask("retention_end", {"basis": f"{age}th birthday", "dob": dob.isoformat()})
    assert answer["keep_until"] >= dob + relativedelta(years=age)
    assert answer["keep_until"] - (dob + relativedelta(years=age)) <= timedelta(days=1)
