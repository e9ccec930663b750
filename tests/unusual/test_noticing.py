"""From the access log to somebody who looks at it, and says what it was."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access.board import tasks_for
from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from recordings.actions import note_conflict, note_listening
from recordings.unusual import actions
from recordings.unusual.models import Unusual
from recordings.unusual.tasks import look
from tests import factories

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def at(monkeypatch):
    """Set the clock of the service, in the council's own time."""

    def set_to(*moment):
        now = datetime(*moment, tzinfo=LONDON)
        monkeypatch.setattr(timezone, "now", lambda: now)

    set_to(2026, 11, 30, 10)
    return set_to


def hear(recording, by, share=1.0):
    note_listening(recording, start=0, length=int(recording.size * share), by=by)


def test_hearing_at_night_is_noticed_once_and_told_on_the_board_of_those_who_read_the_log(world, at):
    reviewer = world.people[Role.QUALITY_REVIEWER]
    at(2026, 11, 30, 22, 30)
    hear(world.recording, world.conference.chair)
    assert look() == 1
    hear(world.recording, world.conference.chair)
    at(2026, 12, 1, 9)

    assert look() == 0

    noticed = Unusual.objects.get()
    assert (noticed.user, noticed.kind, noticed.day.day) == (world.conference.chair, "hours", 30)
    assert noticed.amount == -(-2 * world.recording.duration // 60)
    (task,) = [one for one in tasks_for(reviewer) if one.what == "Look at unusual listening"]
    assert world.conference.chair.name in task.who
    assert task.due.day == 2
    assert not [one for one in tasks_for(world.conference.chair) if "unusual" in one.what]


def test_a_day_that_ended_two_days_ago_was_looked_at_then(world, at):
    at(2026, 11, 28, 23)
    hear(world.recording, world.conference.chair)
    at(2026, 11, 30, 9)

    assert look() == 0


def test_the_same_family_name_is_noticed_once_for_each_family(world, at):
    chair = world.conference.chair
    child = world.conference.children.first().child
    chair.name = f"Anne {child.name.split()[-1]}"
    chair.save()
    hear(world.recording, chair, share=0.5)
    assert look() == 1
    at(2026, 12, 1, 11)
    hear(world.recording, chair)

    assert look() == 0

    noticed = Unusual.objects.get()
    assert (noticed.kind, noticed.conference_id) == ("surname", world.conference.pk)


def test_records_refused_again_and_again(world, at, sign_in):
    stranger = factories.user(role=Role.CHAIR)
    browser: Client = sign_in(stranger)
    for _ in range(5):
        browser.get(reverse("recordings:conference", args=[world.conference.pk]))

    assert look() == 1
    assert Unusual.objects.get().how_much == "5 times"


@pytest.fixture
def noticed(world):
    return Unusual.objects.create(user=world.conference.chair, kind="hours", day="2026-11-28", amount=95)


def test_somebody_else_says_what_it_was_on_the_page(world, noticed, sign_in):
    reviewer = world.people[Role.QUALITY_REVIEWER]
    browser = sign_in(reviewer)
    page = browser.get(reverse("unusual:list")).content.decode()
    assert "Listened outside usual hours: 95 minutes" in page

    path = reverse("unusual:settle", args=[noticed.pk])
    assert "Choose what it was" in browser.post(path, {}, follow=True).content.decode()
    browser.post(path, {"outcome": "talked"})

    noticed.refresh_from_db()
    assert (noticed.outcome, noticed.settled_by) == ("talked", reviewer)
    assert AuditEvent.objects.filter(verb="unusual.settled", actor_id=reviewer.pk).count() == 1
    assert "Taken up with them" in browser.get(reverse("unusual:list")).content.decode()
    with pytest.raises(Conflict, match="already"):
        actions.settle(noticed, outcome="work", by=world.people[Role.INFORMATION_GOVERNANCE])


def test_nobody_sees_or_settles_their_own(world, noticed, sign_in):
    reviewer = world.people[Role.QUALITY_REVIEWER]
    Unusual.objects.update(user=reviewer)
    noticed.refresh_from_db()

    assert not Unusual.objects.visible_to(reviewer).exists()
    assert sign_in(reviewer).post(reverse("unusual:settle", args=[noticed.pk])).status_code == 404
    with pytest.raises(Conflict, match="about you"):
        actions.settle(noticed, outcome="work", by=reviewer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Unusual.objects.update(outcome="work", settled_by=reviewer, settled_at=timezone.now())


def test_nothing_is_shown_of_a_family_one_is_close_to(world):
    reviewer = world.people[Role.QUALITY_REVIEWER]
    Unusual.objects.create(
        user=world.conference.chair, kind="surname", day="2026-11-28", amount=3, conference=world.conference
    )
    assert Unusual.objects.visible_to(reviewer).exists()

    note_conflict(
        world.conference, user=reviewer, reason="Her sister", by=world.people[Role.INFORMATION_GOVERNANCE]
    )

    assert not Unusual.objects.visible_to(reviewer).exists()


def test_over_the_api(world, noticed, sign_in):
    browser = sign_in(world.people[Role.INFORMATION_GOVERNANCE])

    (row,) = browser.get(reverse("unusual-api:list")).json()["results"]
    answer = browser.post(
        reverse("unusual-api:settle", args=[row["id"]]),
        {"outcome": "breach"},
        content_type="application/json",
    )

    assert row["kind"] == "hours"
    assert answer.json()["outcome"] == "breach"
