"""Every worked answer of the council's date cases, through the clocks and through the command."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from recordings import clocks

DATA = json.loads(Path(__file__).with_name("date_cases.json").read_text())
CASES = [pytest.param(case, id=case["id"]) for case in DATA["cases"]]


@pytest.mark.parametrize("case", CASES)
def test_each_case_gives_exactly_the_expected_answer(case):
    assert clocks.ask(case["rule"], case["input"]).as_json() == case["expected"]


@pytest.mark.parametrize("case", CASES)
def test_each_case_shows_a_sum_that_ends_on_its_answer(case):
    answer = clocks.ask(case["rule"], case["input"])
    ends = {one.gives: one.end for one in answer.sums}
    assert set(ends.values()) & set(answer.dates.values())
    assert answer.working()["sums"]
    assert answer.working()["source"]


def test_every_rule_of_the_cases_is_a_rule_we_know_with_the_same_basis():
    for case in DATA["cases"]:
        if case["rule"] != "retention_end":  # its basis depends on the kind of record
            assert clocks.in_force(case["rule"], date(2026, 7, 1)).basis == case["basis"]


@pytest.mark.parametrize("year", sorted(DATA["bank_holidays"]))
def test_the_bank_holidays_are_those_of_the_published_list(year):
    listed = [date.fromisoformat(day) for day in DATA["bank_holidays"][year]]
    england = clocks.England()
    days = [date(int(year), 1, 1).fromordinal(date(int(year), 1, 1).toordinal() + n) for n in range(365)]
    assert [day for day in days if day.weekday() < 5 and england.holiday(day)] == listed


@pytest.mark.parametrize("case", CASES[::9])
@pytest.mark.parametrize("wrapped", [True, False])
def test_the_command_takes_the_case_or_its_bare_input(case, wrapped):
    out = StringIO()
    call_command("clock", case["rule"], json.dumps(case if wrapped else case["input"]), stdout=out)
    assert json.loads(out.getvalue()) == case["expected"]


def test_the_command_shows_the_working_when_asked():
    out = StringIO()
    call_command("clock", "sar_due", '{"received": "2025-11-25"}', "--working", stdout=out)
    rolled = json.loads(out.getvalue())["working"]["sums"][-1]
    assert [day["date"] for day in rolled["passed_over"]] == ["2025-12-25", "2025-12-26"]


@pytest.mark.parametrize(
    ("rule", "question", "says"),
    [
        ("never_heard_of", "{}", "unknown rule"),
        ("sar_due", "not json", "must be a JSON object"),
        ("sar_due", "[]", "must be a JSON object"),
        ("sar_due", "[" * 50_000, "must be a JSON object"),
        ("sar_due", "{}", "sar_due needs received"),
        ("sar_due", '{"received": "2026-02-30"}', "received cannot be read"),
        ("sar_due", '{"received": 20260203}', "received cannot be read"),
        ("sar_due", '{"received": "20260203"}', 'give a date, such as "2026-09-03"'),
        ("sar_due", '{"received": "2026-W06-2"}', "received cannot be read"),
        ("sar_due", '{"received": "0001-01-01T00:00+05:00"}', "received cannot be read"),
        ("minute_request_clock", '{"received_at": "0001-01-01T00:00+05:00"}', "received_at cannot be read"),
        (
            "minute_request_clock",
            '{"received_at": "2026-02-03T10:00", "close_of_business": "17:00:00+01:00"}',
            'close_of_business cannot be read: give a time, such as "17:00"',
        ),
        (
            "minute_request_clock",
            '{"received_at": "2026-02-03T10:00", "close_of_business": "20260105"}',
            "close_of_business cannot be read",
        ),
        ("sar_due", '{"received": "2026-02-03", "shoe": 9}', "sar_due does not take shoe"),
        ("sar_due", '{"received": "9999-12-31"}', "past the last date"),
        ("retention_end", '{"basis": "75th birthday", "dob": "9990-01-01"}', "past the last date"),
        ("minutes_due", '{"from": "9999-12-30", "working_days": 10}', "past the last date"),
        ("minutes_due", '{"from": "2026-02-03", "working_days": -1}', "from 0 to"),
        ("minutes_due", '{"from": "2026-02-03", "working_days": true}', "working_days cannot be read"),
        ("minutes_due", "{}", "minutes_due needs from"),
        ("extra_bank_holiday", '{"conference": "2026-02-03", "extra_holidays": "x"}', "cannot be read"),
        ("icpc_latest", '{"strategy_discussions": ["2026-02-03", "2026-02-10"]}', "say which strategy"),
        ("later_review_latest", "{}", "give the day the last conference was held"),
        ("sar_identity", '{"received": "2026-02-03", "identity_asked": "2026-02-01"}', "is before"),
        (
            "sar_clarification",
            '{"received": "2026-02-03", "asked": "2026-02-01"}',
            "asked is before received",
        ),
        ("retention_end", '{"basis": "for ever"}', "basis of retention is not known"),
        ("retention_end", '{"basis": "75th birthday"}', "give dob"),
        ("retention_end", '{"basis": "sibling group: longest wins"}', "give the dates of birth"),
        ("retention_end", '{"basis": 75}', "basis cannot be read"),
        (
            "retention_end",
            '{"basis": "15 years from death before 18", "dob": "2014-06-05"}',
            "give dob and died",
        ),
        (
            "retention_end",
            '{"basis": "15 years from death before 18", "dob": "2014-06-05", "died": "2013-01-01"}',
            "died is before dob",
        ),
    ],
)
def test_a_question_that_cannot_be_answered_gets_one_clear_line(rule, question, says):
    with pytest.raises(CommandError, match=says) as refused:
        call_command("clock", rule, question)
    assert "\n" not in str(refused.value)
