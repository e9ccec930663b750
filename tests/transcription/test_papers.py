"""What the software heard goes once the minutes stand, and never while anything about them is open."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from access.models import AuditEvent
from access.roles import Role
from minutes.models import Minutes
from recordings import actions as keeping_actions
from recordings.calendar.models import DateRule
from recordings.models import KeyDestroyed
from tests.minutes import made
from transcription import papers
from transcription.models import Segment, Speaker, Transcript

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(world):
    """The small meeting, its minutes approved long ago."""
    minutes = made.minutes_of(world.conference, recording=world.recording)
    version = minutes.versions.get()
    Minutes.objects.filter(pk=minutes.pk).update(
        status="approved", approved_at=timezone.now() - timedelta(days=120),
        approved_by=world.people[Role.CHAIR], approved_version=version,
    )  # fmt: skip
    return minutes


def transcript():
    return Transcript.objects.select_related("key").get()


def test_the_words_go_after_the_corrections_and_the_council_s_days(world, approved):
    assert papers.destroy_due() == 1
    assert papers.destroy_due() == 0

    assert transcript().key.destroyed_at
    with pytest.raises(KeyDestroyed):
        _ = Segment.objects.select_related("transcript__key").first().heard
    assert AuditEvent.objects.filter(verb="transcript.destroyed", on_id=str(transcript().pk)).exists()


def test_the_purge_does_it_and_says_how_many(world, approved):
    out = StringIO()

    call_command("purge", stdout=out)

    assert json.loads(out.getvalue())["papers"] == 1


def test_nothing_goes_before_its_day(world, approved):
    Minutes.objects.update(approved_at=timezone.now() - timedelta(days=20))

    assert papers.destroy_due() == 0
    assert transcript().key.destroyed_at is None


def test_nothing_goes_while_the_minutes_are_not_approved(world):
    made.minutes_of(world.conference, recording=world.recording)

    assert papers.destroy_due() == 0
    assert papers.ending_of(world.conference, [world.recording]) is None


def test_nothing_goes_while_a_hold_is_open_or_somebody_listens(world, approved):
    """The world's reviewers have a reason to listen; a hold of the governance officer comes to it."""
    governance = world.people[Role.INFORMATION_GOVERNANCE]
    world.conference.listening_reasons.update(closed_at=None)

    ending = papers.ending_of(world.conference, [world.recording])
    assert any("listens" in words for words in ending.stopped_by)
    assert papers.destroy_due() == 0

    world.conference.listening_reasons.update(closed_at=timezone.now())
    keeping_actions.place_hold(world.conference, reason="court", note="Ordered", by=governance)
    assert papers.destroy_due() == 0
    assert (
        "Longer while this is open: Held since" in papers.ending_of(world.conference, [world.recording]).words
    )


def test_a_council_sets_its_own_number_of_days_from_a_day_on(world, approved):
    day = date(2026, 3, 2)
    Minutes.objects.update(approved_at=timezone.make_aware(timezone.datetime(2026, 3, 2, 10)))
    before = papers.ending_of(world.conference, [world.recording])
    DateRule.objects.create(
        code="transcript_kept_until", amount=3, says="Three days", source="Cabinet", effective_from=day,
        set_by=world.people[Role.IT],
    )  # fmt: skip

    after = papers.ending_of(world.conference, [world.recording])

    assert (before.corrections, before.last_day) == (date(2026, 3, 16), date(2026, 4, 13))
    assert after.last_day == date(2026, 3, 19)
    assert "Three days: Thu 19 Mar 2026" in after.working


def test_the_conference_page_says_until_when_and_then_that_they_are_gone(world, approved, sign_in):
    chair, page = (
        sign_in(world.people[Role.CHAIR]),
        reverse("recordings:conference", args=[world.conference.pk]),
    )
    where = reverse("transcription:transcript", args=[transcript().pk])

    before = chair.get(page).text
    papers.destroy_due()
    after = chair.get(page).text

    assert "What the software heard is a working paper and is kept until" in before
    assert "What the software heard was destroyed on" in after
    assert chair.get(where).status_code == 404


def test_the_minutes_keep_their_names_when_the_words_are_gone(world, approved, sign_in):
    papers.destroy_due()

    page = sign_in(world.people[Role.CHAIR]).get(reverse("minutes:detail", args=[approved.pk]))

    assert "Tom Whitcombe" in page.text
    assert Speaker.objects.exists()


@pytest.fixture(autouse=True)
def _nobody_listens(world):
    world.conference.listening_reasons.update(closed_at=timezone.now())


def test_what_is_left_in_the_database_opens_for_nobody(approved):
    papers.destroy_due()

    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM transcription_transcript WHERE key_id IS NOT NULL")
        assert cursor.fetchone()[0] == 1
    assert transcript().key.wrapped is None
