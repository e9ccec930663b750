"""Lists of a council with many rows: nothing late is hidden, and no row asks questions of its own."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access import audit, trail
from access.board import MORE_EACH_TIME, MOST, tasks_for
from access.models import AuditEvent
from access.roles import Role
from minutes.letters.models import ChildDecision, Letter
from minutes.models import Minutes
from minutes.requests.models import MinuteRequest
from recordings.models import Child, Conference, VaultKey
from recordings.reminders.digest import counts_for
from recordings.vault.fields import Sealed
from tests import factories

pytestmark = pytest.mark.django_db


def key():
    return VaultKey.objects.fresh()


def record(people, *, held_on=date(2026, 11, 5), checking="checking"):
    """One conference with what lists show of it; a second check asks the audit for each of its requests."""
    chair, office = people[Role.CHAIR], people[Role.ADMINISTRATOR]
    held = factories.conference(chair=chair, administrator=office, held_on=held_on)
    held.created_at = timezone.now() - timedelta(days=400)
    held.save()
    mother = factories.person(held, gets_letter=True)
    row = held.children.get()
    ChildDecision.objects.create(key=key(), row=row, outcome="plan_made", category="neglect", reasons="Why.",
                                 decided_at=timezone.now(), decided_by=chair)  # fmt: skip
    row.decided_at = held.letters_made_at = timezone.now()
    row.save()
    held.save()
    factories.recording(held)
    Minutes.objects.create(key=key(), restricted_key=key(), conference=held)
    Letter.objects.create(key=key(), conference=held, recipient=mother, due_on=held_on, name="Kelly",
                          status="sent", sent_on=held_on, sent_by=office, signed_by=chair,
                          signed_at=timezone.now())  # fmt: skip
    for number, status in enumerate([checking, "redacting", "with_chair", "released"]):
        MinuteRequest.objects.create(key=key(), reference=f"R-{held.pk.hex[:10]}-{number}", conference=held,
                                     channel="letter", received_at=timezone.now(), taken_by=office,
                                     name="Kelly Hartley", relationship="mother", attendance=mother,
                                     status=status, identity_checked_on=held_on, orders_asked_on=held_on,
                                     local_due_on=held_on, legal_due_on=held_on)  # fmt: skip
    unsent = factories.conference(chair=chair, administrator=office, held_on=held_on)
    unsent.created_at = held.created_at
    unsent.save()
    letter_to_send(unsent, chair)


def letter_to_send(held, chair, *, due_on=date(2026, 11, 6)):
    return Letter.objects.create(key=key(), conference=held, recipient=factories.person(held), due_on=due_on,
                                 name="Kelly", status="signed", signed_by=chair,
                                 signed_at=timezone.now())  # fmt: skip


def questions(client, page):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


LISTS = [
    (Role.CHAIR, ["home", "recordings:conferences", "minutes:list", "letters:letters", "requests:list"]),
    (Role.ADMINISTRATOR, ["home", "recordings:conferences", "minutes:list", "letters:letters",
                          "requests:list", "requests:new", "requests:copies"]),
    (Role.QUALITY_REVIEWER, ["home", "recordings:keeping", "reviews:list", "access:audit"]),
    (Role.INFORMATION_GOVERNANCE, ["home", "recordings:keeping", "requests:list", "access:audit"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "page"), [pytest.param(role, page, id=f"{role}-{page}") for role, some in LISTS for page in some]
)
def test_a_list_asks_no_more_of_the_database_with_more_rows(role, page, world, sign_in):
    client, page = sign_in(world.people[role]), reverse(page)
    for _ in range(2):
        record(world.people)
    client.get(page)  # what is asked once and kept, as the current site
    few = questions(client, page)

    for _ in range(4):
        record(world.people)

    assert questions(client, page) <= few


def test_a_board_with_more_than_fits_says_how_many_are_late_and_shows_them(sign_in):
    chair, today = factories.user(), timezone.localdate()
    office = factories.user(role=Role.ADMINISTRATOR)
    for days in range(MOST + 3):
        held_on = today - timedelta(days=40 + days)
        factories.conference(chair=chair, administrator=office, status="planned", held_on=held_on)
    client = sign_in(chair)

    page = client.get("/").content.decode()
    longer = client.get("/", {"most": MOST * MORE_EACH_TIME}).content.decode()

    assert f"{MOST + 3} late" in page
    assert "3 more: Add the recording" in page
    assert f'href="/?most={MOST * MORE_EACH_TIME}"' in page
    assert page.count("<b>Add the recording") + page.count(">Add the recording</a>") == MOST
    assert "more: Add the recording" not in longer
    assert longer.count(">Add the recording</a>") == MOST + 3
    assert counts_for(chair, today).late == MOST + 3


def test_the_row_for_the_rest_comes_after_those_it_is_the_rest_of():
    chair = factories.user()
    for _ in range(MOST + 2):
        held = factories.conference(chair=chair)
        Minutes.objects.create(key=key(), restricted_key=key(), conference=held, status="in_review")

    found = [task.what for task in tasks_for(chair) if "minutes" in task.what]

    assert found[-1] == "2 more: Check and approve the minutes"


def test_the_row_for_the_rest_stands_where_the_earliest_of_it_would(sign_in):
    chair, today = factories.user(), timezone.localdate()
    for days in range(MOST + 2):
        factories.conference(chair=chair, held_on=today - timedelta(days=days))

    rest = next(task for task in tasks_for(chair) if "more: Add the recording" in task.what)
    shown = [task.due for task in tasks_for(chair) if task.what == "Add the recording"]

    assert len(rest.days) == 2
    assert max(shown) <= rest.due == min(rest.days)


@pytest.mark.parametrize("asked", ["", "no", "-5", "²", "9" * 30])
def test_an_address_that_asks_for_nonsense_shows_the_board(asked, sign_in):
    assert sign_in(factories.user()).get("/", {"most": asked}).status_code == 200


def test_the_letters_that_are_due_first_are_shown_first(world):
    office, chair = world.people[Role.ADMINISTRATOR], world.people[Role.CHAIR]
    today = timezone.localdate()
    for days in range(MOST + 1):
        held = factories.conference(chair=chair, administrator=office)
        letter_to_send(held, chair, due_on=today - timedelta(days=days))

    found = [task for task in tasks_for(office) if "Send the decision letter" in task.what]

    assert found[0].due == today - timedelta(days=MOST)
    assert found[-1].what == "1 more: Send the decision letter"
    assert found[-1].due == today


def test_the_earlier_of_two_clocks_says_which_request_is_first(world):
    record(world.people)
    first, second = (
        MinuteRequest.objects.filter(status="checking"),
        MinuteRequest.objects.filter(status="redacting"),
    )
    first.update(local_due_on=date(2026, 11, 20), legal_due_on=date(2026, 11, 20))
    second.update(local_due_on=date(2026, 11, 30), legal_due_on=date(2026, 11, 10))

    found = MinuteRequest.objects.filter(status__in=["checking", "redacting"]).soonest_first()

    assert [one.status for one in found] == ["redacting", "checking"]


def test_a_log_too_long_to_count_says_so_and_leads_to_its_oldest_event(sign_in, monkeypatch):
    reviewer = factories.user(role=Role.QUALITY_REVIEWER)
    monkeypatch.setattr(trail, "COUNTED", 3)
    for _ in range(4):
        with transaction.atomic():
            audit.record("session.started", by=reviewer, on=reviewer)
    client, page = sign_in(reviewer), reverse("access:audit")

    newest = client.get(page, {"what": "session.started"}).content.decode()
    last = AuditEvent.objects.filter(verb="session.started").newest_first()[2].sequence
    older = client.get(page, {"what": "session.started", "before": last}).content.decode()

    assert "1 to 3 of over 3 events" in newest
    assert f"?what=session.started&amp;before={last}" in newest
    assert "1 to 1 of 1 event," in older


def test_the_log_offers_each_person_and_each_kind_of_event_once(sign_in):
    reviewer = factories.user(role=Role.QUALITY_REVIEWER)
    for _ in range(3):
        with transaction.atomic():
            audit.record("minutes.approved", by=reviewer, on=reviewer)
            audit.record("session.started", by=reviewer, on=reviewer)

    offered = trail.choices(for_=reviewer)

    assert offered["people"] == [(str(reviewer.pk), reviewer.name)]
    assert [verb for verb, _ in offered["verbs"]] == ["minutes.approved", "session.started"]


def test_a_request_about_an_old_conference_is_logged_by_its_day(sign_in, world, monkeypatch):
    monkeypatch.setattr("minutes.requests.log_forms.WhichForm.LATEST", 1)
    old = factories.conference(chair=world.people[Role.CHAIR], held_on=date(2019, 3, 7))
    client, page = sign_in(world.people[Role.ADMINISTRATOR]), reverse("requests:new")
    day = {"held_on_day": "7", "held_on_month": "3", "held_on_year": "2019"}

    assert str(old.pk) not in client.get(page).content.decode()
    assert str(old.pk) in client.get(page, {**day, "conference": ""}).content.decode()
    answer = client.get(page, {**day, "conference": old.pk})
    assert answer.url == reverse("requests:log", args=[old.pk])


def test_within_a_request_it_is_asked_once_whether_somebody_is_close_to_a_family(world):
    chair = world.people[Role.CHAIR]
    chair.asked = {}

    with CaptureQueriesContext(connection) as asked:
        for _ in range(3):
            list(Conference.objects.visible_to(chair))

    assert sum("conflictofinterest" in one["sql"] for one in asked) == 1


@pytest.mark.parametrize("damage", ["name", "key"])
def test_one_name_that_does_not_open_closes_neither_the_board_nor_the_list(sign_in, damage):
    chair = factories.user()
    whole, broken = (factories.conference(chair=chair) for _ in range(2))
    child = broken.children.get().child
    if damage == "name":
        Child.objects.filter(pk=child.pk).update(name=Sealed(b"x" * 60))
    else:
        child.key.destroy()
    client = sign_in(chair)

    for page in ("/", "/conferences/"):
        answer = client.get(page)
        assert answer.status_code == 200
        assert "(unreadable)" in answer.content.decode()
        assert whole.names in answer.content.decode()


def test_a_request_with_a_name_that_does_not_open_stays_on_the_board(sign_in):
    office = factories.user(role=Role.ADMINISTRATOR)
    held = factories.conference(administrator=office)
    MinuteRequest.objects.create(key=key(), reference="R-1", conference=held, channel="letter",
                                 received_at=timezone.now(), taken_by=office, name="Kelly Hartley",
                                 relationship="mother", local_due_on=held.held_on,
                                 legal_due_on=held.held_on, status="checking")  # fmt: skip
    MinuteRequest.objects.update(name=Sealed(b"x" * 60))

    answer = sign_in(office).get("/")

    assert answer.status_code == 200
    assert "R-1" in answer.content.decode()
