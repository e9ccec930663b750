"""Moments with an offset, proofs of identity and whole years, against the independent calculation."""

from calendar import isleap
from datetime import UTC, date, datetime, time, timedelta, timezone

from dateutil.relativedelta import SU, relativedelta
from hypothesis import given
from hypothesis import strategies as st

from recordings import clocks
from tests.recordings.clocks.test_clock_properties import days_2025_to_2030, rolled_on

in_universal_time = st.builds(datetime.combine, days_2025_to_2030, st.times(), st.just(UTC))


def summer_time(moment):
    """From one on the last Sunday of March to one on that of October, by universal time."""
    march, october = (date(moment.year, month, 31) + relativedelta(weekday=SU(-1)) for month in (3, 10))
    begins, ends = (datetime.combine(day, time(1), UTC) for day in (march, october))
    return begins <= moment < ends


@given(in_universal_time, st.integers(-14, 14))
def test_a_moment_with_an_offset_is_read_on_the_clock_of_the_office(moment, hours):
    on_the_wall = (moment + timedelta(hours=summer_time(moment))).replace(tzinfo=None)
    abroad = moment.astimezone(timezone(timedelta(hours=hours)))

    answer = clocks.ask("minute_request_clock", {"received_at": abroad.isoformat()})

    expected = clocks.ask("minute_request_clock", {"received_at": on_the_wall.isoformat()})
    assert answer.as_json() == expected.as_json()
    assert answer["sar_clock_starts"] == on_the_wall.date()


@given(days_2025_to_2030, st.none() | st.integers(0, 20), st.none() | st.integers(0, 60))
def test_the_month_of_a_person_in_doubt_begins_with_their_proof(received, wait, proof):
    asked = None if wait is None else received + timedelta(days=wait)
    came = None if asked is None or proof is None else asked + timedelta(days=proof)
    starts = came if asked else received

    answer = clocks.sar_identity(received, identity_asked=asked, identity_received=came)

    assert answer.dates["clock_starts"] == starts
    assert answer.dates["due"] == (rolled_on(starts + relativedelta(months=1)) if starts else None)


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.integers(1, 100))
def test_a_whole_number_of_years_ends_on_the_same_day_and_a_leap_day_on_the_first_of_march(start, number):
    year = start.year + number
    moved = (start.month, start.day) == (2, 29) and not isleap(year)
    ends = date(year, 3, 1) if moved else date(year, start.month, start.day)

    for basis, name in (("closure", "closed"), ("last contact", "last_contact"), ("birth", "dob")):
        facts = {"basis": f"{number} years from {basis}", name: start.isoformat()}
        assert clocks.ask("retention_end", facts)["keep_until"] == ends
