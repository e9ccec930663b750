"""What can be done about the ending of recordings and records: rules, holds, destruction by two people."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, Role, require
from recordings import certificates, keeping, records
from recordings.models import Conference, Destruction, Hold, Recording, RetentionRule, VaultKey
from recordings.vault import store

Ended = Recording | Conference
"""What ends: a recording alone, or the whole record of a conference."""


@transaction.atomic
def set_rule(
    *, kind: str, effective_from: date, by: User, basis: str = "", days: int | None = None
) -> RetentionRule:
    """Add a version of the council's rule. It begins today or later: what was promised stays as it was."""
    require(by, May.MANAGE_KEEPING)
    if effective_from < timezone.localdate():
        raise Conflict("A rule begins today or later. Older conferences keep the rule of their day.")
    if RetentionRule.objects.filter(effective_from=effective_from).exists():
        raise Conflict("Another rule begins on this day. Choose a later day.")
    after = kind == RetentionRule.Kind.AFTER_APPROVAL
    if (after and not days) or (not after and not basis):
        raise Conflict("Say until when recordings are kept, or how many days after the approval.")
    rule = RetentionRule.objects.create(
        kind=kind, basis=basis, days=days if after else None, effective_from=effective_from, set_by=by
    )
    audit.record("rule.set", by=by, on=rule, kind=kind, days=rule.days, effective=effective_from)
    return rule


@transaction.atomic
def place_hold(conference: Conference, *, reason: str, note: str, by: User) -> Hold:
    """Stop the ending of everything recorded of a conference until the hold is lifted."""
    require(by, May.MANAGE_KEEPING)
    if not note.strip():
        raise Conflict("Say in a few words why this must be kept.")
    locked = _locked(conference)
    hold = Hold.objects.create(
        key=VaultKey.objects.fresh(), conference=locked, reason=reason, note=note, placed_by=by
    )
    audit.record("hold.placed", by=by, on=hold, conference=locked.pk, reason=reason)
    return hold


@transaction.atomic
def lift_hold(hold: Hold, *, by: User) -> Hold:
    """End a hold, whoever placed it. Other holds and open requests go on stopping the ending."""
    require(by, May.MANAGE_KEEPING)
    locked = Hold.objects.select_for_update().get(pk=hold.pk)
    if locked.lifted_at:
        raise Conflict("This hold is lifted already.")
    locked.lifted_at, locked.lifted_by = timezone.now(), by
    locked.save(update_fields=["lifted_at", "lifted_by"])
    audit.record("hold.lifted", by=by, on=locked, conference=locked.conference_id)
    return locked


@transaction.atomic
def list_due(what: Ended, *, by: User) -> Destruction:
    """Put what is over before the people who end it: a recording or a whole record. This destroys nothing."""
    if by.role != Role.SERVICE:
        require(by, May.MANAGE_KEEPING)
    _locked(_conference_of(what))
    return _listed(what, by)


@transaction.atomic
def propose_destruction(what: Ended, *, by: User) -> Destruction:
    """One person proposes to destroy a recording or a record whose time is over. Another must approve."""
    require(by, May.MANAGE_KEEPING)
    _locked(_conference_of(what))
    found = _listed(what, by)
    if found.state != Destruction.State.DUE:
        raise Conflict("This is proposed already. It needs a second person.")
    found.state, found.proposed_at, found.proposed_by = Destruction.State.PROPOSED, timezone.now(), by
    found.save(update_fields=["state", "proposed_at", "proposed_by"])
    audit.record("destruction.proposed", by=by, on=found, conference=found.about.pk)
    return found


@transaction.atomic
def keep_after_all(destruction: Destruction, *, why: str, by: User) -> Destruction:
    """Take it off the list. It comes back with the next purge unless something stops it."""
    require(by, May.VIEW_KEEPING)
    locked = _waiting(destruction)
    locked.state, locked.why_kept = Destruction.State.WITHDRAWN, why
    locked.withdrawn_at, locked.withdrawn_by = timezone.now(), by
    locked.save(update_fields=["state", "why_kept", "withdrawn_at", "withdrawn_by"])
    audit.record("destruction.withdrawn", by=by, on=locked, conference=locked.about.pk)
    return locked


