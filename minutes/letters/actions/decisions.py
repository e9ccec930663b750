"""What the chair records for each child: views, dissent, decision, reasons, plan, core group, dates."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from minutes.letters.locking import decision_of, open_decision
from minutes.letters.models import ChildDecision, Letter
from minutes.letters.writing import OWN, Written, missing_of, replace_rows, written_of
from recordings.models import ConferenceChild


@transaction.atomic
def save_decision(row: ConferenceChild, *, written: Written, by: User) -> ChildDecision:
    """Keep what the chair has written so far for one child. Nothing is decided by it."""
    decision = open_decision(row, by=by)
    for name in OWN:
        setattr(decision, name, getattr(written, name))
    decision.save()
    replace_rows(decision, written)
    audit.record("decision.saved", by=by, on=decision, conference=row.conference_id, child=row.child_id)
    return decision


@transaction.atomic
def decide(row: ConferenceChild, *, by: User) -> ChildDecision:
    """The chair records that this is the decision for the child. From here on the letter's clock is known."""
    decision = open_decision(row, by=by)
    if missing := missing_of(decision):
        raise Conflict(f"Not yet: {missing[0]}.")
    decision.decided_at, decision.decided_by = timezone.now(), by
    _keep(decision)
    audit.record(
        "decision.recorded",
        by=by,
        on=decision,
        conference=row.conference_id,
        child=row.child_id,
        outcome=decision.outcome,
    )
    return decision


@transaction.atomic
def reopen_decision(row: ConferenceChild, *, reason: str, by: User) -> ChildDecision:
    """Open a recorded decision again. Letters that were sent stay; new ones say what changed."""
    decision = decision_of(row, by=by)
    if not decision.is_decided:
        raise Conflict("This decision is open already.")
    if Letter.objects.filter(conference=row.conference, status=Letter.Status.SIGNED).exists():
        raise Conflict("Letters about this conference are signed. Take them back first.")
    decision.decided_at = decision.decided_by = None
    decision.reopened = f"{decision.reopened}\n{reason}".strip()
    _keep(decision)
    audit.record("decision.reopened", by=by, on=decision, conference=row.conference_id, child=row.child_id)
    return decision


@transaction.atomic
def copy_plan(row: ConferenceChild, *, to: ConferenceChild, by: User) -> ChildDecision:
    """The views, plan, contingency, core group and dates of one child for a brother or sister too."""
    source = decision_of(row, by=by)
    target = open_decision(to, by=by)
    if row.conference_id != to.conference_id or row == to:
        raise Conflict("Choose another child of the same conference.")
    for name in ("dissent", "contingency", "core_group_on", "core_group_where", "next_on", "next_where"):
        setattr(target, name, getattr(source, name))
    target.save()
    replace_rows(target, written_of(source))
    audit.record(
        "decision.copied",
        by=by,
        on=target,
        conference=to.conference_id,
        child=to.child_id,
        source=row.child_id,
    )
    return target


def _keep(decision: ChildDecision) -> None:
    """The decision, and beside the child's name whether it is recorded, for the boards."""
    decision.save()
    decision.row.decided_at = decision.decided_at
    decision.row.save(update_fields=["decided_at"])
