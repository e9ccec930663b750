"""The two clocks of a request: when each is due, and the working that the page shows."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from access.errors import Conflict
from minutes.requests.models import FollowUp, MinuteRequest
from recordings import clocks
from recordings.calendar.council import council, own_version
from recordings.clocks import Council

SHORT = "D j M"
DAY = "D j M Y"
OLDEST = 5  # years: an earlier year in a form is a slip
TRIAGE_DAYS = 2


@dataclass(frozen=True)
class Due:
    """Both answers for one request, with their sums."""

    local: clocks.Answer
    legal: clocks.Answer

    @property
    def local_on(self) -> date:
        return self.local["due"]

    @property
    def legal_on(self) -> date | None:
        """Not known while the clock is stopped for an answer."""
        return self.legal.dates["due"]


def due(request: MinuteRequest, calendar: Council | None = None) -> Due:
    """Work out both clocks from what is known of the request now, by the council's calendar."""
    known = council() if calendar is None else calendar
    set_here = own_version("minute_request_clock", timezone.localdate(request.received_at), known)
    target = None if set_here else settings.COPY_TARGET_WORKING_DAYS
    closes = time.fromisoformat(settings.OFFICE_CLOSES)
    local = clocks.minute_request_clock(request.received_at, closes, target, known)
    return Due(local, _legal(request, known))


def starts_on(request: MinuteRequest, calendar: Council) -> date | None:
    """The day on which the legal month begins: when their proof came, if we had to ask who they are."""
    received = timezone.localdate(request.received_at)
    answer = clocks.sar_identity(
        received,
        identity_asked=request.identity_asked_on,
        identity_received=request.identity_received_on,
        extra_holidays=calendar,
    )
    return answer.dates["clock_starts"]


def _legal(request: MinuteRequest, calendar: Council) -> clocks.Answer:
    starts, asked = starts_on(request, calendar), request.clarification_asked_on
    if starts is None:
        received = timezone.localdate(request.received_at)
        return clocks.sar_identity(
            received, identity_asked=request.identity_asked_on, extra_holidays=calendar
        )
    answered = request.clarification_answered_on
    if asked is None or (answered and answered < starts):  # a stop before the month began stops nothing
        return _unpaused(request, calendar)
    return clocks.sar_clarification(
        starts,
        asked=max(asked, starts),
        answered_on=answered,
        extended_on=_extended(request, starts),
        extra_holidays=calendar,
    )


def _extended(request: MinuteRequest, starts: date) -> date | None:
    return max(request.extended_on, starts) if request.extended_on else None


def _unpaused(request: MinuteRequest, calendar: Council) -> clocks.Answer:
    starts = starts_on(request, calendar) or timezone.localdate(request.received_at)
    clock = clocks.sar_extended_due if request.extended_on else clocks.sar_due
    return clock(starts, extra_holidays=calendar)


def triage_due(received_at: datetime, calendar: Council | None = None) -> date:
    """By when somebody says which law it falls under: two working days after it came.

    By then a message is sorted too, for its clocks run from its first day.
    """
    known = council() if calendar is None else calendar
    return clocks.England(known).after(timezone.localdate(received_at), TRIAGE_DAYS, gives="due").end


def follow_up_due(kind: str, opened_on: date) -> date:
    """30 days for a complaint, 10 working days for a correction, 72 hours for a breach."""
    if kind == FollowUp.Kind.COMPLAINT:
        return clocks.dp_complaint_ack(opened_on, extra_holidays=council())["ack_by"]
    if kind == FollowUp.Kind.BREACH:
        return opened_on + timedelta(days=3)
    return clocks.England(council()).after(opened_on, 10, gives="due").end


def set_due(request: MinuteRequest) -> None:
    """Write both dates into the row. While the legal clock stands still, the date without the stop."""
    found = due(request)
    request.local_due_on = found.local_on
    request.legal_due_on = found.legal_on or _unpaused(request, council())["due"]


def cards(request: MinuteRequest, *, today: date) -> list[dict[str, Any]]:
    """The two clocks as the page shows them, always together."""
    found = due(request)
    return [_local_card(request, found, today), _legal_card(request, found, today)]


def _local_card(request: MinuteRequest, found: Due, today: date) -> dict[str, Any]:
    counts, sum_ = found.local.sums[0], found.local.sums[1]
    arrived = timezone.localtime(request.received_at)
    closes = settings.OFFICE_CLOSES
    late = counts.end != arrived.date()
    steps = [{"when": _day(arrived.date()), "why": f"arrived {arrived:%H:%M}{_after(arrived, closes)}"}]
    if late:
        steps.append({"when": _day(counts.end), "why": "counts as received, day 0"})
    steps.append({"when": f"{len(sum_.counted)} days", "why": f"working days{_passed(sum_)}"})
    steps.append({"when": _day(sum_.end), "why": "by the end of this day"})
    rule = f"minute requests, {len(sum_.counted)} working days."
    return {
        "name": "Our own target",
        "date": found.local_on,
        "left": _left(clocks.England(council()), today, found.local_on, request),
        "state": "late" if request.is_open and found.local_on < today else "ok",
        "steps": steps,
        "rule": rule,
        "open": False,
    }


