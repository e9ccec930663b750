"""Nothing approved can hold an unconfirmed speaker, an unheard passage or a sentence nobody stands for."""

import pytest
from django.core.exceptions import PermissionDenied

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from minutes import actions, saving, text
from minutes.models import Minutes
from minutes.text import Line
from tests.minutes import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(world):
    return world.people[Role.CHAIR]


@pytest.fixture
def minutes(world, chair):
    return actions.start_checking(made.minutes_of(world.conference, recording=world.recording), by=chair)


def flags(minutes):
    newest = saving.newest(minutes)
    return [flag["id"] for whole in newest.both for s in text.sentences(whole) for flag in s["flags"]]


def hear_everything(minutes, *, by):
    made.hear(minutes, by=by)


def test_the_chair_approves_and_the_text_is_frozen_with_its_hash(minutes, chair):
    hear_everything(minutes, by=chair)

    approved = actions.approve(minutes, version=saving.newest(minutes).number, by=chair)

    frozen = approved.approved_version
    assert approved.is_approved
    assert frozen.content_sha256 == text.digest(frozen.content, frozen.restricted)
    assert AuditEvent.objects.get(verb="minutes.approved").details["sha256"] == frozen.content_sha256


def test_how_much_was_heard_is_kept_with_the_approval_for_the_quality_of_the_work(minutes, chair):
    hear_everything(minutes, by=chair)
    actions.approve(minutes, version=1, by=chair)

    details = AuditEvent.objects.get(verb="minutes.approved").details

    assert (details["checks"], details["listened_percent"]) == (minutes.checks.count(), 100)
    assert details["heard_seconds"] > 5


def test_what_is_frozen_names_every_speaker(minutes, chair):
    hear_everything(minutes, by=chair)

    approved = actions.approve(minutes, version=1, by=chair)

    names = {p["speaker"] for _, p in text.paragraphs(approved.approved_version.content)}
    assert names == {"Margaret Ellison", "Tom Whitcombe", "Kelly Hartley"}


def test_an_unheard_passage_blocks_approval_and_is_counted(minutes, chair):
    hear_everything(minutes, by=chair)
    minutes.checks.filter(flag=flags(minutes)[0]).delete()

    with pytest.raises(Conflict, match="1 thing is left: 1 passage to hear"):
        actions.approve(minutes, version=1, by=chair)


def test_a_passage_is_not_right_before_it_was_heard(minutes, chair):
    with pytest.raises(Conflict, match="Listen to this passage first"):
        actions.clear_check(minutes, check=flags(minutes)[0], by=chair)


def test_hearing_another_passage_is_not_hearing_this_one(minutes, chair):
    recording = minutes.conference.recordings.get()
    made.note_listening(recording, start=60_000, length=5_000, whole=recording.duration_ms, by=chair)

    with pytest.raises(Conflict, match="Listen to this passage first"):
        actions.clear_check(minutes, check=flags(minutes)[0], by=chair)


def test_a_correction_clears_the_passage_it_corrects(minutes, chair):
    newest = saving.newest(minutes)
    school = next(p for _, p in text.paragraphs(newest.content) if p["sentences"][0]["flags"])
    first, *rest = school["sentences"]
    lines = [Line(first["id"], "His attendance is 91 per cent."), *(Line(s["id"], s["text"]) for s in rest)]

    actions.edit_paragraph(minutes, paragraph=school["id"], lines=lines, based_on=1, by=chair)

    with pytest.raises(Conflict, match="left: 1 passage to hear"):
        actions.approve(minutes, version=2, by=chair)


def test_a_voice_nobody_named_blocks_approval(world, chair):
    minutes = made.minutes_of(world.conference, recording=world.recording, named=False)
    actions.start_checking(minutes, by=chair)
    hear_everything(minutes, by=chair)

    with pytest.raises(Conflict, match="4 speakers to name"):
        actions.approve(minutes, version=1, by=chair)


def test_a_sentence_without_a_source_that_nobody_stands_for_blocks_approval(minutes, chair):
    hear_everything(minutes, by=chair)
    newest = saving.newest(minutes)
    newest.content["sections"][0]["paragraphs"][0]["sentences"][0]["sources"] = []
    saving.store(saving.locked(minutes), texts=newest.both, by=chair, based_on=1)

    with pytest.raises(Conflict, match="1 sentence without a source"):
        actions.approve(minutes, version=2, by=chair)


def test_a_sentence_a_person_typed_is_theirs_and_does_not_block(minutes, chair):
    hear_everything(minutes, by=chair)
    first = next(p for _, p in text.paragraphs(saving.newest(minutes).content))
    actions.add_paragraph(minutes, after=first["id"], words="Typed by the chair.", speaker=None, by=chair)

    approved = actions.approve(minutes, version=2, by=chair)

    assert approved.is_approved


def test_a_version_the_chair_has_not_seen_is_not_approved(minutes, chair, world):
    hear_everything(minutes, by=chair)
    first = next(p for _, p in text.paragraphs(saving.newest(minutes).content))
    by = world.people[Role.ADMINISTRATOR]
    actions.add_paragraph(minutes, after=first["id"], words="Late.", speaker=None, by=by)

    with pytest.raises(Conflict, match="Version 2 was saved meanwhile"):
        actions.approve(minutes, version=1, by=chair)


def test_only_a_draft_that_is_being_checked_is_approved(world, chair):
    minutes = made.minutes_of(world.conference, recording=world.recording)

    with pytest.raises(Conflict, match="Nobody has started"):
        actions.approve(minutes, version=1, by=chair)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.QUALITY_REVIEWER, Role.INFORMATION_GOVERNANCE])
def test_nobody_but_a_chair_may_approve(minutes, world, role):
    with pytest.raises(PermissionDenied):
        actions.approve(minutes, version=1, by=world.people[role])


def test_another_chair_cannot_approve(minutes, world):
    with pytest.raises(Conflict, match="Only the chair of this conference"):
        actions.approve(minutes, version=1, by=world.others[Role.CHAIR])


def test_approved_minutes_never_change(minutes, chair):
    hear_everything(minutes, by=chair)
    actions.approve(minutes, version=1, by=chair)
    first = next(p for _, p in text.paragraphs(saving.newest(minutes).content))

    with pytest.raises(Conflict, match="approved"):
        actions.add_paragraph(minutes, after=first["id"], words="Too late.", speaker=None, by=chair)
    with pytest.raises(Conflict, match="approved"):
        actions.clear_check(minutes, check=flags(minutes)[0], by=chair)
    assert Minutes.objects.get(pk=minutes.pk).approved_version == saving.newest(minutes).version
