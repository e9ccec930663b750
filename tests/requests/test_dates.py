"""The legal clock of a request that was extended, paused, or both."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from access.errors import Conflict
from minutes.requests import actions, dates
from recordings import clocks
from tests.requests import made

pytestmark = pytest.mark.django_db
CAME = timedelta(days=20)


@pytest.fixture
def hartley():
    return made.hartley()


def days_ago(number):
    return timezone.localdate() - timedelta(days=number)


def checked(hartley):
    return made.checked(hartley, received_at=timezone.now() - CAME)


def legal_card(request):
    return dates.cards(request, today=timezone.localdate())[1]


def limit(months, paused):
    """The first working day on or after so many months and so many days."""
    return (
        clocks.England()
        .on_or_after(
            clocks.sar_extended_due(days_ago(20))["calendar_limit"] + timedelta(days=paused)
            if months == 3
            else clocks.sar_due(days_ago(20))["calendar_limit"] + timedelta(days=paused),
            gives="due",
        )
        .end
    )


@pytest.mark.parametrize("first", ["the extension", "the question"])
def test_an_extension_keeps_the_days_for_which_the_clock_stood_still(hartley, first):
    request, joan, imran = checked(hartley), hartley.administrator, hartley.governance

    if first == "the extension":
        request = actions.extend(request, on=days_ago(12), by=imran)
    request = actions.ask_for_answer(request, on=days_ago(10), by=joan)
    request = actions.note_answer(request, on=days_ago(3), by=joan)
    if first == "the question":
        request = actions.extend(request, on=days_ago(2), by=imran)

    assert request.legal_due_on == limit(3, paused=8)
    whys = [step["why"] for step in legal_card(request)["steps"]]
    assert whys[1] == "told why it takes two months more"
    assert whys[2] == "three months after it came"
    assert whys[3].startswith("stopped while we asked")
    assert legal_card(request)["steps"][3]["when"] == "+ 8 days"


def test_a_request_extended_while_it_waits_for_an_answer_has_three_months_and_then_the_pause(hartley):
    request = actions.ask_for_answer(checked(hartley), on=days_ago(10), by=hartley.administrator)

    request = actions.extend(request, on=days_ago(4), by=hartley.governance)
    assert request.legal_due_on == limit(3, paused=0)
    assert legal_card(request)["left"] == "stopped while we wait for an answer"
    assert legal_card(request)["steps"][-1]["why"] == "we asked; no day counts until they answer"

    request = actions.note_answer(request, on=days_ago(1), by=hartley.administrator)
    assert request.legal_due_on == limit(3, paused=10)


def test_a_worked_example_of_both():
    answer = clocks.sar_clarification(
        date(2026, 6, 1), asked=date(2026, 6, 5), answered_on=date(2026, 6, 12), extended_on=date(2026, 6, 20)
    )

    assert answer["calendar_limit"] == date(2026, 9, 9)
    assert (answer.paused_days, answer["due"]) == (8, date(2026, 9, 9))


def test_without_either_it_is_one_month(hartley):
    request = made.checked(hartley, received_at=datetime(2026, 9, 3, 9, 0, tzinfo=UTC))

    assert request.legal_due_on == date(2026, 10, 5)


def test_they_were_told_of_an_extension_on_a_day_that_has_been(hartley):
    for on in (days_ago(21), days_ago(-1)):
        with pytest.raises(Conflict, match="Check the date"):
            actions.extend(checked(made.hartley()), on=on, by=hartley.governance)
