"""Every emergency access is told at once and reviewed by another within two working days."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from access.board import tasks_for
from access.errors import Conflict
from access.home import grouped
from access.models import AuditEvent
from access.roles import Role
from minutes.emergency import actions
from minutes.emergency.models import Opening
from minutes.emergency.tasks import tell
from recordings.keeping import blockers_of
from tests import factories
from tests.emergency.opened import duty_chair, opening

pytestmark = pytest.mark.django_db
FINDING = {"finding": "needed", "note": "The police log agrees."}
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def conference():
    made = factories.conference()
    factories.recording(made)
    return made


@pytest.fixture
def reviewer():
    return factories.user(role=Role.QUALITY_REVIEWER, name="Ruth Adeyemi", email="ruth@wexborough.example")


@pytest.fixture
def over(conference):
    found = opening(conference)
    Opening.objects.update(ends_at=timezone.now())
    return found


def test_those_who_review_are_told_once_without_a_word_of_the_case(conference, reviewer):
    other = factories.user(role=Role.INFORMATION_GOVERNANCE, email="imran@wexborough.example")
    opening(conference)

    assert (tell(), tell()) == (1, 0)

    assert {one.to[0] for one in mail.outbox} == {reviewer.email, other.email}
    for one in mail.outbox:
        assert "opened in an emergency" in one.body
        assert not {"Hartley", "Farida", "police", "danger"} & set(f"{one.subject} {one.body}".split())
    assert AuditEvent.objects.get(verb="emergency.told").details == {"people": 2}


def test_mail_that_does_not_go_is_tried_again(conference, reviewer, settings):
    opening(conference)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1

    assert tell() == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert tell() == 1


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        (datetime(2026, 11, 5, 23, 30, tzinfo=LONDON), date(2026, 11, 9)),
        (datetime(2026, 12, 24, 9, 0, tzinfo=LONDON), date(2026, 12, 30)),
        (datetime(2026, 11, 7, 9, 0, tzinfo=LONDON), date(2026, 11, 10)),
    ],
    ids=["Thursday night", "Christmas", "Saturday"],
)
def test_the_review_is_due_on_the_second_working_day(over, reviewer, opened, due):
    Opening.objects.update(opened_at=opened)

    task = next(task for task in tasks_for(reviewer) if task.what == "Review an emergency access")

    assert task.due == due
    assert grouped([task], due + timedelta(days=1), late_by=lambda _: 1)[0]["tasks"][0]["late"]


def test_a_late_review_is_said_to_be_late(sign_in, over, reviewer):
    Opening.objects.update(opened_at=timezone.now() - timedelta(days=9))
    client = sign_in(reviewer)

    assert "tag--late" in client.get(reverse("emergency:list")).content.decode()
    assert (
        "The review was due on" in client.get(reverse("emergency:opening", args=[over.pk])).content.decode()
    )


def test_the_reviewer_sees_who_why_and_what_was_done_and_nothing_of_the_record(sign_in, conference, reviewer):
    chair = duty_chair()
    found = opening(conference, by=chair)
    sign_in(chair).get(reverse("emergency:opening", args=[found.pk]))

    page = sign_in(reviewer).get(reverse("emergency:opening", args=[found.pk])).content.decode()

    assert "Farida Aziz" in page
    assert "The police found the children alone" in page
    assert "Read a record opened in an emergency" in page
    assert "Open now, until" in page
    assert "Alfie" not in page


def test_a_review_is_kept_once_and_leaves_the_board(sign_in, over, reviewer):
    client = sign_in(reviewer)
    there = reverse("emergency:review", args=[over.pk])

    assert client.post(there, FINDING).url == reverse("emergency:list")

    over.refresh_from_db()
    assert (over.finding, over.finding_note, over.reviewed_by) == ("needed", FINDING["note"], reviewer)
    assert not [task for task in tasks_for(reviewer) if "emergency" in task.what]
    assert client.post(there, FINDING).status_code == 409
    assert AuditEvent.objects.get(verb="emergency.reviewed").details == {"finding": "needed"}


@pytest.mark.parametrize("half", [{"finding": ""}, {"note": " "}, {"finding": "fine"}])
def test_half_a_review_is_none(sign_in, over, reviewer, half):
    answer = sign_in(reviewer).post(reverse("emergency:review", args=[over.pk]), {**FINDING, **half})

    assert "There is a problem" in answer.content.decode()
    assert Opening.objects.unreviewed().exists()


def test_a_record_that_is_still_open_is_not_reviewed_yet(conference, reviewer):
    found = opening(conference)

    with pytest.raises(Conflict, match="still open"):
        actions.review(found, **FINDING, by=reviewer)


def test_nobody_reviews_what_they_opened_whatever_their_role_is_now(over):
    over.user.role = Role.QUALITY_REVIEWER
    over.user.save()

    with pytest.raises(Conflict, match="Somebody else must review this"):
        actions.review(over, **FINDING, by=over.user)
    with pytest.raises(IntegrityError), transaction.atomic():
        Opening.objects.update(finding="needed", reviewed_at=timezone.now(), reviewed_by=over.user)
    assert not [task for task in tasks_for(over.user) if "Review an emergency" in task.what]


def test_who_is_close_to_the_family_neither_sees_nor_reviews_it(sign_in, over, reviewer):
    over.conference.conflicts.create(user=reviewer, reason="His cousin", noted_by=over.conference.chair)

    assert sign_in(reviewer).get(reverse("emergency:opening", args=[over.pk])).status_code == 404
    assert not [task for task in tasks_for(reviewer) if "emergency" in task.what]


def test_a_recording_is_not_destroyed_before_the_review(over, reviewer):
    recording = over.conference.recordings.get()
    words = "It was opened in an emergency, and nobody has reviewed that yet"

    assert words in blockers_of(recording)
    actions.review(over, **FINDING, by=reviewer)
    assert words not in blockers_of(recording)
