"""What the date cases leave open: pauses that have not ended, zones, siblings, and versions of rules."""

from datetime import UTC, date, datetime, time

import pytest

from recordings import clocks


def test_a_request_in_universal_time_is_read_on_the_office_clock():
    summer = datetime(2026, 6, 12, 16, 30, tzinfo=UTC)  # half past five in London
    assert clocks.minute_request_clock(summer, time(17), 20)["counts_as_received"] == date(2026, 6, 15)


def test_a_request_just_before_midnight_in_summer_is_received_that_day_in_london():
    asked = clocks.ask("sar_due", {"received": "2026-06-12T23:30:00+00:00"})
    assert asked["calendar_limit"] == date(2026, 7, 13)


def test_the_clock_of_a_person_not_yet_identified_has_not_started():
    answer = clocks.sar_identity(date(2026, 6, 1), identity_asked=date(2026, 6, 2))
    assert answer.as_json() == {"clock_starts": None, "due": None}
    with pytest.raises(clocks.ClockError, match="not known yet"):
        answer["due"]


def test_without_a_question_about_identity_the_clock_starts_on_receipt():
    assert clocks.sar_identity(date(2026, 6, 1))["clock_starts"] == date(2026, 6, 1)


def test_a_question_not_yet_answered_leaves_the_due_date_open():
    answer = clocks.sar_clarification(date(2026, 6, 1), asked=date(2026, 6, 5))
    assert answer.as_json() == {"paused_days": None, "calendar_limit": None, "due": None}


def test_an_answer_without_its_question_is_refused():
    with pytest.raises(clocks.ClockError, match="the day of its question"):
        clocks.sar_clarification(date(2026, 6, 1), answered_on=date(2026, 6, 5))


def test_without_a_question_nothing_is_paused():
    answer = clocks.sar_clarification(date(2026, 6, 1))
    assert (answer.paused_days, answer["due"]) == (0, date(2026, 7, 1))


def test_a_death_on_the_eighteenth_birthday_leaves_the_ordinary_period():
    life = clocks.Life(dob=date(2008, 6, 5), died=date(2026, 6, 5))
    assert clocks.retention_end("15 years from death before 18", life)["keep_until"] == date(2083, 6, 5)


def test_a_period_may_run_from_birth_or_last_contact():
    life = clocks.Life(dob=date(2020, 2, 29), last_contact=date(2026, 3, 1))
    assert clocks.retention_end("25 years from birth", life)["keep_until"] == date(2045, 3, 1)
    assert clocks.retention_end("35 years from last contact", life)["keep_until"] == date(2061, 3, 1)


def test_a_one_off_holiday_moves_every_kind_of_date():
    extra = {"extra_holidays": ["2026-10-05"]}
    assert clocks.ask("sar_due", {"received": "2026-09-03", **extra})["due"] == date(2026, 10, 6)
    assert clocks.ask("plan_letter_cpp", {"conference": "2026-10-02", **extra})["due"] == date(2026, 10, 6)


def test_a_rule_is_explained_by_the_version_of_its_day():
    newer = clocks.Rule("minutes_due", "Ten days from spring", "local", "cabinet", 10, date(2026, 4, 1))
    rules = (*clocks.RULES, newer)
    assert clocks.in_force("minutes_due", date(2026, 3, 31), rules).amount == 20
    assert clocks.in_force("minutes_due", date(2026, 4, 1), rules) is newer


def test_a_rule_asked_about_before_its_first_version_is_explained_by_that_one():
    assert clocks.in_force("dp_complaint_ack", date(2026, 1, 5)).effective == date(2026, 6, 19)
