"""Before a conference meets: its limit, its reports on the board, and the meeting that takes another up."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from access.board import tasks_for
from access.roles import Role
from recordings import actions
from recordings.calendar import actions as calendar
from recordings.calendar.models import MovedDate
from recordings.dates import clocks_for
from recordings.models import Conference, Report
from tests import factories

pytestmark = pytest.mark.django_db
BECAME = "Say what became of the conference"
REPORTS, AGAIN = "Show the family the reports", "Plan the meeting that takes it up"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The clock of the service stands at ten on the morning of a day."""

    def stand(day: date):
        moment = datetime(day.year, day.month, day.day, 10, tzinfo=ZoneInfo("Europe/London"))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    stand(date(2026, 12, 14))
    return stand


@pytest.fixture
def desk(db):
    return factories.user(role=Role.ADMINISTRATOR, name="Joan Pereira")


def asked(user, what: str) -> list:
    return [task for task in tasks_for(user) if task.what == what]


def limit(conference) -> list[date]:
    return [one["date"] for one in clocks_for(conference) if one["name"] == "Hold the conference by"]


def planned(desk, **fields):
    values = {"status": "planned", "held_on": date(2026, 12, 22), "administrator": desk}
    return factories.conference(**{**values, **fields})


def page_of(conference, client) -> str:
    return client.get(reverse("recordings:conference", args=[conference.pk])).text


def test_reports_that_the_family_has_not_seen_are_asked_for_until_it_has(desk, sign_in):
    conference = planned(desk)
    nobody, seen = factories.user(role=Role.ADMINISTRATOR), {"seen_by_family": "all"}

    (task,) = asked(desk, REPORTS)
    assert (task.due, task.why) == (date(2026, 12, 18), "No report is noted yet.")
    assert not asked(nobody, REPORTS)
    assert not asked(conference.chair, REPORTS)
    report = actions.add_report(conference, agency="School", by=desk)
    (task,) = asked(desk, REPORTS)
    assert task.why == "1 report has not been seen by the family yet."
    assert sign_in(desk).get(task.url).status_code == 200
    actions.change_report(report, agency="School", seen_on=date(2026, 12, 14), by=desk, **seen)
    assert not asked(desk, REPORTS)


def test_the_day_for_the_reports_opens_its_working_before_and_after_the_conference(desk, sign_in):
    conference = planned(desk)
    office = sign_in(desk)

    for status in ("planned", "held"):
        Conference.objects.filter(pk=conference.pk).update(status=status)
        panel = page_of(conference, office).split('id="reports"')[1]
        assert "The family should see each by Fri 18 Dec 2026." in panel
        assert "2 working days before" in panel


def test_a_report_that_may_not_be_shown_is_not_asked_for(desk):
    conference = planned(desk)
    Report.objects.create(conference=conference, agency="Police", seen_by_family="not_shared")

    assert not asked(desk, REPORTS)


@pytest.mark.parametrize(
    ("day", "on_the_board"),
    [(date(2026, 12, 7), False), (date(2026, 12, 8), True), (date(2026, 12, 22), True),
     (date(2026, 12, 23), False)],
)  # fmt: skip
def test_the_reports_stand_on_the_board_for_the_fortnight_before(day, on_the_board, desk, today):
    planned(desk)
    today(day)

    assert bool(asked(desk, REPORTS)) is on_the_board


def test_without_an_administrator_the_chair_is_asked(desk):
    conference = planned(None)

    assert asked(conference.chair, REPORTS)
    assert asked(desk, REPORTS)


def test_a_conference_that_could_not_finish_is_to_be_taken_up_within_ten_working_days(desk, sign_in):
    conference = planned(desk, held_on=date(2026, 12, 14), status="adjourned")

    (task,) = asked(desk, AGAIN)
    assert task.due == date(2026, 12, 30)
    assert sign_in(desk).get(task.url).status_code == 200
    again = actions.reconvene(conference, held_on=date(2026, 12, 29), by=desk)

    assert not asked(desk, AGAIN)
    assert limit(again) == [date(2026, 12, 30)]


def test_the_next_step_after_a_meeting_that_could_not_finish_is_another_meeting(desk, sign_in):
    conference, office = planned(desk, held_on=date(2026, 12, 14), status="adjourned"), sign_in(desk)

    assert "Next: plan the meeting that takes it up" in page_of(conference, office)
    actions.reconvene(conference, held_on=date(2026, 12, 29), by=desk)

    assert "Next:" not in page_of(conference, office)


def test_no_recording_is_asked_for_of_a_conference_that_was_called_off(desk, sign_in):
    conference = planned(desk, held_on=date(2026, 12, 10), status="cancelled")

    assert "Next:" not in page_of(conference, sign_in(desk))


