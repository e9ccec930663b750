"""Machine drafting is off where mistakes of the software would hurt most, until the chair decides."""

import pytest
from django.db import connection
from django.urls import reverse

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from minutes.tasks import start_due_drafts
from recordings import actions
from recordings.drafting import drafting_of
from recordings.models import Attendance, Conference, DraftingChoice
from tests import factories
from tests.minutes import made
from transcription.actions import queue, retry
from transcription.models import Job, Transcript

pytestmark = pytest.mark.django_db
REASON = "The child left before anybody spoke of him."


@pytest.fixture
def chair(world):
    return world.people[Role.CHAIR]


@pytest.fixture
def shut(world):
    """The conference of the world, with domestic abuse noted."""
    world.conference.domestic_abuse = True
    world.conference.save()
    return world.conference


def switch_on(conference, chair):
    return actions.switch_drafting(conference, on=True, reason=REASON, by=chair)


@pytest.mark.parametrize("fact", ["child_present", "domestic_abuse", "interpreter_used"])
def test_each_fact_switches_it_off_and_a_transcription_is_refused_with_what_to_do(world, chair, fact):
    setattr(world.conference, fact, True)
    world.conference.save()

    with pytest.raises(Conflict, match="Type the minutes from the recording, or the chair can switch it on"):
        queue(world.recording, by=chair)

    assert not Transcript.objects.exists()


@pytest.mark.parametrize(
    ("role", "more"),
    [("Child", {"group": Attendance.Group.CHILD}), ("Polish interpreter", {})],
)
def test_a_child_or_an_interpreter_on_the_list_is_enough(world, role, more):
    factories.person(world.conference, name="Alfie Hartley", role=role, came="part", **more)

    assert not drafting_of(world.conference).on


def test_a_child_who_did_not_come_changes_nothing(world):
    factories.person(world.conference, name="Alfie Hartley", role="Child", group="child", came="apologies")

    assert drafting_of(world.conference).on


def test_the_chair_switches_it_on_with_a_reason_that_is_sealed_and_audited(shut, world, chair, sign_in):
    address = reverse("recordings:drafting_switch", args=[shut.pk])

    without = sign_in(chair).post(address, {"on": "true", "reason": ""})
    answer = sign_in(chair).post(address, {"on": "true", "reason": REASON})

    assert (without.status_code, answer.status_code) == (400, 302)
    assert drafting_of(shut).on
    assert DraftingChoice.objects.get().reason == REASON
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM recordings_draftingchoice")
        assert REASON.encode() not in bytes(cursor.fetchone()[0])
    event = AuditEvent.objects.get(verb="drafting.switched_on")
    assert (event.details["despite"], REASON in str(event.details)) == (["domestic_abuse"], False)
    assert queue(world.recording, by=chair)


def test_a_fact_that_comes_later_switches_it_off_again(shut, chair):
    switch_on(shut, chair)

    actions.note_facts(shut, facts={"domestic_abuse", "interpreter_used"}, by=chair)

    assert not drafting_of(Conference.objects.get(pk=shut.pk)).on


def test_the_chair_can_always_switch_it_off_and_need_not_say_why(world, chair, sign_in):
    answer = sign_in(chair).post(reverse("recordings:drafting_switch", args=[world.conference.pk]))

    assert answer.status_code == 302
    assert drafting_of(world.conference).because == "the chair switched it off"


def test_only_the_chair_of_this_conference_switches_it(world, shut):
    with pytest.raises(Conflict):
        switch_on(shut, world.others[Role.CHAIR])


def test_while_it_is_off_nothing_goes_on_and_nothing_is_drafted(world, chair):
    transcript = queue(world.recording, by=chair)
    Job.objects.update(state="dead")
    made.transcript(world.conference, made.small_words(), recording=world.recording)
    actions.switch_drafting(world.conference, on=False, by=chair)

    with pytest.raises(Conflict):
        retry(transcript, by=chair)

    assert start_due_drafts() == 0


def test_the_conference_page_says_so_and_offers_no_transcription(shut, world, chair, sign_in):
    page = sign_in(chair).get(reverse("recordings:conference", args=[shut.pk])).text

    assert "Machine drafting is off for this conference because domestic abuse is noted." in page
    assert reverse("transcription:start", args=[world.recording.pk]) not in page
    assert reverse("recordings:drafting", args=[shut.pk]) in page


def test_the_facts_are_asked_when_a_conference_is_added_and_can_be_changed(world, chair, sign_in):
    browser = sign_in(chair)
    said = {
        "type": "initial", "held_on_day": "5", "held_on_month": "11", "held_on_year": "2026",
        "chair": str(chair.pk), "interpreter_used": "on",
    }  # fmt: skip

    browser.post(reverse("recordings:conference_add"), said)
    added = Conference.objects.exclude(pk=world.conference.pk).get()
    browser.post(reverse("recordings:drafting", args=[added.pk]), {"child_present": "on"})

    added = Conference.objects.get(pk=added.pk)
    assert (added.child_present, added.interpreter_used) == (True, False)
    assert "A child was in the room" in browser.get(reverse("recordings:conference_add")).text
