"""Requests follow the council's own calendar, and move with it."""

from datetime import date

import pytest
from django.utils import timezone

from access.models import User
from access.roles import Role
from minutes.requests import actions as requests
from minutes.requests.arrivals import message_page
from minutes.requests.composing import Numbers, compose
from minutes.requests.dates import cards, due
from minutes.requests.models import MinuteRequest
from minutes.requests.sources import source_of
from recordings import clocks
from recordings.calendar import actions
from recordings.calendar.models import MovedDate
from tests import factories
from tests.requests import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch):
    """Asked for on Thursday 12 November 2026, after the office had closed."""
    monkeypatch.setattr(timezone, "now", lambda: factories.moment("2026-11-13T10:00"))
    return made.checked(made.family())


def test_a_new_bank_holiday_moves_both_dates_of_an_open_request(asked):
    before = (asked.local_due_on, asked.legal_due_on)
    family_administrator = asked.taken_by

    actions.add_holiday(on=before[0], name="The royal wedding", by=family_administrator)

    after = MinuteRequest.objects.get(pk=asked.pk)
    assert after.local_due_on > before[0]
    told = MovedDate.objects.filter(person=family_administrator, what="Our own target for a request")
    assert told.get().now == after.local_due_on
    actions.add_holiday(on=before[1], name="Another", by=family_administrator)
    assert MinuteRequest.objects.get(pk=asked.pk).legal_due_on > before[1]


def test_the_council_s_own_target_takes_over_from_its_day(asked, settings):
    settings.COPY_TARGET_WORKING_DAYS = 20
    rule = clocks.Rule("minute_request_clock", "Ten days", "", "Ours", 10, date(2026, 11, 13))
    actions.set_date_rule(rule, by=asked.taken_by)

    assert len(due(asked).local.sums[1].counted) == 20  # it came the day before
    asked.received_at = factories.moment("2026-11-13T09:00")
    assert len(due(asked).local.sums[1].counted) == 10
    assert "10 working days" in cards(asked, today=date(2026, 11, 16))[0]["rule"]


def test_a_copy_says_the_last_day_for_corrections_by_the_council_s_calendar(asked):
    version = made.approved(asked.conference, {"sections": []})
    asked.version, numbers = version, Numbers("C-2026-0001", timezone.now())
    before = compose(asked, source_of(asked), numbers).corrections_by

    actions.add_holiday(on=before, name="The royal wedding", by=asked.taken_by)
    assert compose(asked, source_of(asked), numbers).corrections_by > before

    rule = clocks.Rule("amendment_window_end", "Two days", "", "Ours", 2, date(2026, 11, 13))
    actions.set_date_rule(rule, by=asked.taken_by)
    assert compose(asked, source_of(asked), numbers).corrections_by == date(2026, 11, 17)


def test_two_months_more_are_worked_out_by_the_council_s_calendar(asked):
    limit = clocks.sar_extended_due(date(2026, 11, 12))["due"]
    governance = factories.user(role=Role.INFORMATION_GOVERNANCE)
    actions.add_holiday(on=limit, name="The royal wedding", by=asked.taken_by)

    extended = requests.extend(asked, on=date(2026, 11, 13), by=governance)

    assert extended.legal_due_on > limit


def test_a_message_that_waits_shows_the_legal_limit_of_the_council_s_calendar(asked):
    arrived = requests.Arrived(
        channel="email", received_at=timezone.now(), original=b"The minutes", text="The minutes"
    )
    message = requests.receive_message(arrived, by=User.objects.service("mailbox"))
    before = message_page(message, asked.taken_by)["legal"]

    actions.add_holiday(on=before, name="The royal wedding", by=asked.taken_by)

    assert message_page(message, asked.taken_by)["legal"] > before
