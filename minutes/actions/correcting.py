"""What can be done about a passage somebody does not agree with: log it, accept it, refuse it, note it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes import saving, statements
from minutes.actions.approving import reopen, replace_approved
from minutes.models import Amendment, Correction, Minutes, Version
from minutes.places import Place, place_of, with_place
from minutes.saving import Change
from recordings.models import Attendance

OTHERS = "Only the chair of this conference, or its deputy, can decide on a correction."


@dataclass(frozen=True)
class Asked:
    """What somebody says about a sentence: who, what, and when it reached the council."""

    paragraph: UUID
    sentence: UUID
    words: str
    name: str
    reached_us_on: date
    attendance: Attendance | None = None
    kind: str = Correction.Kind.CORRECTION


@transaction.atomic
def log_correction(minutes: Minutes, *, asked: Asked, by: User) -> Correction:
    """Log what somebody says about a passage, word for word. Approved minutes can be asked about too."""
    require(by, May.EDIT_MINUTES)
    held = saving.locked(minutes)
    place = place_of(saving.newest(held), str(asked.paragraph), by=by)
    sentence = _sentence(place, str(asked.sentence))
    if not asked.words.strip() or not asked.name.strip():
        raise Conflict("Write who says it, and what they say.")
    made = Correction(
        minutes=held,
        restricted=place.restricted,
        kind=asked.kind,
        paragraph=asked.paragraph,
        sentence=asked.sentence,
        asked_by=asked.attendance,
        reached_us_on=asked.reached_us_on,
        logged_by=by,
    )
    made.asker, made.words, made.passage = asked.name.strip(), asked.words.strip(), sentence["text"]
    made.save()
    audit.record("correction.logged", by=by, on=held, conference=held.conference_id, correction=made.pk)
    return made


@transaction.atomic
def note_comment(correction: Correction, *, by: User) -> Correction:
    """Say that a comment was read. A request to correct is decided instead."""
    require(by, May.EDIT_MINUTES)
    held = _open(correction)
    if held.kind != Correction.Kind.COMMENT:
        raise Conflict("This is a request to correct. Accept it, or refuse it with a reason.")
    return _decided(held, Correction.Outcome.NOTED, by=by)


@transaction.atomic
def accept_correction(correction: Correction, *, reason: str, by: User) -> Correction:
    """Agree to correct a passage. Approved minutes are reopened for it as a numbered amendment."""
    require(by, May.APPROVE_MINUTES)
    held = _to_decide(correction, reason=reason, by=by)
    minutes = saving.locked(held.minutes)
    if minutes.is_approved:
        held.amendment = reopen(minutes, reason=reason, by=by)
    else:
        held.amendment = minutes.amendments.open().first()
    held.reason = reason.strip()
    return _decided(held, Correction.Outcome.ACCEPTED, by=by)


@transaction.atomic
def refuse_correction(correction: Correction, *, reason: str, by: User, statement: str = "") -> Correction:
    """Do not agree. The requester's own words are attached beside the passage, and stay there for ever."""
    require(by, May.APPROVE_MINUTES)
    held = _to_decide(correction, reason=reason, by=by)
    minutes = saving.locked(held.minutes)
    held.reason = reason.strip()
    held.amendment = _attach(minutes, held, statement or held.words, by=by)
    return _decided(held, Correction.Outcome.REFUSED, by=by)


def _attach(minutes: Minutes, held: Correction, words: str, *, by: User) -> Amendment | None:
    """A version with the statement in it; where the minutes are approved, that is an amendment of its own."""
    newest = saving.newest(minutes)
    place = place_of(newest, str(held.paragraph), by=by)
    said = statements.wording(name=held.asker, words=words, day=timezone.localdate())
    made = statements.statement(
        _sentence(place, str(held.sentence)),
        correction=str(held.pk),
        words=said,
        attendance=str(held.asked_by_id) if held.asked_by_id else None,
        hand=saving.hand(by),
    )
    texts = with_place(place, lambda whole: statements.put_under(whole, place.id, [made]))
    change = Change("statement_attached")
    if minutes.is_approved:
        reason = "A statement was attached because a correction was not agreed to."
        return replace_approved(minutes, texts=texts, reason=reason, change=change, by=by)
    version = saving.store(minutes, texts=texts, by=by, based_on=newest.number, change=change)
    _audit_statement(minutes, version, held, by=by)
    return minutes.amendments.open().first()


def _audit_statement(minutes: Minutes, version: Version, held: Correction, *, by: User) -> None:
    audit.record(
        "minutes.statement_attached", by=by, on=minutes, conference=minutes.conference_id,
        version=version.number, correction=held.pk,
    )  # fmt: skip


def _sentence(place: Place, pk: str) -> dict:
    """The sentence it is about; if that was joined or split since, the first of its paragraph."""
    sentences = place.paragraph["sentences"]
    return next((one for one in sentences if one["id"] == pk), sentences[0])


def _open(correction: Correction) -> Correction:
    held = Correction.objects.opened().select_for_update(of=("self",)).get(pk=correction.pk)
    if not held.is_open:
        raise Conflict("This was decided already.")
    return held


def _to_decide(correction: Correction, *, reason: str, by: User) -> Correction:
    held = _open(correction)
    if held.kind != Correction.Kind.CORRECTION:
        raise Conflict("This is a comment. Say that it was read.")
    if not held.minutes.conference.is_chaired_by(by):
        raise Conflict(OTHERS)
    if not reason.strip():
        raise Conflict("Say why. The reason is kept, and told to whoever asked.")
    return held


def _decided(held: Correction, outcome: Correction.Outcome, *, by: User) -> Correction:
    held.outcome, held.decided_at, held.decided_by = outcome, timezone.now(), by
    held.save()
    audit.record(
        f"correction.{outcome.value}", by=by, on=held.minutes, conference=held.minutes.conference_id,
        correction=held.pk, amendment=held.amendment.number if held.amendment else 0,
    )  # fmt: skip
    return held
