"""When minutes, copies and answers to information requests are due; pure.

Limits on giving something out roll forward to the first working day on or after them, and a
month runs from the day of receipt whatever the hour: office hours never delay the law.
"""

from dataclasses import replace
from datetime import date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

from recordings.clocks.answers import Answer, Extra, answered, by_working_days, give_by
from recordings.clocks.days import ClockError, England, Sum, calendar_days, months
from recordings.clocks.rules import Rule, rule_of

LONDON = ZoneInfo("Europe/London")


def minutes_due(start: date, working_days: int | None = None, *, extra_holidays: Extra = ()) -> Answer:
    """When minutes are due by the council's own target."""
    return by_working_days("minutes_due", "due", start, working_days, extra_holidays)


def amendment_window_end(
    minutes_received: date, working_days: int | None = None, *, extra_holidays: Extra = ()
) -> Answer:
    """The last day to ask for a correction."""
    return by_working_days("amendment_window_end", "last_day", minutes_received, working_days, extra_holidays)


def transcript_kept_until(
    corrections_closed: date, calendar_days_allowed: int | None = None, *, extra_holidays: Extra = ()
) -> Answer:
    """The last day on which what the software heard is kept: a working paper, not the record."""
    rule = rule_of("transcript_kept_until", corrections_closed, extra_holidays)
    return _plain_days(rule, "last_day", corrections_closed, calendar_days_allowed)


def minute_request_clock(
    received_at: datetime,
    close_of_business: time = time(17),
    sla_working_days: int | None = None,
    extra_holidays: Extra = (),
) -> Answer:
    """Both clocks of a request: the local target by office hours, the legal month by the calendar."""
    here = _in_london(received_at)
    received, england = here.date(), England(extra_holidays)
    rule = rule_of("minute_request_clock", received, extra_holidays)
    target = rule.amount if sla_working_days is None else sla_working_days
    if here.time() > close_of_business:
        counts = england.after(received, 1, gives="counts_as_received")
    else:
        counts = england.on_or_after(received, gives="counts_as_received")
    due = england.after(counts.end, target, gives="due")
    month = months(received, 1, gives="sar_calendar_limit")
    access = england.on_or_after(month.end, gives="sar_due")
    answer = answered(rule, counts, due, access, sar_clock_starts=received)
    return replace(answer, sums=(counts, due, month, access))


def complaint_written_by(
    conference: date, calendar_days_allowed: int | None = None, *, extra_holidays: Extra = ()
) -> Answer:
    """The last day to complain in writing, in calendar days: nothing is rolled."""
    rule = rule_of("complaint_written_by", conference, extra_holidays)
    return _plain_days(rule, "last_day", conference, calendar_days_allowed)


def dp_complaint_ack(
    received: date, calendar_days_allowed: int | None = None, *, extra_holidays: Extra = ()
) -> Answer:
    """The last day to acknowledge a data protection complaint, in calendar days: nothing is rolled."""
    rule = rule_of("dp_complaint_ack", received, extra_holidays)
    return _plain_days(rule, "ack_by", received, calendar_days_allowed)


def sar_due(received: date, *, extra_holidays: Extra = ()) -> Answer:
    """When a subject access request is due: one month from the day of receipt."""
    return _within("sar_due", received, extra_holidays)


def sar_extended_due(received: date, *, extra_holidays: Extra = ()) -> Answer:
    """When an extended request is due, from receipt; notice of it is given by the calendar, never rolled."""
    notice = months(received, 1, gives="extension_notice_by_calendar")
    return _within("sar_extended_due", received, extra_holidays, notice)


def sar_identity(
    received: date,
    *,
    identity_asked: date | None = None,
    identity_received: date | None = None,
    extra_holidays: Extra = (),
) -> Answer:
    """When a request is due whose sender had to prove who they are; not known until the proof arrives."""
    if identity_asked is None:
        starts: date | None = received
    else:
        _in_order(received=received, identity_asked=identity_asked, identity_received=identity_received)
        starts = identity_received
    rule = rule_of("sar_identity", received, extra_holidays)
    if starts is None:
        return answered(rule, clock_starts=None, due=None)
    month = months(starts, rule.amount, gives="calendar_limit")
    due = England(extra_holidays).on_or_after(month.end, gives="due")
    return replace(answered(rule, due, clock_starts=starts), sums=(month, due))


def sar_clarification(
    received: date,
    *,
    asked: date | None = None,
    answered_on: date | None = None,
    extended_on: date | None = None,
    extra_holidays: Extra = (),
) -> Answer:
    """When a request is due that waited for an answer; not known until it arrives. It may be extended too."""
    _in_order(received=received, asked=asked, answered=answered_on)
    _in_order(received=received, extended=extended_on)
    rule = rule_of("sar_clarification", received, extra_holidays)
    if asked and not answered_on:
        return answered(rule, paused_days=None, calendar_limit=None, due=None)
    if answered_on and not asked:
        raise ClockError("an answer needs the day of its question (asked)")
    paused = (answered_on - asked).days + 1 if asked and answered_on else 0
    allowed = rule_of("sar_extended_due", received, extra_holidays).amount if extended_on else rule.amount
    month = months(received, allowed, gives="month_without_the_pause")
    limit = calendar_days(month.end, paused, gives="calendar_limit")
    due = England(extra_holidays).on_or_after(limit.end, gives="due")
    return replace(answered(rule, limit, due), sums=(month, limit, due), paused_days=paused)


def _within(code: str, received: date, extra: Extra, *before: Sum) -> Answer:
    rule = rule_of(code, received, extra)
    return give_by(rule, months(received, rule.amount, gives="calendar_limit"), extra, *before)


def _plain_days(rule: Rule, gives: str, start: date, days: int | None) -> Answer:
    return answered(rule, calendar_days(start, rule.amount if days is None else days, gives=gives))


def _in_london(moment: datetime) -> datetime:
    """A moment with a zone as the clock on the office wall shows it; one without as it stands."""
    return moment if moment.tzinfo is None else moment.astimezone(LONDON).replace(tzinfo=None)


def _in_order(**days: date | None) -> None:
    """Refuse an answer before its question, or a question before the request."""
    known = [(name, day) for name, day in days.items() if day]
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            raise ClockError(f"{later} is before {earlier}")
