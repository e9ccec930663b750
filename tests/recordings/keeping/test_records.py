"""A whole record ends as a recording does: by rule, never while something is open, by two people."""

import io
from datetime import date

import pypdf
import pytest
from django.db import IntegrityError, transaction

from access import audit
from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from recordings import actions, keeping, purging, records
from recordings.models import (
    Child,
    Conference,
    Destruction,
    KeyDestroyed,
    Recording,
    RetentionRule,
    VaultKey,
)
from recordings.vault import ledger, scrub, store
from tests import factories
from tests.minutes import made as minutes_made
from tests.recordings.copies import made as copies_made
from tests.recordings.keeping import made

pytestmark = pytest.mark.django_db
LONG_AGO = date(1985, 5, 2)


@pytest.fixture(autouse=True)
def own_ledger(settings, tmp_path):
    settings.ERASURE_LEDGER = tmp_path / "destroyed-keys"


@pytest.fixture
def conference():
    made.rule()
    return factories.conference(held_on=LONG_AGO)


def ended(conference):
    proposed = actions.propose_destruction(conference, by=made.governance())
    return actions.approve_destruction(proposed, by=made.reviewer())


def with_everything(conference):
    """Somebody in the room, a recording with its words, a copy of it, a lifted hold, a reason to listen."""
    factories.person(conference)
    recording = made.sealed_recording(conference)
    minutes_made.transcript(conference, minutes_made.small_words(), recording=recording)
    imran = made.governance()
    actions.lift_hold(actions.place_hold(conference, reason="court", note="A letter", by=imran), by=imran)
    reason = factories.listening_reason(conference, by=imran)
    conference.presence_confirmed_at, conference.presence_confirmed_by = conference.created_at, imran
    conference.save()
    copies_made.asked(recording, imran, end_ms=1000)
    actions.end_listening(reason, by=imran)
    return recording


def words_of(done):
    file = actions.read_certificate(done, by=made.governance())
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file)).pages)
    return " ".join(text.split())


def test_every_key_of_the_record_is_destroyed_and_only_the_proof_stays(
    conference, django_capture_on_commit_callbacks
):
    recording = with_everything(conference)
    before = set(VaultKey.objects.values_list("pk", flat=True))

    with django_capture_on_commit_callbacks(execute=True):
        done = ended(conference)

    assert set(VaultKey.objects.filter(destroyed_at=None).values_list("pk", flat=True)) == {done.key_id}
    assert ledger.noted() == before
    with pytest.raises(FileNotFoundError):
        store.place().size(recording.blob)
    assert Recording.objects.get().erased_at
    assert Conference.objects.get().erased_by == done.approved_by
    assert not scrub.scrub(percent=100).faults


def test_nobody_finds_an_ended_record_any_more(conference, sign_in):
    with_everything(conference)
    reference = conference.children.get().child.case_reference
    ended(conference)

    for role in (Role.ADMINISTRATOR, Role.INFORMATION_GOVERNANCE, Role.QUALITY_REVIEWER):
        browser = sign_in(factories.user(role=role))
        assert browser.get(f"/conferences/{conference.pk}/").status_code == 404
        assert browser.get("/conferences/").status_code == 200
    assert sign_in(conference.chair).get("/").status_code == 200
    assert not Child.objects.with_reference(reference).exists()
    child = Child.objects.get()
    assert not child.name_marks.exists()
    with pytest.raises(KeyDestroyed):
        str(child.name)


def test_a_child_of_another_record_stays_and_so_does_that_record(conference):
    child = conference.children.get().child
    other = factories.conference(children=[child], held_on=date(2026, 11, 5))
    kept = made.sealed_recording(other)
    factories.person(other)

    done = ended(conference)

    assert Child.objects.get(pk=child.pk).name == "Alfie Hartley"
    assert made.heard(kept) == made.SOUND
    assert other.people.get().name == "Kelly Hartley"
    assert "0: names, dates of birth and references" in words_of(done)


def test_a_conference_that_was_held_again_is_another_record(conference):
    again = factories.conference(held_on=LONG_AGO, reconvenes=conference, place="Room 2")

    ended(conference)

    assert Conference.objects.get(pk=again.pk).place == "Room 2"


def test_records_that_were_put_together_end_together(conference):
    child = conference.children.get().child
    doubled = factories.child(name="Alfie Hartly")
    Child.objects.filter(pk=doubled.pk).update(merged_into=child)

    ended(conference)

    assert not VaultKey.objects.filter(pk__in=[child.key_id, doubled.key_id], destroyed_at=None).exists()


def test_the_certificate_and_the_audit_say_what_there_was_and_name_nobody(conference):
    with_everything(conference)

    done = ended(conference)

    words = words_of(done)
    assert "The whole record of a conference" in words
    for held in ("1 conference", "1 hold", "1 listening reason"):
        assert held in words
    assert "1: names, dates of birth and references" in words
    assert "Hartley" not in words
    event = AuditEvent.objects.get(verb="conference.destroyed")
    assert (event.conference_id, event.details["children"]) == (conference.pk, 1)
    assert event.details["certificate"] == done.certificate_sha256
    assert audit.verify().events


@pytest.mark.parametrize("basis", ["", "75th birthday"])
def test_a_record_whose_time_is_not_over_is_kept(basis):
    made.kept_for_days(30, basis=basis)
    conference = factories.conference(held_on=LONG_AGO)

    with pytest.raises(Conflict, match="is not over"):
        actions.propose_destruction(conference, by=made.governance())

    assert (keeping.time_of_record(conference).on is None) is (not basis)


def test_without_a_rule_a_record_is_kept():
    assert keeping.time_of_record(factories.conference(held_on=LONG_AGO)).on is None


