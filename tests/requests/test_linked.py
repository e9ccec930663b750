"""Refusals with their letter; complaints, corrections and breaches with clocks of their own."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from access.board import tasks_for
from access.errors import Conflict
from minutes.documents import proof
from minutes.requests import actions, dates, place
from minutes.requests.models import MinuteRequest, Refusal
from recordings.clocks import England
from tests.requests import made

pytestmark = pytest.mark.django_db
NO = actions.No(("ORDER", "S2-5"), "The court sends papers through your solicitor.")


@pytest.fixture
def hartley():
    return made.hartley()


def refused(hartley, no=NO):
    return actions.refuse(made.checked(hartley), no=no, by=hartley.chair)


def what(user):
    return {task.what for task in tasks_for(user)}


def test_a_refusal_has_reasons_a_sealed_letter_and_the_way_to_complain(hartley):
    refusal = refused(hartley)
    letter = actions.open_refusal(refusal, by=hartley.chair)

    words = " ".join(proof.read(letter).split())
    assert refusal.request.status == "refused"
    assert "A court has made an order" in words
    assert "This is about legal proceedings." in words
    assert "papers through your solicitor" in words
    assert "Information Commissioner" in words
    assert "If you do not agree, write to" in words
    assert refusal.request.reference in words
    assert not any(name in words for name in ("Alfie", "Maisie", "Wayne", "child protection"))


def test_the_letter_stays_on_the_board_until_it_went(hartley):
    refusal = refused(hartley)
    assert "Send the letter that refuses it" in what(hartley.administrator)

    actions.note_refusal_sent(refusal, on=timezone.localdate(), by=hartley.administrator)

    assert "Send the letter that refuses it" not in what(hartley.administrator)
    with pytest.raises(Conflict, match="went once"):
        actions.note_refusal_sent(refusal, on=timezone.localdate(), by=hartley.administrator)


def test_a_refusal_in_part_lets_the_rest_go_on(hartley):
    refusal = refused(hartley, actions.No(("S3-H",), "The doctor has not agreed.", in_part=True))

    request = MinuteRequest.objects.get()
    assert (request.status, refusal.in_part) == ("checking", True)
    letter = proof.read(actions.open_refusal(refusal, by=hartley.chair))
    assert "we cannot give you all of it" in " ".join(letter.split())
    assert actions.start_redaction(request, by=hartley.administrator).status == "redacting"


@pytest.mark.parametrize(
    ("no", "says"),
    [
        (actions.No((), "words"), "at least one reason"),
        (actions.No(("X",), "words"), "at least one reason"),
        (actions.No(("ORDER",), " "), "in words"),
    ],
)
def test_a_refusal_without_a_reason_is_none(hartley, no, says):
    with pytest.raises(Conflict, match=says):
        refused(hartley, no)
    assert not Refusal.objects.exists()


def test_what_has_ended_is_not_refused_in_part(hartley):
    request = actions.withdraw(made.checked(hartley), by=hartley.administrator)

    with pytest.raises(Conflict, match="has ended"):
        actions.refuse(request, no=actions.No(("ORDER",), "x", in_part=True), by=hartley.chair)


def test_what_is_for_information_governance_is_refused_by_them_and_not_by_the_chair(hartley):
    asked = made.asked(hartley, asks_for="audio")
    request = actions.log_request(hartley.conference, asked=asked, by=hartley.administrator)

    with pytest.raises(PermissionDenied):
        actions.refuse(request, no=NO, by=hartley.chair)
    assert actions.refuse(request, no=NO, by=hartley.governance).request.status == "refused"


def test_each_thing_that_is_raised_has_a_clock_of_its_own(hartley):
    today, request = timezone.localdate(), made.checked(hartley)

    due = {
        kind: actions.follow_up(request, kind=kind, what="It is wrong", on=today, by=hartley.chair).due_on
        for kind in ("complaint", "correction", "breach")
    }

    assert due["complaint"] == today + timedelta(days=30)
    assert due["breach"] == today + timedelta(days=3)
    assert due["correction"] == England().after(today, 10, gives="due").end


@pytest.mark.parametrize(
    ("kind", "closes", "does_not"),
    [
        ("complaint", ("chair", "governance"), ("administrator",)),
        ("correction", ("chair",), ("governance", "administrator")),
        ("breach", ("governance",), ("chair", "administrator")),
    ],
)
def test_who_says_what_came_of_it(hartley, kind, closes, does_not):
    request = made.checked(hartley)
    for who in does_not:
        raised = actions.follow_up(
            request, kind=kind, what="x", on=timezone.localdate(), by=hartley.administrator
        )
        with pytest.raises(PermissionDenied):
            actions.close_follow_up(raised, outcome="Done", by=getattr(hartley, who))
    for who in closes:
        raised = actions.follow_up(
            request, kind=kind, what="x", on=timezone.localdate(), by=hartley.administrator
        )
        closed = actions.close_follow_up(raised, outcome="Done", by=getattr(hartley, who))
        assert (closed.outcome, closed.closed_by) == ("Done", getattr(hartley, who))
        with pytest.raises(Conflict, match="closed already"):
            actions.close_follow_up(raised, outcome="Again", by=getattr(hartley, who))


def test_a_complaint_is_acknowledged_and_stays_on_the_board_until_it_is_closed(hartley):
    request = actions.withdraw(made.checked(hartley), by=hartley.administrator)
    raised = actions.follow_up(
        request, kind="complaint", what="x", on=timezone.localdate(), by=hartley.administrator
    )
    assert "Complaint: answer" in what(hartley.administrator)
    with pytest.raises(Conflict, match="after it was raised"):
        actions.acknowledge(raised, on=raised.opened_on - timedelta(days=1), by=hartley.administrator)

    actions.acknowledge(raised, on=timezone.localdate(), by=hartley.administrator)

    assert "Complaint: answer" not in what(hartley.administrator)
    assert "Complaint: decide" in what(hartley.chair)


def test_what_is_open_about_a_request_keeps_the_recording(hartley):
    request = actions.withdraw(made.checked(hartley), by=hartley.administrator)
    actions.follow_up(request, kind="breach", what="x", on=timezone.localdate(), by=hartley.chair)

    stops = [words for _, words in place.still_open([hartley.recording])]
    assert stops == [f"Breach about request {request.reference} is open"]


def test_nothing_is_raised_before_the_request_came(hartley):
    request = made.checked(hartley)
    on = timezone.localdate(request.received_at) - timedelta(days=1)

    with pytest.raises(Conflict, match="after the request came"):
        actions.follow_up(request, kind="breach", what="x", on=on, by=hartley.chair)


def test_a_message_is_sorted_in_two_working_days(hartley):
    friday = timezone.make_aware(timezone.datetime(2026, 11, 13, 23, 59))

    assert dates.triage_due(friday).isoformat() == "2026-11-17"
