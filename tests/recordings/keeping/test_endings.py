"""Until when a recording is kept, and what stops its ending."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from minutes import actions as minutes_actions
from minutes.requests.models import MinuteRequest
from recordings import actions, keeping
from recordings.models import Hold, ListeningReason, RetentionRule
from tests import factories
from tests.minutes import made as minutes_made
from tests.minutes import routes as minutes_routes
from tests.recordings.keeping import made
from tests.requests import made as requests_made
from transcription import jobs
from transcription.models import Job

pytestmark = pytest.mark.django_db


def ending(conference, **fields):
    return keeping.ending_of(factories.recording(conference, **fields))


def born(*days):
    return [factories.child(born_on=day) for day in days]


def test_without_a_rule_everything_is_kept():
    found = ending(factories.conference(held_on=date(1950, 1, 1)))

    assert (found.on, found.is_due, found.why) == (None, False, "The council has set no rule that ends it")


@pytest.mark.parametrize(
    ("basis", "births", "until"),
    [
        ("75th birthday", [date(2019, 6, 3)], date(2094, 6, 3)),
        ("75th birthday", [date(2019, 6, 3), date(2021, 2, 1)], date(2096, 2, 1)),
        ("75th birthday", [date(2024, 2, 29)], date(2099, 3, 1)),
        ("25 years from birth", [date(2019, 6, 3), date(2012, 1, 9)], date(2044, 6, 3)),
        ("35 years from conference", [date(2019, 6, 3)], date(2061, 11, 5)),
    ],
)
def test_a_recording_lasts_as_long_as_the_longest_kept_of_its_children(basis, births, until):
    made.rule(basis=basis)

    assert ending(factories.conference(children=born(*births))).on == until


def test_a_child_without_a_date_of_birth_keeps_it():
    made.rule(basis="25 years from birth")

    found = ending(factories.conference(children=born(date(1970, 1, 1), None)))

    assert (found.on, found.why) == (None, "The date of birth of a child is missing")


def test_a_conference_keeps_the_rule_of_its_day():
    made.rule(basis="75th birthday", effective_from=date(2020, 1, 1))
    made.rule(basis="25 years from birth", effective_from=date(2026, 1, 1))
    children = born(date(2019, 6, 3))

    years = [
        ending(factories.conference(held_on=day, children=children)).on.year
        for day in (date(2019, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
    ]

    assert years == [2094, 2094, 2044]


def test_a_rule_never_begins_in_the_past():
    governance = made.governance()
    yesterday = timezone.localdate() - timedelta(days=1)

    with pytest.raises(Conflict, match="begins today or later"):
        actions.set_rule(kind="after_approval", days=30, effective_from=yesterday, by=governance)
    actions.set_rule(kind="after_approval", days=30, effective_from=timezone.localdate(), by=governance)

    assert RetentionRule.objects.get().words == "Deleted 30 days after the minutes are approved"
    assert AuditEvent.objects.get(verb="rule.set").details["days"] == 30


def test_days_are_counted_from_the_approval_of_the_minutes():
    made.kept_for_days(90)
    conference = factories.conference()
    minutes = minutes_made.minutes_of(conference)
    recording = conference.recordings.get()
    assert keeping.ending_of(recording).on is None
    assert "The minutes are not approved" in keeping.ending_of(recording).stopped_by

    approved_by_hand(minutes, at=factories.moment("2026-11-20T16:40"))

    assert keeping.ending_of(recording).on == date(2027, 2, 18)
    assert keeping.ending_of(recording).stopped_by == ()


def approved_by_hand(minutes, at):
    """Approved, without the listening that the approval itself asks for."""
    minutes.status, minutes.approved_at, minutes.approved_by = "approved", at, minutes.conference.chair
    minutes.approved_version = minutes.versions.last()
    minutes.save()


def test_somebody_who_listens_stops_it(world):
    assert keeping.blockers_of(world.recording) == [
        "Somebody listens to it for a review, a request or a complaint"
    ]


def test_a_hold_an_open_request_and_the_software_each_stop_it():
    hartley = requests_made.hartley()
    recording, governance = hartley.recording, hartley.governance
    assert keeping.blockers_of(recording) == []

    hold = actions.place_hold(hartley.conference, reason="court", note="A letter", by=governance)
    request = requests_made.checked(hartley)
    transcript = minutes_made.transcript(hartley.conference, minutes_made.small_words(), recording=recording)
    jobs.add("transcribe", transcript.pk, total=1)

    held, software, asked = keeping.blockers_of(recording)
    assert held.endswith(": a court matter")
    assert asked == f"Request {request.reference} is open"
    assert software == "The software has not finished listening to it"
    actions.lift_hold(hold, by=governance)
    MinuteRequest.objects.update(status="withdrawn")
    Job.objects.update(state="done")
    assert keeping.blockers_of(recording) == []


@pytest.mark.parametrize("reason", Hold.Reason)
def test_every_kind_of_hold_stops_it_until_it_is_lifted(reason):
    governance, recording = made.governance(), factories.recording(factories.conference())
    hold = actions.place_hold(recording.conference, reason=reason, note="A letter", by=governance)

    [held] = keeping.blockers_of(recording)

    assert held.startswith("Held since ")
    assert held.lower().endswith(reason.label.lower())
    actions.lift_hold(hold, by=governance)
    assert keeping.blockers_of(recording) == []


def test_a_request_to_correct_the_minutes_stops_it_until_it_is_decided(world):
    chair = world.people[Role.CHAIR]
    minutes_made.approve(minutes_actions.start_checking(minutes_routes.minutes(world), by=chair), by=chair)
    ListeningReason.objects.update(closed_at=timezone.now())
    assert keeping.blockers_of(world.recording) == []

    asked = minutes_routes.correction(world)
    assert keeping.blockers_of(world.recording) == [
        "Somebody asks for a correction of the minutes, and nobody has decided yet"
    ]

    minutes_actions.accept_correction(asked, reason="Two people heard it.", by=chair)
    assert keeping.blockers_of(world.recording) == ["The minutes are not approved"]
