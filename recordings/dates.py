"""The dates that hang on a conference, each with its working, as components/clock.html shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from recordings import clocks
from recordings.calendar.council import council
from recordings.clocks import Answer, Council, Sum
from recordings.models import Conference, ConferenceChild

Status, Type = Conference.Status, Conference.Type
HOLD_BY = "Hold the conference by"
LATEST = ("latest_working_day", "latest_date", "due")
NAMED = {
    "calendar_limit": "the limit",
    "latest_working_day": "hold it by this day",
    "latest_date": "by this day",
}


def clocks_for(conference: Conference, calendar: Council | None = None) -> list[dict[str, Any]]:
    """The latest dates that follow from this conference, as far as they can be worked out."""
    known = council() if calendar is None else calendar
    answers = answers_of(conference, known, births=_births(conference))
    shown = [as_clock(name, answer) for name, answer in answers]
    if conference.status == Status.HELD:
        for clock in shown:
            _say_how_it_went(clock, conference)
    return shown


def _births(conference: Conference) -> list[date]:
    """The births after a pre-birth conference: its review is counted from the first of them."""
    if kind_of(conference) != Type.PRE_BIRTH:
        return []
    born = [row.child.born_on for row in conference.children.select_related("child__key")]
    return sorted(day for day in born if day and day >= conference.held_on)


def _say_how_it_went(clock: dict[str, Any], conference: Conference) -> None:
    """A limit for the conference itself is over once it was held: in time, or late."""
    if clock["name"] == HOLD_BY:
        clock["left"] = "held in time" if conference.held_on <= clock["date"] else "held late"


def answers_of(
    conference: Conference, calendar: Council, *, births: Sequence[date] = ()
) -> list[tuple[str, Answer]]:
    """Each date that follows from this conference, by what is due, with the rules of this council."""
    found = [(HOLD_BY, answer) for answer in _hold_by(conference, calendar)]
    if conference.status == Status.PLANNED:
        found += _before(conference, calendar)
    if conference.status in {Status.ADJOURNED, Status.NOT_QUORATE}:
        again = clocks.reconvened_latest(conference.held_on, extra_holidays=calendar)
        found.append(("Meet again", again))
    return [*found, *_after(conference, calendar, births)] if conference.status == Status.HELD else found


def kind_of(conference: Conference) -> str:
    """The type whose limits count: a meeting that takes up another has those of that one."""
    while conference.type == Type.RECONVENED and conference.reconvenes:
        conference = conference.reconvenes
    return conference.type


def _hold_by(conference: Conference, calendar: Council) -> Iterator[Answer]:
    """The limit for the conference itself, from what it began with."""
    if conference.reconvenes:
        yield clocks.reconvened_latest(conference.reconvenes.held_on, extra_holidays=calendar)
    elif conference.strategy_discussion_on and conference.type in {Type.INITIAL, Type.COMBINED}:
        yield clocks.icpc_latest(conference.strategy_discussion_on, extra_holidays=calendar)
    elif conference.notified_on and conference.type == Type.TRANSFER_IN:
        yield clocks.transfer_in_latest(conference.notified_on, extra_holidays=calendar)
    elif conference.type == Type.REVIEW and (before := last_held(conference)):
        yield min((review_due(one, calendar, births=_births(one)) for one in before), key=due_of)


def last_held(conference: Conference) -> list[Conference]:
    """The last conference before this one of each of its children."""
    rows = ConferenceChild.objects.filter(
        child__conferences__conference=conference,
        conference__status=Status.HELD,
        conference__held_on__lt=conference.held_on,
        conference__erased_at=None,
    )
    last: dict[object, Conference] = {}
    for row in rows.select_related("conference__reconvenes").order_by("-conference__held_on", "pk"):
        last.setdefault(row.child_id, row.conference)
    return list({one.pk: one for one in last.values()}.values())


def _before(conference: Conference, calendar: Council) -> list[tuple[str, Answer]]:
    return [
        ("Reports seen by the family", report_due(conference, calendar)),
        (
            "Ask the chair to exclude somebody",
            clocks.exclusion_request_by(conference.held_on, extra_holidays=calendar),
        ),
    ]


def plan_letter_due(held_on: date, calendar: Council) -> date:
    """When the letter is due if a plan was made: no letter of a conference is due earlier."""
    due: date = clocks.plan_letter_cpp(held_on, extra_holidays=calendar)["due"]
    return due


def plan_letters_due(found: QuerySet[Conference], calendar: Council) -> list[date | None]:
    """The same for each of these conferences."""
    return [plan_letter_due(day, calendar) for day in found.values_list("held_on", flat=True)]


def report_due(conference: Conference, calendar: Council) -> Answer:
    """When the family is to have seen the reports: later for an initial conference than for a review."""
    review = kind_of(conference) == Type.REVIEW
    clock = clocks.report_to_family_by_review if review else clocks.report_to_family_by
    return clock(conference.held_on, extra_holidays=calendar)


def _after(conference: Conference, calendar: Council, births: Sequence[date]) -> list[tuple[str, Answer]]:
    held = conference.held_on
    return [
        ("Decision letter, if a plan is made", clocks.plan_letter_cpp(held, extra_holidays=calendar)),
        ("Decision letter, if there is no plan", no_plan_letter(conference, calendar)),
        ("First core group", clocks.core_group_first(held, extra_holidays=calendar)),
        ("Review conference", review_due(conference, calendar, births=births)),
    ]


def no_plan_letter(conference: Conference, calendar: Council) -> Answer:
    """When the letter is due where no plan is made, or one ends."""
    ends = kind_of(conference) == Type.REVIEW
    clock = clocks.plan_letter_cin if ends else clocks.plan_letter_no_plan
    return clock(conference.held_on, extra_holidays=calendar)


def review_due(conference: Conference, calendar: Council, *, births: Sequence[date] = ()) -> Answer:
    """The last day for the review that follows this conference."""
    held, kind = conference.held_on, kind_of(conference)
    if kind == Type.PRE_BIRTH:
        return clocks.prebirth_review_latest(held, birth=min(births, default=None), extra_holidays=calendar)
    if kind == Type.REVIEW:
        return clocks.later_review_latest(held, extra_holidays=calendar)
    return clocks.first_review_latest(held, extra_holidays=calendar)


def due_of(answer: Answer) -> date:
    """The day that counts of an answer."""
    return next(answer[key] for key in LATEST if key in answer.dates)


def as_clock(name: str, answer: Answer) -> dict[str, Any]:
    """One due date with its working, for components/clock.html."""
    due = due_of(answer)
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
