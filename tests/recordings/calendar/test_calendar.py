"""Rules as dated settings, one-off holidays, and open dates worked out again."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from recordings import clocks
from recordings.calendar import actions
from recordings.calendar.council import council, lateness, own_version
from recordings.calendar.models import DateRule, MovedDate, OneOffHoliday
from recordings.dates import clocks_for
from recordings.models import Conference
from tests import factories

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def today(monkeypatch):
    """The clock of the service stands at ten on the morning of a day."""

    def stand(day: date):
        moment = datetime(day.year, day.month, day.day, 10, tzinfo=LONDON)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    stand(date(2026, 11, 6))
    return stand


@pytest.fixture
def administrator(db):
    return factories.user(role=Role.ADMINISTRATOR, name="Joan Pereira")


def version(**changes) -> clocks.Rule:
    values = {
        "code": "plan_letter_cpp",
        "says": "Within two working days",
        "basis": "",
        "source": "Our procedures",
        "amount": 2,
        "effective": date(2026, 11, 9),
    }
    return clocks.Rule(**{**values, **changes})


def dates_of(conference) -> dict[str, date]:
    return {clock["name"]: clock["date"] for clock in clocks_for(conference)}


def test_a_one_off_holiday_moves_an_open_date_and_tells_the_chair_and_the_administrator(
    today, administrator, sign_in
):
    conference = factories.conference(administrator=administrator, held_on=date(2026, 11, 5))
    was = dates_of(conference)["First core group"]

    actions.add_holiday(on=date(2026, 11, 19), name="The royal wedding", by=administrator)

    assert (was, dates_of(conference)["First core group"]) == (date(2026, 11, 19), date(2026, 11, 20))
    told = MovedDate.objects.get(person=conference.chair, what="First core group")
    assert (told.was, told.now, told.because) == (
        date(2026, 11, 19),
        date(2026, 11, 20),
        "The royal wedding, a new bank holiday",
    )
    assert MovedDate.objects.filter(person=administrator, what="First core group").exists()
    board = sign_in(conference.chair).get("/").content.decode()
    assert "A date moved: First core group" in board
    assert AuditEvent.objects.get(verb="holiday.added").details["moved"] == 1


def test_a_date_that_moved_is_gone_from_the_board_once_it_was_seen(today, administrator, sign_in):
    conference = factories.conference(held_on=date(2026, 11, 5))
    actions.add_holiday(on=date(2026, 11, 19), name="The royal wedding", by=administrator)
    client, moved = sign_in(conference.chair), MovedDate.objects.get(person=conference.chair)

    page = client.get(reverse("calendar:moved", args=[moved.pk])).content.decode()
    client.post(reverse("calendar:moved", args=[moved.pk]))

    assert "now Fri 20 November 2026" in page
    assert "A date moved" not in client.get("/").content.decode()


def test_dates_that_are_over_are_left_alone(today, administrator):
    factories.conference(held_on=date(2026, 3, 5))

    actions.add_holiday(on=date(2026, 11, 19), name="The royal wedding", by=administrator)

    assert not MovedDate.objects.exists()


def test_a_day_that_does_not_count_anyway_is_not_added(today, administrator):
    with pytest.raises(Conflict, match="not a working day anyway"):
        actions.add_holiday(on=date(2026, 12, 25), name="Christmas", by=administrator)


def test_a_day_added_by_mistake_is_taken_away_and_the_dates_go_back(today, administrator):
    conference = factories.conference(held_on=date(2026, 11, 5))
    added = actions.add_holiday(on=date(2026, 11, 19), name="The royal wedding", by=administrator)

    actions.remove_holiday(added, by=administrator)

    assert dates_of(conference)["First core group"] == date(2026, 11, 19)
    assert MovedDate.objects.filter(because__contains="after all").exists()


def test_a_holiday_that_is_over_stays(today, administrator):
    added = actions.add_holiday(on=date(2026, 11, 19), name="The royal wedding", by=administrator)
    today(date(2026, 11, 23))

    with pytest.raises(Conflict, match="it explains the dates"):
        actions.remove_holiday(added, by=administrator)


def test_the_council_s_version_of_a_rule_holds_from_its_day_and_says_so(today, administrator):
    before = factories.conference(held_on=date(2026, 11, 5))
    after = factories.conference(held_on=date(2026, 11, 10))

    actions.set_date_rule(version(), by=administrator)

    letter = "Decision letter, if a plan is made"
    assert dates_of(before)[letter] == date(2026, 11, 6)
    assert dates_of(after)[letter] == date(2026, 11, 12)
    shown = next(clock for clock in clocks_for(after) if clock["name"] == letter)
    assert "Within two working days (Our procedures), in force since Mon 9 Nov 2026." in shown["rule"]
    assert own_version("plan_letter_cpp", date(2026, 11, 10), council())


def test_a_rule_that_changes_moves_open_dates(today, administrator):
    conference = factories.conference(held_on=date(2026, 11, 6))

    actions.set_date_rule(version(effective=date(2026, 11, 6)), by=administrator)

    moved = MovedDate.objects.get(person=conference.chair)
    assert (moved.what, moved.was, moved.now) == (
        "Decision letter, if a plan is made",
        date(2026, 11, 9),
        date(2026, 11, 10),
    )


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"effective": date(2026, 11, 5)}, "never begins in the past"),
        ({"effective": None}, "never begins in the past"),
        ({"amount": 3}, "a version of this rule from that day already"),
    ],
)
def test_a_rule_never_begins_in_the_past_nor_twice(today, administrator, changes, says):
    actions.set_date_rule(version(), by=administrator)

    with pytest.raises(Conflict, match=says):
        actions.set_date_rule(version(**changes), by=administrator)


def test_a_version_is_taken_back_only_before_it_has_begun(today, administrator):
    rule = actions.set_date_rule(version(), by=administrator)
    later = actions.set_date_rule(version(effective=date(2026, 12, 1)), by=administrator)
    today(date(2026, 11, 12))

    actions.take_back_rule(later, by=administrator)

    with pytest.raises(Conflict, match="has begun"):
        actions.take_back_rule(rule, by=administrator)
    assert list(DateRule.objects.all()) == [rule]


def test_only_the_person_it_is_for_can_say_that_they_have_seen_it(today, administrator):
    factories.conference(held_on=date(2026, 11, 5))
    actions.add_holiday(on=date(2026, 11, 19), name="The royal wedding", by=administrator)

    with pytest.raises(Conflict):
        actions.note_moved_date(MovedDate.objects.get(), by=administrator)


def test_the_page_sets_a_rule_and_adds_a_day(today, administrator, sign_in):
    client = sign_in(administrator)
    said = {"amount": "15", "says": "Within fifteen days", "source": "Ours",
            "effective_from_day": "1", "effective_from_month": "12",
            "effective_from_year": "2026"}  # fmt: skip
    day = {"on_day": "19", "on_month": "11", "on_year": "2026", "name": "The royal wedding"}

    client.post(reverse("calendar:rule", args=["minutes_due"]), said)
    client.post(reverse("calendar:holiday_add"), day)
    page = client.get(reverse("calendar:dates")).content.decode()

    assert "From 1 Dec 2026: Within fifteen days (15 working days)" in page
    assert "The royal wedding" in page
    client.post(reverse("calendar:rule_take_back", args=[DateRule.objects.get().pk]))
    client.post(reverse("calendar:holiday_remove", args=[OneOffHoliday.objects.get().pk]))
    assert not DateRule.objects.exists()
    assert not OneOffHoliday.objects.exists()


def test_a_rule_that_nobody_knows_has_no_page(administrator, sign_in):
    assert sign_in(administrator).get("/dates/rules/never-heard-of/").status_code == 404


def test_the_form_says_what_is_missing(administrator, sign_in):
    page = sign_in(administrator).post(reverse("calendar:rule", args=["minutes_due"]), {"amount": "x"})

    assert "Enter the number in figures, for example 10" in page.content.decode()


@pytest.mark.parametrize(
    ("fields", "name", "expected"),
    [
        (
            {"type": "transfer_in", "notified_on": date(2026, 11, 2)},
            "Hold the conference by",
            date(2026, 11, 23),
        ),
        ({"type": "review"}, "Decision letter, if there is no plan", date(2026, 11, 12)),
        ({"type": "review"}, "Review conference", date(2027, 5, 5)),
        ({"type": "pre_birth"}, "Review conference", date(2027, 1, 4)),
        ({"status": "adjourned"}, "Meet again", date(2026, 11, 19)),
        ({"status": "planned", "type": "review"}, "Reports seen by the family", date(2026, 10, 29)),
        ({"status": "planned"}, "Ask the chair to exclude somebody", date(2026, 11, 2)),
    ],
)
def test_each_kind_of_conference_has_its_own_dates(today, fields, name, expected):
    born = factories.child(born_on=date(2026, 12, 4))
    conference = factories.conference(children=[born], **fields)

    assert dates_of(conference)[name] == expected


def test_over_the_api_the_same(today, administrator, sign_in):
    conference = factories.conference(held_on=date(2026, 11, 5))
    client = sign_in(administrator)
    day = {"on": "2026-11-19", "name": "The royal wedding"}
    rule = {
        "code": "minutes_due",
        "amount": 15,
        "says": "Fifteen",
        "source": "Ours",
        "effective_from": "2026-12-01",
    }

    added = client.post("/api/dates/holidays/", day, content_type="application/json")
    set_ = client.post("/api/dates/rules/", rule, content_type="application/json")

    assert (added.status_code, set_.status_code) == (201, 201)
    assert client.get("/api/dates/rules/").json()[0]["amount"] == 15
    assert client.get("/api/dates/holidays/").json()[0]["name"] == "The royal wedding"
    chair = sign_in(conference.chair)
    moved = chair.get("/api/dates/moved/").json()
    assert [one["what"] for one in moved] == ["First core group"]
    assert chair.post(f"/api/dates/moved/{moved[0]['id']}/seen/").status_code == 200
    assert chair.get("/api/dates/moved/").json() == []
    assert client.delete(f"/api/dates/versions/{set_.json()['id']}/").status_code == 204
    assert client.delete(f"/api/dates/holidays/{added.json()['id']}/").status_code == 204


def test_a_conference_that_was_called_off_has_no_dates_after_it(today):
    conference = factories.conference(status=Conference.Status.CANCELLED, strategy_discussion_on=None)

    assert clocks_for(conference) == []


def test_a_late_night_is_the_same_day(today):
    conference = factories.conference(held_on=timezone.localdate() - timedelta(days=1))

    assert (
        next(clock for clock in clocks_for(conference) if "plan is made" in clock["name"])["left"] == "today"
    )


def test_lateness_is_counted_in_the_working_days_of_this_council():
    chair, friday = factories.user(), date(2026, 11, 13)

    assert lateness(chair, friday, date(2026, 11, 14)) == 0
    assert lateness(chair, friday, date(2026, 11, 16)) == 1
    assert lateness(chair, date(2026, 12, 24), date(2026, 12, 29)) == 1
    OneOffHoliday.objects.create(on=date(2026, 11, 16), name="A day off", added_by=chair)
    assert lateness(chair, friday, date(2026, 11, 17)) == 1