def test_recordings_may_end_sooner_and_the_record_by_its_own_time():
    made.kept_for_days(30, basis="35 years from conference")
    conference = factories.conference(held_on=LONG_AGO)

    assert keeping.time_of_record(conference).on == date(2020, 5, 2)
    assert actions.list_due(conference, by=made.governance()).title == "The whole record"


def test_a_recording_that_is_kept_longer_keeps_the_record():
    made.kept_for_days(30, basis="35 years from conference")
    conference = factories.conference(held_on=LONG_AGO)
    made.sealed_recording(conference)

    with pytest.raises(Conflict, match="A recording of it is kept longer"):
        actions.propose_destruction(conference, by=made.governance())


def test_a_hold_keeps_a_record_even_where_nothing_was_recorded(conference):
    actions.place_hold(conference, reason="inquiry", note="The review", by=made.governance())

    with pytest.raises(Conflict, match="Held since"):
        actions.propose_destruction(conference, by=made.governance())


def test_what_opens_between_proposal_and_approval_stops_it(conference):
    proposed = actions.propose_destruction(conference, by=made.governance())
    actions.place_hold(conference, reason="court", note="A letter", by=made.governance())

    with pytest.raises(Conflict, match="Held since"):
        actions.approve_destruction(proposed, by=made.reviewer())

    assert not Conference.objects.get().erased_at


def test_it_is_destroyed_once_and_a_recording_that_waited_alone_goes_with_it(conference):
    recording = made.sealed_recording(conference)
    alone = actions.propose_destruction(recording, by=made.governance())

    done = ended(conference)

    alone.refresh_from_db()
    assert (alone.state, alone.why_kept) == ("withdrawn", "It ended with the whole record.")
    with pytest.raises(Conflict, match="decided already"):
        actions.approve_destruction(done, by=made.reviewer())
    with pytest.raises(Conflict, match="destroyed already"):
        actions.propose_destruction(conference, by=made.governance())


def test_the_purge_lists_records_whose_time_is_over_and_destroys_none(conference):
    held = factories.conference(held_on=LONG_AGO)
    actions.place_hold(held, reason="court", note="A letter", by=made.governance())

    found = purging.purge()

    assert (found["listed"], found["stopped"]) == ([str(conference.pk)], [str(held.pk)])
    assert purging.purge()["listed"] == []
    assert Destruction.objects.get().about == conference
    assert not Conference.objects.exclude(erased_at=None).exists()


def test_siblings_keep_what_is_shared_as_long_as_the_youngest():
    made.rule(basis="75th birthday")
    older, younger = factories.child(born_on=date(1999, 3, 1)), factories.child(born_on=date(2012, 2, 29))
    conference = factories.conference(held_on=date(2015, 5, 2), children=[older, younger])
    recording = made.sealed_recording(conference)

    assert keeping.ending_of(recording).on == keeping.time_of_record(conference).on == date(2087, 3, 1)
    with pytest.raises(Conflict, match="is not over"):
        actions.propose_destruction(recording, by=made.governance())


def test_the_database_knows_that_one_thing_ends(conference):
    rule = RetentionRule.objects.get()
    for both in ({}, {"conference": conference, "recording": factories.recording(conference)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Destruction.objects.create(key=VaultKey.objects.fresh(), rule=rule, ends_on=LONG_AGO, **both)


def test_two_people_end_a_record_on_the_pages(conference, sign_in):
    purging.purge()
    first, second = sign_in(made.governance()), sign_in(made.reviewer())
    (due,) = Destruction.objects.all()

    page = first.get("/keeping/").content.decode()
    first.post(f"/conferences/{conference.pk}/destruction/")
    asked = second.get(f"/keeping/destructions/{due.pk}/").content.decode()
    answer = second.post(f"/keeping/destructions/{due.pk}/approve/", follow=True).content.decode()

    assert "The whole record, initial conference on Thu 2 May 1985" in page
    assert "Ending of the whole record" in asked
    assert "Approve destruction" in asked
    assert "The whole record was destroyed on" in answer
    assert "The whole record" in first.get("/keeping/").content.decode()
    assert first.get(f"/keeping/destructions/{due.pk}/certificate/").content[:4] == b"%PDF"


def test_the_conference_says_when_its_record_ends_and_who_may_begin_that(conference, sign_in):
    made.sealed_recording(conference)
    place = f"/conferences/{conference.pk}/"

    may, sees = (sign_in(one).get(place).content.decode() for one in (made.governance(), made.reviewer()))
    other = sign_in(conference.chair).get(place).content.decode()

    words = "The time of the whole record ended on Sat 2 May 2020, 35 years from the conference."
    assert (words in may, words in sees, words in other) == (True, True, False)
    assert "Propose to destroy the whole record" in may
    assert "Propose to destroy the whole record" not in sees


def test_the_same_over_the_api(conference, sign_in):
    browser = sign_in(made.governance())

    answer = browser.post(f"/api/conferences/{conference.pk}/destruction/")

    assert answer.status_code == 201
    assert (answer.json()["record_of"], answer.json()["recording"]) == (str(conference.pk), None)


def test_what_belongs_to_the_record_is_found_by_the_relations_themselves(conference):
    with_everything(conference)

    found = {model._meta.label for model in records.rows_of(conference)}

    assert {
        "recordings.Conference", "recordings.Recording", "recordings.SoundCopy", "recordings.Attendance",
        "recordings.Hold", "recordings.ListeningReason", "transcription.Transcript",
    } <= found  # fmt: skip
    assert "recordings.Destruction" not in found
    assert "recordings.Child" not in found
