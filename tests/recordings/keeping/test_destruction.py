"""A recording is destroyed by two people, its key first; the certificate says so; nothing opens it again."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from recordings import actions
from recordings.models import Blob, Destruction, KeyDestroyed, Recording, VaultKey
from recordings.vault import ledger, store
from tests import factories
from tests.minutes import made as minutes_made
from tests.recordings.keeping import made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_ledger(settings, tmp_path):
    settings.ERASURE_LEDGER = tmp_path / "destroyed-keys"


@pytest.fixture
def recording():
    made.rule()
    return made.sealed_recording()


@pytest.fixture
def proposed(recording):
    return actions.propose_destruction(recording, by=made.governance())


def test_the_key_goes_first_then_the_blob_and_the_row_stays(
    recording, proposed, django_capture_on_commit_callbacks
):
    assert made.heard(recording) == made.SOUND
    copy = store.seal_stream([b"for listening"], recording.key, recording.pk, "listening")
    second = made.reviewer()

    with django_capture_on_commit_callbacks(execute=True):
        actions.approve_destruction(proposed, by=second)
        with pytest.raises(KeyDestroyed):
            Recording.objects.get().key.unwrap()
        assert store.place().size(recording.blob)

    for name in (recording.blob, copy.name):
        with pytest.raises(FileNotFoundError):
            store.place().size(name)
    left = Recording.objects.get()
    assert (left.erased_by, left.erased_at.date()) == (second, timezone.now().date())
    assert not Blob.objects.filter(key=recording.key).exists()
    assert ledger.noted() == {recording.key_id}
    assert not Recording.objects.keeping_visible_to(second).exists()


def test_a_storage_that_does_not_answer_keeps_no_key_off_the_ledger_and_its_object_is_swept_later(
    recording, proposed, django_capture_on_commit_callbacks, monkeypatch
):
    place, other = type(store.place()), VaultKey.objects.fresh()

    with monkeypatch.context() as silent, django_capture_on_commit_callbacks(execute=True):
        silent.setattr(place, "delete", gone)
        actions.approve_destruction(proposed, by=made.reviewer())
        other.destroy()

    assert ledger.noted() == {recording.key_id, other.pk}
    assert store.place().size(recording.blob)
    assert recording.blob in store.sweep(timezone.now() + timedelta(days=1))
    with pytest.raises(FileNotFoundError):
        store.place().size(recording.blob)


def gone(*_):
    raise OSError("The object storage could not delete: EndpointConnectionError.")


def test_a_crash_before_the_end_leaves_everything_as_it_was(recording, proposed):
    with transaction.atomic():
        actions.approve_destruction(proposed, by=made.reviewer())
        transaction.set_rollback(True)

    assert made.heard(Recording.objects.get()) == made.SOUND
    assert Destruction.objects.get().state == "proposed"


def test_what_the_software_heard_is_destroyed_with_it(recording):
    transcript = minutes_made.transcript(
        recording.conference, minutes_made.small_words(), recording=recording
    )
    proposed = actions.propose_destruction(recording, by=made.governance())

    actions.approve_destruction(proposed, by=made.reviewer())

    transcript.key.refresh_from_db()
    assert transcript.key.wrapped is None


def test_the_certificate_says_what_when_why_by_whom_by_which_rule_and_until_which_backup(
    recording, proposed, settings
):
    done = actions.approve_destruction(proposed, by=made.reviewer())

    file = actions.read_certificate(done, by=made.governance())
    words = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file)).pages)
    words = " ".join(words.split())
    last = timezone.localdate() + timedelta(days=settings.BACKUP_KEEP_DAYS)
    assert "Initial conference on Thursday 2 May 1985" in words
    assert "Its time was over on Saturday 2 May 2020" in words
    assert "35 years from the conference. In force since Saturday 1 January 2000" in words
    assert "Imran Saleh, information governance officer" in words
    assert "Ruth Adeyemi, quality reviewer" in words
    assert f"ends on {last:%A %-d %B %Y}" in words
    assert str(recording.pk) in words
    assert str(recording.key_id) in words
    assert "Hartley" not in words
    assert not store.place().read_at(done.certificate, 0, 4096).count(b"%PDF")


def test_the_audit_holds_the_proposal_the_destruction_and_the_digest_of_the_certificate(proposed):
    done = actions.approve_destruction(proposed, by=made.reviewer())

    verbs = AuditEvent.objects.values_list("verb", flat=True)
    assert list(verbs) == ["destruction.due", "destruction.proposed", "recording.destroyed"]
    assert AuditEvent.objects.last().details["certificate"] == done.certificate_sha256
    assert audit.verify().events == 3


def test_nobody_approves_their_own_proposal(proposed):
    both = factories.user(role=Role.QUALITY_REVIEWER)
    Destruction.objects.update(proposed_by=both)
    proposed.refresh_from_db()

    with pytest.raises(Conflict, match="somebody else must approve"):
        actions.approve_destruction(proposed, by=both)
    with pytest.raises(IntegrityError, match="approver_is_not_the_proposer"), transaction.atomic():
        Destruction.objects.update(approved_by=both, approved_at=timezone.now())


def test_the_database_knows_no_destruction_without_two_people_and_a_certificate(proposed):
    with pytest.raises(IntegrityError), transaction.atomic():
        Destruction.objects.update(state="done")
    with pytest.raises(IntegrityError), transaction.atomic():
        Destruction.objects.update(state="proposed", proposed_by=None)


def test_what_is_only_listed_cannot_be_approved(recording):
    listed = actions.list_due(recording, by=made.governance())

    with pytest.raises(Conflict, match="Nobody has proposed"):
        actions.approve_destruction(listed, by=made.reviewer())


def test_it_is_not_proposed_before_its_time_or_while_it_is_held(recording):
    young = factories.recording(factories.conference())
    governance = made.governance()

    with pytest.raises(Conflict, match="not over"):
        actions.propose_destruction(young, by=governance)
    actions.place_hold(recording.conference, reason="court", note="A letter", by=governance)
    with pytest.raises(Conflict, match="must be kept for now"):
        actions.propose_destruction(recording, by=governance)

    assert not Destruction.objects.exists()


def test_a_hold_that_comes_after_the_proposal_still_stops_it(recording, proposed):
    hold = actions.place_hold(recording.conference, reason="inquiry", note="A review", by=made.governance())

    with pytest.raises(Conflict, match="an inquiry or a review of practice"):
        actions.approve_destruction(proposed, by=made.reviewer())
    assert made.heard(Recording.objects.get()) == made.SOUND

    actions.lift_hold(hold, by=made.governance())
    actions.approve_destruction(proposed, by=made.reviewer())


def test_a_hold_is_lifted_once_and_says_by_whom(recording):
    hold = actions.place_hold(recording.conference, reason="court", note="A letter", by=made.governance())
    other = made.governance()

    lifted = actions.lift_hold(hold, by=other)

    assert (lifted.lifted_by, lifted.note) == (other, "A letter")
    with pytest.raises(Conflict, match="lifted already"):
        actions.lift_hold(hold, by=other)


def test_the_second_person_may_keep_it_and_it_can_be_proposed_again(recording, proposed):
    actions.keep_after_all(proposed, why="Ask the legal team first", by=made.reviewer())

    with pytest.raises(Conflict, match="decided already"):
        actions.approve_destruction(proposed, by=made.reviewer())
    again = actions.propose_destruction(recording, by=made.governance())
    assert again.pk != proposed.pk


def test_nothing_is_destroyed_twice(recording, proposed):
    actions.approve_destruction(proposed, by=made.reviewer())

    with pytest.raises(Conflict, match="decided already"):
        actions.approve_destruction(proposed, by=made.reviewer())
    with pytest.raises(Conflict, match="destroyed already"):
        actions.propose_destruction(recording, by=made.governance())


def test_nobody_is_asked_for_the_recording_of_a_conference_whose_recording_was_destroyed(
    recording, proposed, sign_in
):
    actions.approve_destruction(proposed, by=made.reviewer())

    page = sign_in(recording.conference.chair).get(f"/conferences/{recording.conference_id}/")

    words = page.content.decode()
    assert "Recording 1 was destroyed on" in words
    assert "approved by two people" in words
    assert "Next: add the recording" not in words
