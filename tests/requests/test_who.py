"""Who asks, by what right, and the month that begins when we know: each kind has its own proof."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from access.board import MOST
from access.errors import Conflict
from access.models import AuditEvent, User
from minutes.requests import actions, checks, dates, showing, tasks, turns
from minutes.requests.models import MinuteRequest
from recordings import clocks
from tests.requests import made

pytestmark = pytest.mark.django_db
Status = MinuteRequest.Status


@pytest.fixture
def hartley():
    return made.hartley()


def days_ago(number):
    return timezone.localdate() - timedelta(days=number)


def logged(hartley, **changes):
    changes = {"received_at": timezone.now() - timedelta(days=3), **changes}
    return actions.log_request(
        hartley.conference, asked=made.asked(hartley, **changes), by=hartley.administrator
    )


def confirmed(hartley, proof=None, **changes):
    request = logged(hartley, **changes)
    return actions.confirm_requester(request, proof=proof or made.proof(), by=hartley.administrator)


def standing(request, code):
    return next(check for check in checks.before_redaction(request) if check.code == code)


@pytest.mark.parametrize(
    ("relationship", "missing", "says"),
    [
        ("mother", {"responsibility": ""}, "parental responsibility"),
        ("father", {"responsibility_how": " "}, "how that was checked"),
        ("solicitor", {"authority": ""}, "signed authority"),
        ("other", {"authority": ""}, "signed authority"),
        ("young_person", {"understanding": ""}, "understands"),
    ],
)
def test_each_kind_of_requester_needs_their_own_proof(hartley, relationship, missing, says):
    request = logged(hartley, relationship=relationship, on_behalf_of="Kelly Hartley")

    with pytest.raises(Conflict, match=says):
        actions.confirm_requester(request, proof=made.proof(**missing), by=hartley.administrator)


def test_a_mother_with_responsibility_may_have_them_and_who_checked_is_noted(hartley):
    request = confirmed(hartley)

    assert request.identity_checked_by == hartley.administrator
    assert standing(request, "right").detail == "Parental responsibility checked"


@pytest.mark.parametrize(
    "doubt", [{"responsibility": "no"}, {"responsibility": "not_known"}, {"chair_must_decide": True}]
)
def test_a_doubt_goes_to_the_chair_and_their_word_settles_it(hartley, doubt):
    request = confirmed(hartley, made.proof(**doubt))
    assert standing(request, "right").blocks
    request = actions.confirm_address(
        request, address=request.address, delivery="post", on=timezone.localdate(), by=hartley.administrator
    )

    assert showing.next_step(request, hartley.administrator).button == "Ask the chair"
    request = actions.ask_chair(request, by=hartley.administrator)
    request = actions.allow_open_parts(request, reason="She may.", by=hartley.chair)

    assert standing(request, "right").detail == "The chair has decided that they may"
    assert actions.start_redaction(request, by=hartley.administrator).status == Status.REDACTING


def test_a_young_person_is_not_decided_by_anybodys_responsibility(hartley):
    request = confirmed(hartley, made.proof(responsibility=""), relationship="young_person")

    assert not standing(request, "right").blocks
    assert not checks.doubts(request)


@pytest.mark.parametrize("years", [1, 1824])
def test_a_check_in_the_future_or_long_ago_is_a_slip(hartley, years):
    on = days_ago(-1) if years == 1 else days_ago(365 * 10)

    with pytest.raises(Conflict, match=r"Check the year|still to come"):
        confirmed(hartley, made.proof(on=on))


def test_a_request_cannot_have_arrived_years_ago(hartley):
    with pytest.raises(Conflict, match="so long ago"):
        logged(hartley, received_at=timezone.now() - timedelta(days=3000))


def test_a_safe_contact_is_one_address_and_nothing_else(hartley):
    with pytest.raises(Conflict, match="one e-mail address"):
        logged(hartley, safe_email="kelly or her mother")


def test_the_legal_month_begins_when_the_proof_comes(hartley):
    joan = hartley.administrator
    request = logged(hartley, received_at=timezone.now() - timedelta(days=20))
    request = actions.ask_for_identity(request, on=days_ago(18), by=joan)

    card = dates.cards(request, today=timezone.localdate())[1]
    assert (request.status, card["left"]) == (Status.WAITING, "not begun: we wait for proof of who they are")
    assert standing(request, "person").blocks
    assert showing.next_step(request, joan).button == "Their proof came"

    request = actions.note_identity(request, on=days_ago(2), by=joan)
    assert request.legal_due_on == clocks.sar_due(days_ago(2))["due"]
    words = [step["why"] for step in dates.cards(request, today=timezone.localdate())[1]["steps"]]
    assert "their proof came: the month begins" in words
    assert "one month after their proof came" in words


def test_a_question_before_the_month_began_stops_nothing_and_one_after_it_does(hartley):
    joan = hartley.administrator
    request = logged(hartley, received_at=timezone.now() - timedelta(days=20))
    request = actions.ask_for_identity(request, on=days_ago(19), by=joan)
    request = actions.note_identity(request, on=days_ago(10), by=joan)
    request = actions.ask_for_answer(request, on=days_ago(5), by=joan)
    request = actions.note_answer(request, on=days_ago(4), by=joan)
    assert (
        request.legal_due_on
        == clocks.sar_clarification(days_ago(10), asked=days_ago(5), answered_on=days_ago(4))["due"]
    )

    request.clarification_asked_on, request.clarification_answered_on = days_ago(15), days_ago(12)
    assert dates.due(request).legal_on == clocks.sar_due(days_ago(10))["due"]


def test_a_month_that_has_not_begun_is_not_extended_and_one_that_began_late_ends_late(hartley):
    joan, imran = hartley.administrator, hartley.governance
    request = logged(hartley, received_at=timezone.now() - timedelta(days=50))
    request = actions.ask_for_identity(request, on=days_ago(49), by=joan)
    with pytest.raises(Conflict, match="has not begun"):
        actions.extend(request, on=days_ago(1), by=imran)

    request = actions.note_identity(request, on=days_ago(10), by=joan)
    request = actions.extend(request, on=days_ago(1), by=imran)

    assert request.legal_due_on == clocks.sar_extended_due(days_ago(10))["due"]


@pytest.mark.parametrize("step", ["twice", "after the check", "too early", "proof too early", "wrong answer"])
def test_asking_who_they_are_has_its_order(hartley, step):
    joan = hartley.administrator
    request = confirmed(hartley) if step == "after the check" else logged(hartley)
    if step in {"twice", "proof too early", "wrong answer"}:
        request = actions.ask_for_identity(request, on=days_ago(1), by=joan)
    if step == "twice":
        request = actions.note_identity(request, on=days_ago(0), by=joan)

    act = {"proof too early": actions.note_identity, "wrong answer": actions.note_answer}
    on = days_ago({"proof too early": 2, "too early": 9}.get(step, 0))
    with pytest.raises(Conflict):
        act.get(step, actions.ask_for_identity)(request, on=on, by=joan)


def test_an_answer_is_not_a_proof(hartley):
    request = confirmed(hartley)
    request = actions.ask_for_answer(request, on=days_ago(1), by=hartley.administrator)

    with pytest.raises(Conflict, match="did not ask who they are"):
        actions.note_identity(request, on=days_ago(0), by=hartley.administrator)


def test_the_database_knows_no_proof_without_a_question(hartley):
    request = logged(hartley)

    with pytest.raises(IntegrityError), transaction.atomic():
        MinuteRequest.objects.filter(pk=request.pk).update(identity_received_on=days_ago(1))


def test_what_nobody_sorted_in_two_working_days_counts_as_both(hartley):
    old = logged(hartley, received_at=timezone.now() - timedelta(days=9))
    new = logged(hartley, received_at=timezone.now(), attendance=hartley.grandmother)
    assert old.reference in [task.about for task in turns.tasks(hartley.governance, MOST)]

    tasks.tend_requests()
    tasks.tend_requests()

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.triage, old.sorted_at, new.triage) == ("both", None, "")
    assert AuditEvent.objects.filter(verb="request.counted_as_both").count() == 1
    with pytest.raises(Conflict, match="is sorted"):
        actions.treat_as_both(old, by=User.objects.service("requests"))
    actions.sort_request(old, triage="minutes", by=hartley.governance)
    assert old.reference not in [task.about for task in turns.tasks(hartley.governance, MOST)]


def test_a_request_for_the_sound_goes_to_information_governance_and_no_copy_is_made(hartley):
    joan, imran = hartley.administrator, hartley.governance
    request = logged(hartley, asks_for="audio")
    assert (request.status, showing.next_step(request, joan)) == (Status.TRIAGE, None)
    assert showing.next_step(request, imran).button == "Check who asks"
    with pytest.raises(Conflict, match="Check who asks"):
        actions.answer_elsewhere(request, reason="Played to her", on=days_ago(0), by=imran)

    request = actions.confirm_requester(request, proof=made.proof(), by=imran)
    assert request.status == Status.TRIAGE
    assert showing.next_step(request, imran).button == "It was answered"
    request = actions.answer_elsewhere(request, reason="Played to her", on=days_ago(0), by=imran)

    assert request.status == Status.CLOSED


def test_a_subject_access_request_by_mistake_leaves_the_way_of_a_copy_and_can_come_back(hartley):
    request = confirmed(hartley)

    request = actions.sort_request(request, triage="subject_access", by=hartley.governance)
    assert (request.status, standing(request, "right").blocks) == (Status.TRIAGE, True)
    with pytest.raises(Conflict):
        actions.start_redaction(request, by=hartley.administrator)

    request = actions.sort_request(request, triage="both", by=hartley.governance)
    assert request.status == Status.CHECKING
    with pytest.raises(Conflict, match="with a typed copy"):
        actions.answer_elsewhere(request, reason="x", on=days_ago(0), by=hartley.governance)


@pytest.mark.parametrize("when", ["waiting", "redacting"])
def test_what_is_on_its_way_is_not_pulled_out_of_it(hartley, when):
    request = confirmed(hartley) if when == "waiting" else made.redacting(hartley)
    if when == "waiting":
        request = actions.ask_for_answer(request, on=days_ago(1), by=hartley.administrator)

    with pytest.raises(Conflict):
        actions.sort_request(request, triage="subject_access", by=hartley.governance)
