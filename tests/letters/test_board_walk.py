"""The board on each day as the clock walks through Christmas: what, for whom, late or not, one press away."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from access.board import tasks_for
from minutes.letters import actions
from minutes.letters.models import Letter
from recordings.models import Attendance
from tests.letters import made

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def stand(monkeypatch):
    """The clock of the service stands at three in the afternoon of a day."""

    def on(day: date):
        moment = datetime(day.year, day.month, day.day, 15, tzinfo=LONDON)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return on


def groups_of(client) -> dict[str, list[str]]:
    """The board as it is shown: each heading with what stands under it."""
    page = client.get("/").content.decode()
    found = {}
    for part in page.split('<h2 id="g-')[1:]:
        heading = re.search(r">([A-Z][\w ]+?) <span>", part).group(1)
        found[heading] = re.findall(r'task__what"><a href="[^"]+">([^<]+)</a>', part)
    return found


def where(client, words: str) -> str:
    """Under which heading a task stands; nowhere is an empty word."""
    return next((name for name, tasks in groups_of(client).items() if any(words in one for one in tasks)), "")


def test_a_conference_on_christmas_eve_is_right_on_each_day(stand, sign_in):
    """Held on Thursday 24 December 2026: the letter is due on Tuesday 29, the first working day after."""
    stand(date(2026, 12, 24))
    family = made.siblings(held_on=date(2026, 12, 24), strategy_discussion_on=date(2026, 12, 3))
    chair, office = sign_in(family.chair), sign_in(family.administrator)

    assert where(chair, "Record what was decided") == "Next week"
    assert where(office, "Record what was decided") == ""
    for day, heading in [
        (date(2026, 12, 25), "Next week"),  # Christmas Day, a Friday
        (date(2026, 12, 28), "This week"),  # the substitute for Boxing Day: nothing is due on it
        (date(2026, 12, 29), "Today"),
        (date(2026, 12, 30), "Late"),
    ]:
        stand(day)
        assert where(sign_in(family.chair), "Record what was decided") == heading, day


def test_the_task_goes_from_the_chair_to_the_administrator_and_away(stand, sign_in):
    stand(date(2026, 12, 24))
    family = made.siblings(held_on=date(2026, 12, 24))
    made.decided(family)
    assert where(sign_in(family.chair), "Make the decision letters") == "Next week"
    assert where(sign_in(family.administrator), "Make the decision letters") == "Next week"

    found = made.letters(family)
    stand(date(2026, 12, 29))
    assert where(sign_in(family.chair), "Sign the decision letters") == "Today"
    assert where(sign_in(family.administrator), "Send the decision letter") == ""
    for letter in found.values():
        actions.sign_letter(letter, by=family.chair)
    assert where(sign_in(family.chair), "Sign the decision letter") == ""
    assert where(sign_in(family.administrator), "Send the decision letters") == "Today"

    stand(date(2026, 12, 31))
    office = sign_in(family.administrator)
    assert where(office, "Send the decision letters") == "Late"
    assert "2 working days late" in office.get("/").content.decode()
    Attendance.objects.filter(conference=family.conference).update(safe_contact_checked_on=date(2026, 12, 20))
    for letter in Letter.objects.filter(conference=family.conference):
        envelope = letter.on_the_envelope
        actions.send_letter(letter, sent=actions.Sent(envelope), by=family.administrator)

    assert not [task for task in tasks_for(family.administrator) if "letter" in task.what]
    assert not [task for task in tasks_for(family.chair) if "letter" in task.what]


def test_letters_without_a_plan_have_five_working_days_over_new_year(stand, sign_in):
    """No plan on 24 December: 29, 30, 31 December, 4 and 5 January."""
    stand(date(2026, 12, 24))
    family = made.siblings(held_on=date(2026, 12, 24))
    for row in (family.alfie, family.maisie):
        none = actions.Written(outcome="no_plan", reasons="Enough is being done.")
        actions.save_decision(row, written=none, by=family.chair)
        actions.decide(row, by=family.chair)

    letters = made.letters(family)

    assert {one.due_on for one in letters.values()} == {date(2027, 1, 5)}
    for day, heading in [
        (date(2026, 12, 29), "Next week"),
        (date(2027, 1, 4), "This week"),
        (date(2027, 1, 5), "Today"),
        (date(2027, 1, 6), "Late"),
    ]:
        stand(day)
        assert where(sign_in(family.chair), "Sign the decision letters") == heading, day


def test_each_task_says_for_whom_and_why_and_opens_where_it_is_done(stand, sign_in):
    stand(date(2026, 12, 24))
    family = made.siblings(held_on=date(2026, 12, 24))

    (task,) = [one for one in tasks_for(family.chair) if one.what == "Record what was decided"]

    assert task.who == "Alfie and Maisie Hartley, initial on Thu 24 Dec"
    assert task.why
    assert sign_in(family.chair).get(task.url).status_code == 200


def test_old_records_that_are_brought_in_do_not_shout(stand):
    stand(date(2026, 12, 24))
    family = made.siblings(held_on=date(2025, 3, 6))

    assert not [one for one in tasks_for(family.chair) if "decided" in one.what]