def _legal_card(request: MinuteRequest, found: Due, today: date) -> dict[str, Any]:
    limit_on = found.legal_on or request.legal_due_on
    stopped = found.legal_on is None
    return {
        "name": "The legal limit",
        "date": limit_on,
        "left": _stopped_words(request) if stopped else _days_left(today, limit_on, request),
        "state": "late" if request.is_open and not stopped and limit_on < today else "ok",
        "steps": _stopped_steps(request) if stopped else _legal_steps(request, found.legal),
        "rule": f"{found.legal.rule.says.lower()}.",
        "open": False,
    }


def _stopped_words(request: MinuteRequest) -> str:
    if request.waits_for_identity:
        return "not begun: we wait for proof of who they are"
    return "stopped while we wait for an answer"


def _first_steps(request: MinuteRequest) -> list[dict[str, str]]:
    received = timezone.localdate(request.received_at)
    steps = [{"when": _day(received), "why": "received; office hours do not matter here"}]
    if request.identity_asked_on:
        steps.append({"when": _day(request.identity_asked_on), "why": "we asked who they are"})
    if request.identity_received_on:
        steps.append(
            {"when": _day(request.identity_received_on), "why": "their proof came: the month begins"}
        )
    if request.extended_on:
        steps.append({"when": _day(request.extended_on), "why": "told why it takes two months more"})
    return steps


def _stopped_steps(request: MinuteRequest) -> list[dict[str, str]]:
    if request.waits_for_identity:
        return [*_first_steps(request), {"when": "", "why": "the month begins on the day their proof comes"}]
    asked = {"when": _day(request.clarification_asked_on), "why": "we asked; no day counts until they answer"}
    return [*_first_steps(request), asked]


def _legal_steps(request: MinuteRequest, answer: clocks.Answer) -> list[dict[str, str]]:
    months = "three months" if request.extended_on else "one month"
    steps, last = _first_steps(request), answer.sums[-1]
    began = "their proof came" if request.identity_received_on else "it came"
    if answer.paused_days:
        asked, answered = request.clarification_asked_on, request.clarification_answered_on
        month = answer.sums[0].end
        steps.append({"when": _day(month), "why": f"{months} after {began}"})
        why = f"stopped while we asked, {_day(asked)} to {_day(answered)}"
        steps.append({"when": f"+ {answer.paused_days} days", "why": why})
    else:
        steps.append({"when": _day(last.start), "why": f"{months} after {began}"})
    moved = last.end != last.start
    steps.append(
        {"when": _day(last.end), "why": "the next working day" if moved else "a working day, so it stays"}
    )
    return steps


def _after(arrived: Any, closes: str) -> str:
    return f", after the office closed at {closes}" if arrived.time() > time.fromisoformat(closes) else ""


def _passed(sum_: clocks.Sum) -> str:
    names = [f"{name}, {_day(day)}" for day, name in sum_.passed_over]
    return f", without {'; '.join(names)}" if names else ", no bank holidays on the way"


def _left(england: clocks.England, today: date, limit: date, request: MinuteRequest) -> str:
    if not request.is_open:
        return "answered"
    days = sum(england.works(day) for day in _between(min(today, limit), max(today, limit)))
    words = "1 working day" if days == 1 else f"{days} working days"
    return f"{words} late" if limit < today else (f"{words} left" if days else "due today")


def _between(first: date, last: date) -> list[date]:
    return [date.fromordinal(number) for number in range(first.toordinal() + 1, last.toordinal() + 1)]


def _days_left(today: date, limit: date, request: MinuteRequest) -> str:
    if not request.is_open:
        return "answered"
    days = abs((limit - today).days)
    words = "1 day" if days == 1 else f"{days} days"
    return f"{words} late" if limit < today else (f"{words} left" if days else "due today")


def _day(day: date | None) -> str:
    return date_format(day, SHORT) if day else ""


def require_past(day: date) -> None:
    """A check is noted on its day or later, and not for a day that nobody remembers."""
    if day > timezone.localdate():
        raise Conflict("This date is still to come. Enter the day on which it was checked.")
    if day.year < timezone.localdate().year - OLDEST:
        raise Conflict("This date is too long ago. Check the year.")
