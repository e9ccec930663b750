"""A clock asked by name with plain JSON, as the command and the API do; pure."""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime, time

from recordings.clocks import conferences, requests
from recordings.clocks.answers import Answer
from recordings.clocks.days import ClockError
from recordings.clocks.requests import LONDON
from recordings.clocks.retention import Life, retention_end
from recordings.clocks.rules import RULES

LISTS = ("strategy_discussions", "extra_holidays", "dobs")
NUMBERS = ("working_days", "working_days_before", "sla_working_days", "calendar_days")
WORDS = ("basis", "rule")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ].+)?", re.ASCII)
HOUR = re.compile(r"\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?", re.ASCII)
RENAMED = {"from": "start", "calendar_days": "calendar_days_allowed", "answered": "answered_on"}


def _retention(basis: str, **asked: object) -> Answer:
    rest = {name: asked.pop(name) for name in ("dobs", "rule") if name in asked}
    return retention_end(basis, Life(**asked), **rest)  # type: ignore[arg-type]


QUESTIONS: dict[str, Callable[..., Answer]] = {
    code: getattr(conferences, code, None) or getattr(requests, code, None) or _retention
    for code in dict.fromkeys(rule.code for rule in RULES)
}


def ask(rule: str, question: Mapping[str, object]) -> Answer:
    """Answer one rule from a JSON object of ISO dates and numbers, refusing what it does not know."""
    if rule not in QUESTIONS:
        raise ClockError(f"unknown rule; the rules are {', '.join(sorted(QUESTIONS))}")
    known = {name: value for name, value in question.items() if value is not None}
    _check(rule, {RENAMED.get(name, name) for name in known})
    given = {RENAMED.get(name, name): _read(name, value) for name, value in known.items()}
    if rule == "retention_end":
        given.pop("extra_holidays", None)
    return QUESTIONS[rule](**given)


def _takes(rule: str) -> set[str]:
    if rule == "retention_end":
        return {"basis", "dobs", "rule", "extra_holidays"} | {field.name for field in fields(Life)}
    return set(inspect.signature(QUESTIONS[rule]).parameters)


def _check(rule: str, given: set[str]) -> None:
    needed = {
        name
        for name, each in inspect.signature(QUESTIONS[rule]).parameters.items()
        if each.default is each.empty and each.kind != each.VAR_KEYWORD
    }
    asked_as = {after: before for before, after in RENAMED.items()}
    if strange := sorted(given - _takes(rule)):
        raise ClockError(f"{rule} does not take {', '.join(asked_as.get(name, name) for name in strange)}")
    if missing := sorted(needed - given):
        raise ClockError(f"{rule} needs {', '.join(asked_as.get(name, name) for name in missing)}")


def _read(name: str, value: object) -> object:
    reader, like = _reader(name)
    try:
        return reader(value)
    except (ValueError, TypeError, AttributeError, OverflowError):
        raise ClockError(f"{name} cannot be read: give {like}") from None


def _reader(name: str) -> tuple[Callable[[object], object], str]:
    """What reads a value, and what it should look like."""
    if name in LISTS:
        return lambda value: [_day(each) for each in _list(value)], 'a list of dates, such as ["2026-09-03"]'
    if name in NUMBERS:
        return _number, "a whole number, such as 10"
    if name in WORDS:
        return _words, "words"
    if name == "received_at":
        return _moment, 'a date and a time, such as "2026-09-03T16:59"'
    if name == "close_of_business":
        return _hour, 'a time, such as "17:00"'
    return _day, 'a date, such as "2026-09-03"'


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _shaped(shape: re.Pattern[str], value: object) -> str:
    """As people write it: Python also takes weeks, and a time out of the digits of a date."""
    if not shape.fullmatch(_words(value)):
        raise ValueError
    return _words(value)


def _moment(value: object) -> datetime:
    """A moment with a zone becomes London's; one without stays as it stands."""
    moment = datetime.fromisoformat(_shaped(DATE, value))
    return moment.astimezone(LONDON) if moment.tzinfo else moment


def _hour(value: object) -> time:
    return time.fromisoformat(_shaped(HOUR, value))


def _day(value: object) -> date:
    """A date, or the day on which a moment falls in London."""
    return _moment(value).date()
