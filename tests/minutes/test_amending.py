"""Approved minutes are reopened by their chair, and what stood before stays to be read."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from minutes import actions, saving, text
from minutes.models import Amendment, Minutes
from tests.minutes import made

pytestmark = pytest.mark.django_db
WHY = "Kelly Hartley asked: the figure is 91 per cent."


@pytest.fixture
def chair(world):
    return world.people[Role.CHAIR]


@pytest.fixture
def minutes(world, chair):
    minutes = actions.start_checking(made.minutes_of(world.conference, recording=world.recording), by=chair)
    return made.approve(minutes, by=chair)


def add(minutes, words, *, by):
    first = next(p for _, p in text.paragraphs(saving.newest(minutes).content))
    return actions.add_paragraph(minutes, after=first["id"], words=words, speaker=None, by=by)


def test_a_new_approval_after_reopening_is_an_amendment_with_its_own_hash(minutes, chair):
    before = minutes.approved_version
    actions.reopen(minutes, reason=WHY, by=chair)
    changed = add(minutes, "The figure is 91 per cent.", by=chair)

    approved = actions.approve(minutes, version=changed.number, by=chair)

    [amendment] = approved.amendments.all()
    assert (amendment.number, amendment.reason) == (1, WHY)
    assert amendment.replaces == before
    assert amendment.version == approved.approved_version
    assert amendment.version.content_sha256 != before.content_sha256
    assert AuditEvent.objects.filter(verb="minutes.approved").latest("sequence").details["amendment"] == 1


def test_what_was_approved_first_is_still_there_word_for_word(minutes, chair):
    before = minutes.approved_version
    actions.reopen(minutes, reason=WHY, by=chair)
    actions.approve(minutes, version=add(minutes, "More.", by=chair).number, by=chair)

    older = saving.numbered(minutes, before.number)

    assert text.digest(*older.both) == before.content_sha256


def test_the_audit_says_who_reopened_which_version_and_not_why(minutes, chair):
    actions.reopen(minutes, reason=WHY, by=chair)

    details = AuditEvent.objects.get(verb="minutes.reopened").details

    assert details == {"version": minutes.approved_version.number, "amendment": 1}


def test_an_amendment_is_checked_like_the_first_text(minutes, chair):
    actions.reopen(minutes, reason=WHY, by=chair)
    newest = saving.newest(minutes)
    newest.content["sections"][0]["paragraphs"][0]["sentences"][0]["sources"] = []
    saving.store(saving.locked(minutes), texts=newest.both, by=chair, based_on=newest.number)

    with pytest.raises(Conflict, match="1 sentence without a source"):
        actions.approve(minutes, version=newest.number + 1, by=chair)


def test_reopening_asks_for_a_reason(minutes, chair):
    with pytest.raises(Conflict, match="Say why"):
        actions.reopen(minutes, reason="  ", by=chair)


def test_only_approved_minutes_are_reopened_and_only_once(minutes, chair):
    actions.reopen(minutes, reason=WHY, by=chair)

    with pytest.raises(Conflict, match="reopened already"):
        actions.reopen(minutes, reason=WHY, by=chair)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.QUALITY_REVIEWER, Role.INFORMATION_GOVERNANCE])
def test_nobody_but_a_chair_may_reopen(minutes, world, role):
    with pytest.raises(PermissionDenied):
        actions.reopen(minutes, reason=WHY, by=world.people[role])


def test_another_chair_cannot_reopen(minutes, world):
    with pytest.raises(Conflict, match="Only the chair of this conference"):
        actions.reopen(minutes, reason=WHY, by=world.others[Role.CHAIR])


def test_the_database_holds_one_open_amendment_and_no_half_approval(minutes, chair):
    amendment = actions.reopen(minutes, reason=WHY, by=chair)
    held = Minutes.objects.get(pk=minutes.pk)

    for change in ({"approved_by": chair}, {"approved_at": held.approved_at}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Amendment.objects.filter(pk=amendment.pk).update(**change)
    amendment.pk, amendment.number, amendment.reason = None, 2, WHY
    with pytest.raises(IntegrityError), transaction.atomic():
        amendment.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.filter(pk=minutes.pk).update(approved_version=None)


def test_the_recording_is_kept_while_an_amendment_is_open(minutes, chair):
    actions.reopen(minutes, reason=WHY, by=chair)

    assert list(Minutes.objects.awaiting_approval()) == [minutes]


def test_the_pages_reopen_and_tell_both_approvals_apart(minutes, chair, sign_in):
    browser, there, first = sign_in(chair), f"/minutes/{minutes.pk}/", minutes.approved_version.number
    assert "Reopen for an amendment" in browser.get(there).content.decode()

    opened = browser.post(f"{there}reopen/", {"reason": WHY}, follow=True).content.decode()
    assert "DRAFT of amendment 1, not approved" in opened
    actions.approve(minutes, version=add(minutes, "More.", by=chair).number, by=chair)

    listed = browser.get(f"{there}versions/").content.decode()
    assert "Approved, replaced by amendment 1" in listed
    assert "Approved as amendment 1" in listed
    assert minutes.approved_version.content_sha256 in listed
    assert "Its words have not changed since" in browser.get(f"{there}versions/{first}/").content.decode()


def test_the_api_reopens_and_lists_amendments(minutes, chair, sign_in):
    browser, there = sign_in(chair), f"/api/minutes/{minutes.pk}/"
    assert browser.post(f"{there}reopen/", {}, content_type="application/json").status_code == 400

    browser.post(f"{there}reopen/", {"reason": WHY}, content_type="application/json")

    answer = browser.get(there).json()
    assert answer["status"] == "amending"
    assert answer["amendments"][0]["replaces_sha256"] == minutes.approved_version.content_sha256
    assert answer["amendments"][0]["version"] is None