@transaction.atomic
def approve_destruction(destruction: Destruction, *, by: User) -> Destruction:
    """A second person approves: the key goes first, then the blob, and a certificate is written."""
    require(by, May.APPROVE_DESTRUCTION)
    locked = _waiting(destruction)
    if locked.state != Destruction.State.PROPOSED:
        raise Conflict("Nobody has proposed this yet.")
    if locked.proposed_by == by:
        raise Conflict("You proposed this, so somebody else must approve it.")
    what: Ended = locked.recording or locked.about
    _still_due(what)
    locked.state, locked.approved_at, locked.approved_by = Destruction.State.DONE, timezone.now(), by
    locked.backups_end_on = timezone.localdate() + timedelta(days=settings.BACKUP_KEEP_DAYS)
    held, children = _destroy_all(what, by)
    _certify(locked, held=held, children=children)
    locked.save()
    audit.record(
        f"{what._meta.model_name}.destroyed", by=by, on=what, conference=locked.about.pk,
        rule=locked.rule_id, proposed_by=locked.proposed_by_id, key=what.key_id, children=children,
        certificate=locked.certificate_sha256, backups_end=locked.backups_end_on,
    )  # fmt: skip
    return locked


@transaction.atomic
def read_certificate(destruction: Destruction, *, by: User) -> bytes:
    """The certificate as PDF."""
    require(by, May.VIEW_KEEPING)
    if not destruction.certificate:
        raise Conflict("There is no certificate yet. It is written when the recording is destroyed.")
    reader = store.open(destruction.certificate, destruction.key, destruction.pk, "certificate")
    audit.record("certificate.read", by=by, on=destruction, conference=destruction.about.pk)
    return reader.pread(0, reader.size)


def _destroy(recording: Recording, by: User) -> None:
    """From here on nothing opens it. Whatever its key sealed leaves the storage once that is certain."""
    Recording.objects.select_for_update().get(pk=recording.pk)
    recording.key.destroy()
    keeping.erase_with(recording)
    for name in {recording.blob, *recording.key.blobs.values_list("name", flat=True)}:
        store.delete(name)
    recording.erased_at, recording.erased_by = timezone.now(), by
    recording.save(update_fields=["erased_at", "erased_by"])


def _destroy_all(what: Ended, by: User) -> tuple[str, int]:
    """A recording; or a record, with the recordings that are left. What there was, and children who ended."""
    if isinstance(what, Recording):
        _destroy(what, by)
        return "", 0
    for recording in Recording.objects.filter(conference=what, erased_at=None).select_related("key"):
        _destroy(recording, by)
    for waiting in Destruction.objects.waiting().filter(recording__conference=what):
        waiting.state, waiting.why_kept = Destruction.State.WITHDRAWN, "It ended with the whole record."
        waiting.withdrawn_at, waiting.withdrawn_by = timezone.now(), by
        waiting.save(update_fields=["state", "why_kept", "withdrawn_at", "withdrawn_by"])
    return records.destroy(what, by=by)


def _certify(done: Destruction, *, held: str, children: int) -> None:
    made = certificates.draw(done, held=held, children=children)
    stored = store.seal_stream([made], done.key, done.pk, "certificate")
    done.certificate, done.certificate_sha256 = stored.name, certificates.digest(made)


def _listed(what: Ended, by: User) -> Destruction:
    """The row of what is on the list, made now if there is none."""
    rule, ends_on = _still_due(what)
    named = {"recording" if isinstance(what, Recording) else "conference": what}
    on_the_list = Destruction.objects.select_for_update(of=("self",)).with_people().filter(**named)
    if known := on_the_list.exclude(state=Destruction.State.WITHDRAWN).first():
        return known
    made = Destruction.objects.create(key=VaultKey.objects.fresh(), rule=rule, ends_on=ends_on, **named)
    audit.record("destruction.due", by=by, on=made, conference=made.about.pk, ends=ends_on)
    return made


def _ending_of(what: Ended) -> keeping.Ending:
    return keeping.ending_of(what) if isinstance(what, Recording) else keeping.ending_of_record(what)


def _still_due(what: Ended) -> tuple[RetentionRule, date]:
    """The rule under which it ends, and the day; or why it may not end now."""
    called = "recording" if isinstance(what, Recording) else "record"
    if type(what)._default_manager.filter(pk=what.pk).exclude(erased_at=None).exists():
        raise Conflict(f"This {called} is destroyed already.")
    ending = _ending_of(what)
    if ending.rule is None or ending.on is None or not ending.is_over:
        raise Conflict(f"The time for which this {called} is kept is not over.")
    if ending.stopped_by:
        raise Conflict(f"This must be kept for now. {'. '.join(ending.stopped_by)}.")
    return ending.rule, ending.on


def _conference_of(what: Ended) -> Conference:
    return what.conference if isinstance(what, Recording) else what


def _locked(conference: Conference) -> Conference:
    """Holds and endings of one conference wait for each other."""
    return Conference.objects.select_for_update().get(pk=conference.pk)


def _waiting(destruction: Destruction) -> Destruction:
    _locked(destruction.about)
    locked = Destruction.objects.select_for_update(of=("self",)).with_people().get(pk=destruction.pk)
    if not locked.is_waiting:
        raise Conflict("This was decided already.")
    return locked
