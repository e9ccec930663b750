"""What can be done about machine drafting: note what speaks against it, switch it on or off."""

from __future__ import annotations

from django.db import transaction

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings.drafting import FACTS, facts_of
from recordings.models import Conference, DraftingChoice


@transaction.atomic
def note_facts(conference: Conference, *, facts: set[str], by: User) -> Conference:
    """Note whether a child was present, domestic abuse is known of, or an interpreter was used."""
    require(by, May.MANAGE_CONFERENCES)
    locked = Conference.objects.select_for_update().get(pk=conference.pk)
    for fact in FACTS:
        setattr(locked, fact, fact in facts)
    locked.save(update_fields=list(FACTS))
    audit.record("drafting.facts_noted", by=by, on=locked, conference=locked.pk, facts=sorted(facts))
    return locked


@transaction.atomic
def switch_drafting(conference: Conference, *, on: bool, by: User, reason: str = "") -> DraftingChoice:
    """The chair lets the software draft this conference and says why, or stops it: no reason is asked."""
    require(by, May.SWITCH_DRAFTING)
    locked = Conference.objects.select_for_update().select_related("key").get(pk=conference.pk)
    if not locked.is_chaired_by(by):
        raise Conflict("Only the chair of this conference, or its deputy, can switch machine drafting.")
    if on and not reason.strip():
        raise Conflict("Say why the software may draft this conference.")
    facts = list(facts_of(locked))
    choice = DraftingChoice.objects.create(
        conference=locked, on=on, despite=facts if on else [], reason=reason.strip(), chosen_by=by
    )
    verb = "drafting.switched_on" if on else "drafting.switched_off"
    audit.record(verb, by=by, on=choice, conference=locked.pk, despite=choice.despite)
    return choice
