"""Statutory and local dates with their working: `from recordings import clocks`; pure."""

from recordings.clocks.answers import Answer
from recordings.clocks.asked import QUESTIONS, ask
from recordings.clocks.conferences import (
    core_group_first,
    core_group_next_monthly,
    core_group_next_six_weekly,
    exclusion_request_by,
    extra_bank_holiday,
    first_review_latest,
    icpc_latest,
    later_review_latest,
    not_a_holiday_in_england,
    plan_letter_cin,
    plan_letter_cpp,
    prebirth_review_latest,
    report_to_family_by,
    transfer_in_latest,
)
from recordings.clocks.days import ClockError, England, Sum
from recordings.clocks.requests import (
    amendment_window_end,
    complaint_written_by,
    dp_complaint_ack,
    minute_request_clock,
    minutes_due,
    sar_clarification,
    sar_due,
    sar_extended_due,
    sar_identity,
)
from recordings.clocks.retention import Life, retention_end
from recordings.clocks.rules import RULES, Rule, in_force

__all__ = [
    "QUESTIONS",
    "RULES",
    "Answer",
    "ClockError",
    "England",
    "Life",
    "Rule",
    "Sum",
    "amendment_window_end",
    "ask",
    "complaint_written_by",
    "core_group_first",
    "core_group_next_monthly",
    "core_group_next_six_weekly",
    "dp_complaint_ack",
    "exclusion_request_by",
    "extra_bank_holiday",
    "first_review_latest",
    "icpc_latest",
    "in_force",
    "later_review_latest",
    "minute_request_clock",
    "minutes_due",
    "not_a_holiday_in_england",
    "plan_letter_cin",
    "plan_letter_cpp",
    "prebirth_review_latest",
    "report_to_family_by",
    "retention_end",
    "sar_clarification",
    "sar_due",
    "sar_extended_due",
    "sar_identity",
    "transfer_in_latest",
]
