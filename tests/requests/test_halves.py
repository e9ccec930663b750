"""Redactor, checker, approver, releaser: nobody does two halves that check each other, by any door."""

import pytest
from django.db import IntegrityError, transaction

from access import audit
from access.errors import Conflict
from access.roles import PERMISSIONS, May, Role
from minutes.requests import actions
from minutes.requests.actions import Passage, Ruling
from minutes.requests.halves import redactors
from minutes.requests.models import MinuteRequest, TypedCopy
from minutes.requests.models.copies import HALVES
from minutes.requests.sources import source_of
from tests import factories
from tests.requests import made
from tests.requests.doors import DOORS, knock

pytestmark = pytest.mark.django_db
Status = MinuteRequest.Status
KEEP = {"decision": "kept", "why": "Theirs"}


@pytest.fixture
def hartley():
    return made.hartley()


def handed_over(hartley):
    """A request whose marks wait for their second check."""
    request = made.redacting(hartley)
    made.decide_all(request, hartley)
    return actions.send_for_check(request, by=hartley.administrator)


def now_an_administrator(user):
    """Somebody who approved as a chair and has another role since: the table of roles would let them."""
    user.role = Role.ADMINISTRATOR
    user.save()
    return user


def first_line(request):
    return next(line for line in source_of(request).lines() if line.text.startswith("Alfie had"))


@pytest.mark.parametrize("door", DOORS)
def test_whoever_redacted_does_not_check(hartley, sign_in, door):
    request = handed_over(hartley)

    answer = knock(sign_in(hartley.administrator), door, "agree", request.pk)

    assert answer.status_code == 409
    assert "You redacted this copy" in answer.content.decode()
    assert not TypedCopy.objects.exists()


def test_whoever_redacted_does_not_send_their_own_marks_back_as_checker(hartley, sign_in):
    request = handed_over(hartley)
    mark = request.redactions.first()

    answer = knock(
        sign_in(hartley.administrator), "requests", "send_back", request.pk, **{f"mark-{mark.pk}": "No"}
    )

    request.refresh_from_db()
    assert (answer.status_code, request.status) == (409, Status.SECOND_CHECK)


@pytest.mark.parametrize("door", DOORS)
def test_whoever_redacted_does_not_release(hartley, sign_in, door):
    copy = made.waiting(hartley)

    answer = knock(
        sign_in(hartley.administrator),
        door,
        "release",
        copy.request_id,
        pages=copy.pages,
        envelope="27 Larkspur Court",
    )

    copy.refresh_from_db()
    assert "You redacted this copy" in answer.content.decode()
    assert copy.released_at is None


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("half", ["start", "decide", "send", "agree", "release"])
def test_whoever_approved_does_none_of_it(hartley, sign_in, door, half):
    """As a chair the role forbids it. With another role since, what they did forbids it."""
    said, route, pk = half_of(hartley, half, door)

    as_chair = knock(sign_in(hartley.chair), door, route, pk, **said)
    later = knock(sign_in(now_an_administrator(hartley.chair)), door, route, pk, **said)

    assert as_chair.status_code in {403, 404}
    assert "You approved these minutes" in later.content.decode()
    assert not TypedCopy.objects.released().exists()


def half_of(hartley, half, door):
    """A request that waits for this half, the route of it, and what is sent there."""
    if half == "start":
        return {}, "redaction_start" if door == "requests" else "redaction", made.checked(hartley).pk
    if half == "decide":
        return KEEP, "decide", made.redacting(hartley).redactions.first().pk
    if half == "send":
        request = made.redacting(hartley)
        made.decide_all(request, hartley)
        return {}, "send", request.pk
    if half == "agree":
        return {}, "agree", handed_over(hartley).pk
    copy = made.waiting(hartley)
    return {"pages": copy.pages, "envelope": "27 Larkspur Court"}, "release", copy.request_id


def test_the_table_of_roles_gives_nobody_who_approves_another_half():
    others = {May.REDACT, May.CHECK_REDACTION, May.RELEASE_COPY}

    both = [role for role, may in PERMISSIONS.items() if May.APPROVE_MINUTES in may and may & others]

    assert both == []


@pytest.mark.parametrize(("one", "other"), HALVES)
def test_the_database_keeps_no_copy_with_two_halves_by_one_person(hartley, one, other):
    copy = made.sent(hartley)
    somebody = factories.user(role=Role.ADMINISTRATOR)

    with pytest.raises(IntegrityError), transaction.atomic():
        TypedCopy.objects.filter(pk=copy.pk).update(**{one: somebody, other: somebody})


@pytest.mark.parametrize("door", DOORS)
def test_a_redaction_that_went_from_one_to_another_is_checked_by_a_third(hartley, sign_in, door):
    """Joan begins, Colin goes on and decides again all that Joan had decided: both are redactors."""
    request = made.redacting(hartley)
    made.decide_all(request, hartley)
    for mark in request.redactions.all():
        actions.undo(mark, by=hartley.second)
        actions.decide(mark, ruling=Ruling("out", "S2P3"), by=hartley.second)
    actions.send_for_check(request, by=hartley.second)

    for person in (hartley.administrator, hartley.second):
        assert knock(sign_in(person), door, "agree", request.pk).status_code == 409
    assert actions.agree_marks(request, by=hartley.governance).made_by == hartley.governance