def test_a_reconvened_conference_is_planned_from_the_one_it_takes_up_and_not_on_its_own(desk, sign_in):
    office = sign_in(desk)
    day = {"held_on_day": "29", "held_on_month": "12", "held_on_year": "2026"}

    page = office.get(reverse("recordings:conference_add")).text
    said = {"type": "reconvened", "chair": str(factories.user().pk), **day}
    answer = office.post(reverse("recordings:conference_add"), said)

    assert "Reconvened" not in page
    assert answer.status_code == 200
    assert not Conference.objects.exists()


def test_one_that_takes_up_another_can_still_be_changed(desk, sign_in):
    before = planned(desk, held_on=date(2026, 12, 14), status="adjourned")
    again = actions.reconvene(before, held_on=date(2026, 12, 29), by=desk)
    day = {"held_on_day": "30", "held_on_month": "12", "held_on_year": "2026"}

    said = {"type": "reconvened", "chair": str(again.chair.pk), **day}
    sign_in(desk).post(reverse("recordings:conference_change", args=[again.pk]), said)

    assert Conference.objects.get(pk=again.pk).held_on == date(2026, 12, 30)


def test_an_unborn_child_stands_on_the_page_with_the_day_it_is_expected(desk, sign_in):
    child = factories.child(name="unborn Hartley", born_on=None, expected_on_text="2027-02-03")

    assert "expected 3 Feb 2027" in page_of(planned(desk, type="pre_birth", children=[child]), sign_in(desk))


def test_once_its_day_is_over_somebody_says_what_became_of_it(desk, today, sign_in):
    conference = planned(desk)
    today(date(2026, 12, 22))
    assert not asked(desk, BECAME)
    assert "It was held" in page_of(conference, sign_in(desk))

    today(date(2026, 12, 23))
    (task,) = asked(desk, BECAME)
    assert task.due == date(2026, 12, 23)
    sign_in(desk).post(reverse("recordings:conference_held", args=[conference.pk]))

    assert not asked(desk, BECAME)
    assert Conference.objects.get().status == "held"
    assert "It was held" not in page_of(conference, sign_in(desk))


def test_a_later_conference_of_the_same_children_takes_it_up_too(desk):
    child = factories.child()
    planned(desk, held_on=date(2026, 12, 14), status="not_quorate", children=[child])
    assert asked(desk, AGAIN)

    planned(desk, held_on=date(2027, 1, 5), children=[child])

    assert not asked(desk, AGAIN)


def test_the_day_to_meet_again_moves_with_a_bank_holiday_and_its_people_are_told(desk):
    planned(desk, held_on=date(2026, 12, 14), status="adjourned")

    calendar.add_holiday(on=date(2026, 12, 29), name="A coronation", by=desk)

    moved = MovedDate.objects.get(person=desk, what="Meet again")
    assert (moved.was, moved.now) == (date(2026, 12, 30), date(2026, 12, 31))


def test_a_review_is_to_be_held_within_three_months_of_the_initial_and_six_of_a_review(desk):
    child = factories.child()
    factories.conference(held_on=date(2026, 3, 2), children=[child])
    review = factories.conference(
        held_on=date(2026, 6, 1),
        type="review",
        status="planned",
        strategy_discussion_on=None,
        children=[child],
    )
    later = factories.conference(
        held_on=date(2026, 11, 2),
        type="review",
        status="planned",
        strategy_discussion_on=None,
        children=[child],
    )

    assert limit(review) == [date(2026, 6, 2)]
    Conference.objects.filter(pk=review.pk).update(status="held")
    assert limit(later) == [date(2026, 12, 1)]


def test_of_siblings_the_earliest_limit_counts(desk):
    alfie, maisie = factories.child(), factories.child(name="Maisie Hartley")
    factories.conference(held_on=date(2026, 9, 1), children=[alfie])
    factories.conference(held_on=date(2026, 10, 1), children=[maisie])

    both = planned(desk, type="review", strategy_discussion_on=None, children=[alfie, maisie])

    assert limit(both) == [date(2026, 12, 1)]


def test_a_first_conference_called_a_review_has_no_limit_to_show(desk):
    assert limit(planned(desk, type="review", strategy_discussion_on=None)) == []


def test_a_meeting_that_takes_up_a_review_has_the_dates_of_a_review(desk):
    review = planned(
        desk, held_on=date(2026, 12, 14), type="review", strategy_discussion_on=None, status="adjourned"
    )
    again = actions.reconvene(review, held_on=date(2026, 12, 22), by=desk)

    dates = {one["name"]: one["date"] for one in clocks_for(again)}
    assert dates["Reports seen by the family"] == date(2026, 12, 15)
    Conference.objects.filter(pk=again.pk).update(status="held")
    dates = {one["name"]: one["date"] for one in clocks_for(Conference.objects.get(pk=again.pk))}
    assert dates["Review conference"] == date(2027, 6, 22)
