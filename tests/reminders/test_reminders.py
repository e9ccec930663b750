"""The daily e-mail and the calendar: sent once, naming nobody, and gone when they are taken away."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access.board import tasks_for
from access.models import AuditEvent
from access.roles import Role
from recordings.calendar import actions as calendar
from recordings.reminders import actions
from recordings.reminders.digest import Counts
from recordings.reminders.feed import calendar_of
from recordings.reminders.models import CalendarFeed, Digest
from recordings.reminders.tasks import remind
from tests import factories

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def at(monkeypatch):
    def stand(day: date, hour: int = 8):
        moment = datetime(day.year, day.month, day.day, hour, tzinfo=LONDON)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    stand(date(2026, 11, 6))
    return stand


@pytest.fixture
def chair(at):
    """A chair whose conference of Thursday has no recording, so that something is due on Friday."""
    chair = factories.user(name="Margaret Ellison")
    factories.conference(chair=chair, held_on=date(2026, 11, 5))
    return chair


def test_the_e_mail_says_how_much_and_names_nobody(chair):
    remind()

    (sent,) = mail.outbox
    assert sent.to == [chair.email]
    assert sent.subject == "You have work to do"
    assert "due today" in sent.body
    for word in ("Hartley", "Alfie", "Ellison", "conference of", "recording"):
        assert word not in sent.body.replace("Conference record", "")


def test_it_goes_once_a_day_however_often_the_clock_strikes(chair, at):
    remind()
    remind()
    assert len(mail.outbox) == 1

    at(date(2026, 11, 9))
    remind()

    assert len(mail.outbox) == 2
    assert "is late" in mail.outbox[1].body or "are late" in mail.outbox[1].body


@pytest.mark.parametrize(
    ("day", "hour"), [(date(2026, 11, 7), 8), (date(2026, 12, 25), 8), (date(2026, 11, 6), 6)]
)
def test_it_waits_for_the_morning_of_a_working_day(chair, at, day, hour):
    at(day, hour)

    assert remind() == 0
    assert mail.outbox == []


def test_who_has_nothing_to_do_gets_nothing(at):
    factories.user(role=Role.ADMINISTRATOR)

    remind()

    assert mail.outbox == []
    assert Digest.objects.get().sent_at is not None


def test_what_another_run_is_sending_is_left_to_it_and_taken_up_if_that_died(chair, at):
    assert Digest.objects.claim(chair, day=date(2026, 11, 6), now=timezone.now())
    remind()
    assert mail.outbox == []

    at(date(2026, 11, 6), 9)
    remind()

    assert len(mail.outbox) == 1


def test_a_mail_server_that_does_not_answer_is_asked_again_later(chair, at, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    assert remind() == 0
    assert Digest.objects.get(user=chair).sent_at is None

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    at(date(2026, 11, 6), 9)

    assert remind() == 1


def test_a_date_that_moved_is_in_the_e_mail(chair, at):
    administrator = factories.user(role=Role.ADMINISTRATOR)
    calendar.add_holiday(on=date(2026, 11, 19), name="The royal wedding", by=administrator)

    remind()

    assert "1 date moved" in mail.outbox[0].body
    assert "wedding" not in mail.outbox[0].body


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (Counts(1, 2, 0), "1 thing is late and 2 are due today."),
        (Counts(0, 1, 0), "1 thing is due today."),
        (Counts(2, 0, 2), "2 things are late and 2 dates moved."),
    ],
)
def test_the_sentence(counts, words):
    assert counts.words == words


def test_old_ones_are_purged(chair, at):
    remind()
    at(date(2027, 6, 7))

    assert Digest.objects.over().count() == Digest.objects.count() > 0


# ---- the calendar ----


def test_the_calendar_says_on_which_days_something_is_due_and_names_nobody(chair, at):
    at(date(2026, 11, 9))
    factories.conference(chair=chair, status="planned", held_on=date(2026, 11, 20), starts_at=time(10, 30))
    factories.conference(chair=chair, status="planned", held_on=date(2026, 11, 23), starts_at=None)

    text = calendar_of(chair)

    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "late" in text
    assert "DTSTART:20261120T103000Z\r\nDTEND:20261120T120000Z\r\nSUMMARY:Conference\r\n" in text
    assert "DTSTART;VALUE=DATE:20261123\r\n" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    for word in ("Hartley", "Alfie", "Ellison", "Initial", "recording"):
        assert word not in text
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == text.count("DTSTAMP:") >= 3


def test_every_due_day_of_the_board_is_in_it(chair, at):
    at(date(2026, 11, 5))

    text, days = calendar_of(chair), {task.due for task in tasks_for(chair) if task.due}

    assert days
    for day in days:
        assert f"UID:due-{day:%Y%m%d}@conference-record" in text


def test_a_secret_address_shows_the_calendar_until_it_is_taken_away(chair, sign_in, at):
    client, stranger = sign_in(chair), Client()

    page = client.post(reverse("reminders:make")).content.decode()
    token = page.split("/calendar/")[-1].split(".ics")[0]
    token = page[page.index("http") :].split("/calendar/")[1].split(".ics")[0]
    first = stranger.get(f"/calendar/{token}.ics")
    client.post(reverse("reminders:end"))

    assert first.status_code == 200
    assert first.headers["Content-Type"].startswith("text/calendar")
    assert first.headers["Cache-Control"] == "no-store"
    assert stranger.get(f"/calendar/{token}.ics").status_code == 404
    assert token not in client.get(reverse("reminders:calendar")).content.decode()


def test_the_secret_is_not_kept_and_a_new_one_ends_the_old(chair, at):
    first = actions.make_feed(by=chair)
    second = actions.make_feed(by=chair)

    feed = CalendarFeed.objects.get()
    assert second not in (feed.digest, str(feed.pk))
    assert Client().get(f"/calendar/{first}.ics").status_code == 404
    assert Client().get(f"/calendar/{second}.ics").status_code == 200


def test_whoever_has_left_has_no_calendar(chair, at):
    token = actions.make_feed(by=chair)
    chair.is_active = False
    chair.save()

    assert Client().get(f"/calendar/{token}.ics").status_code == 404


def test_reading_is_noted_once_a_day(chair, at):
    token = actions.make_feed(by=chair)

    for _ in range(3):
        Client().get(f"/calendar/{token}.ics")

    assert AuditEvent.objects.filter(verb="calendar.read").count() == 1


def test_over_the_api_the_same(chair, sign_in, at):
    client = sign_in(chair)

    made = client.post("/api/calendar/").json()

    assert Client().get(made["address"].removeprefix("http://testserver")).status_code in {200, 404}
    assert client.get("/api/calendar/").json()["address"] == ""
    assert client.delete("/api/calendar/").status_code == 204
    assert client.get("/api/calendar/").json()["made_at"] is None


def test_a_far_date_is_not_this_week(chair, sign_in, at):
    at(date(2026, 11, 4))
    later = timezone.localdate() + timedelta(days=30)
    factories.conference(chair=chair, status="planned", held_on=later)

    page = sign_in(chair).get("/").content.decode()

    assert "Next two weeks" not in page
