"""The dates that hang on a conference, each with its working, as components/clock.html shows them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from recordings import clocks
from recordings.clocks import Answer, Sum
from recordings.models import Conference

HOLD_BY = "Hold the conference by"
LATEST = ("latest_working_day", "latest_date", "due")
NAMED = {
    "calendar_limit": "the limit",
    "latest_working_day": "hold it by this day",
    "latest_date": "by this day",
}


def clocks_for(conference: Conference) -> list[dict[str, Any]]:
    """The latest dates that follow from this conference, as far as they can be worked out."""
    answers: list[tuple[str, Answer]] = []
    if conference.strategy_discussion_on and conference.type == Conference.Type.INITIAL:
        answers.append((HOLD_BY, clocks.icpc_latest(conference.strategy_discussion_on)))
    if conference.status == Conference.Status.HELD:
        answers += _after(conference)
    shown = [as_clock(name, answer) for name, answer in answers]
    if conference.status == Conference.Status.HELD:
        for clock in shown:
            _say_how_it_went(clock, conference)
    return shown


def _say_how_it_went(clock: dict[str, Any], conference: Conference) -> None:
    """A limit for the conference itself is over once it was held: in time, or late."""
    if clock["name"] == HOLD_BY:
        clock["left"] = "held in time" if conference.held_on <= clock["date"] else "held late"


def _after(conference: Conference) -> list[tuple[str, Answer]]:
    held = conference.held_on
    review = (
        clocks.later_review_latest
        if conference.type == Conference.Type.REVIEW
        else clocks.first_review_latest
    )
    return [
        ("Decision letter, if a plan is made", clocks.plan_letter_cpp(held)),
        ("First core group", clocks.core_group_first(held)),
        ("Review conference", review(held)),
    ]


def as_clock(name: str, answer: Answer) -> dict[str, Any]:
    """One due date with its working, for components/clock.html."""
    due = next(answer[key] for key in LATEST if key in answer.dates)
    return {
        "name": name,
        "date": due,
        "left": days_left(due),
        "state": "",
        "steps": working_steps(answer.sums),
        "rule": rule_words(answer),
    }


def days_left(due: date) -> str:
    """How far off a date is, in words. Whether it was kept is not noted here, so a past one says no more."""
    days = (due - timezone.localdate()).days
    if days < 0:
        return "this day has passed"
    return "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"


def working_steps(sums: tuple[Sum, ...]) -> list[dict[str, str]]:
    """The sum day by day: what was counted, which holidays were passed over, and what came out."""
    steps: list[dict[str, str]] = []
    for one in sums:
        steps.append({"when": _day(one.start), "why": "day 0" if one.counted else "counted from this day"})
        counted = [(day, f"working day {number}") for number, day in enumerate(one.counted, 1)]
        passed = [(day, f"{name}, not counted") for day, name in one.passed_over]
        steps += [{"when": _day(day), "why": why} for day, why in sorted(counted + passed)]
        steps.append({"when": _day(one.end), "why": f"{one.counting}: {NAMED.get(one.gives, 'due')}"})
    return steps


def rule_words(answer: Answer) -> str:
    """The rule in one sentence, with the day from which it is in force."""
    rule = answer.rule
    since = f", in force since {_day(rule.effective)} {rule.effective.year}" if rule.effective else ""
    return f"{rule.says} ({rule.source}){since}."


def _day(day: date) -> str:
    return day.strftime("%a %-d %b")