def test_whoever_only_handed_the_marks_over_does_not_check_them(hartley):
    request = made.redacting(hartley)
    made.decide_all(request, hartley)
    request = actions.send_for_check(request, by=hartley.second)

    with pytest.raises(Conflict, match="You redacted this copy"):
        actions.agree_marks(request, by=hartley.second)


def test_a_redaction_that_was_dropped_is_nobodys_half(hartley):
    """Joan's marks are gone and Colin begins anew: Joan is somebody else again."""
    request = made.redacting(hartley)
    passage = Passage(first_line(request).id)
    actions.mark_words(request, passage=passage, ruling=Ruling("out", "LOC"), by=hartley.administrator)
    request = actions.choose_again(request, by=hartley.administrator)
    request = actions.start_redaction(request, by=hartley.second)

    assert redactors(request) == {hartley.second.pk}


def test_who_checked_a_copy_that_was_taken_back_and_marks_something_is_a_redactor_now(hartley):
    copy = made.ready(hartley)
    request = actions.take_back(copy.request, by=hartley.second)
    passage = Passage(first_line(request).id)
    actions.mark_words(request, passage=passage, ruling=Ruling("out", "LOC"), by=hartley.second)
    request = actions.send_for_check(request, by=hartley.second)

    for person in (hartley.administrator, hartley.second):
        with pytest.raises(Conflict, match="You redacted this copy"):
            actions.agree_marks(request, by=person)
    copy = actions.agree_marks(request, by=hartley.governance)
    for person in (hartley.administrator, hartley.second):
        with pytest.raises(Conflict, match="You redacted this copy"):
            made.let_go(copy, by=person)
    assert made.let_go(copy, by=hartley.governance).released_by == hartley.governance


HALF_OF_THE_APPROVER = {
    "start": lambda hartley: actions.start_redaction(made.checked(hartley), by=hartley.chair),
    "agree": lambda hartley: actions.agree_marks(handed_over(hartley), by=hartley.chair),
    "release": lambda hartley: made.let_go(made.waiting(hartley), by=hartley.chair),
}


@pytest.mark.parametrize("half", HALF_OF_THE_APPROVER)
def test_who_approved_the_version_before_the_amendment_counts_as_an_approver(hartley, half):
    """The amendment was approved by the deputy; what the first chair approved is in it still."""
    minutes, first = hartley.version.minutes, hartley.chair
    with transaction.atomic():
        audit.record("minutes.approved", by=first, on=minutes, version=8)
    minutes.approved_by = factories.user(role=Role.CHAIR, name="The Deputy")
    minutes.save()
    now_an_administrator(first)

    with pytest.raises(Conflict, match="You approved these minutes"):
        HALF_OF_THE_APPROVER[half](hartley)


def test_two_sessions_of_one_person_are_one_person(hartley, sign_in):
    """Joan is signed in at two computers: what she did at one she did at the other."""
    request = made.redacting(hartley)
    office, home = sign_in(hartley.administrator), sign_in(hartley.administrator)
    while mark := request.redactions.undecided().first():
        assert knock(office, "requests", "decide", mark.pk, **KEEP).status_code == 302
    assert knock(office, "requests", "send", request.pk).status_code == 302

    assert office.cookies["sessionid"].value != home.cookies["sessionid"].value
    for door in DOORS:
        assert knock(home, door, "agree", request.pk).status_code == 409


@pytest.mark.parametrize("who", ["redactor", "approver"])
def test_a_translation_is_sent_on_by_neither_half(hartley, who):
    copy = made.waiting(hartley)
    order = made.ordered(hartley, copy=copy, back=True)
    actions.check_order(order, by=hartley.second)
    made.let_go(copy, by=hartley.second)
    MinuteRequest.objects.update(status=Status.DELIVERED)
    person = hartley.administrator if who == "redactor" else now_an_administrator(hartley.chair)

    with pytest.raises(Conflict, match="someone else must check and release"):
        actions.send_order(order, envelope="27 Larkspur Court", tracking="", by=person)


def test_nobody_is_offered_the_half_that_they_may_not_do(hartley, sign_in):
    request = made.redacting(hartley)
    actions.decide(request.redactions.first(), ruling=Ruling("out", "S2P3"), by=hartley.governance)
    made.decide_all(request, hartley)
    request = actions.send_for_check(request, by=hartley.administrator)
    page = f"/requests/{request.pk}/"

    offered = {
        person.name: "Check the marks" in sign_in(person).get(page).content.decode()
        for person in (hartley.administrator, hartley.governance, hartley.second)
    }

    assert offered == {"Joan Pereira": False, "Imran Saleh": False, "Colin Marsh": True}
