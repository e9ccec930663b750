"""What starts minutes: the first draft, made by software."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes import notices, saving
from minutes.models import Minutes
from minutes.saving import Change
from minutes.text import Text
from recordings.models import Conference, VaultKey

DEFAULT_TEMPLATE = "strengthening_families"


@transaction.atomic
def start_draft(
    conference: Conference, *, texts: tuple[Text, Text], by: User, template: str = DEFAULT_TEMPLATE
) -> Minutes:
    """Keep the first draft of a conference's minutes: the open text and the restricted one, each sealed."""
    require(by, May.EDIT_MINUTES)
    held = Conference.objects.select_for_update().get(pk=conference.pk)
    if Minutes.objects.filter(conference=held).exists():
        raise Conflict("There are minutes of this conference already.")
    minutes = Minutes.objects.create(
        conference=held,
        key=VaultKey.objects.fresh(),
        restricted_key=VaultKey.objects.fresh(),
        template=template,
    )
    version = saving.store(minutes, texts=texts, by=by, based_on=None, change=Change("drafted"))
    audit.record("minutes.drafted", by=by, on=minutes, conference=held.pk, version=version.number)
    transaction.on_commit(partial(notices.tell_of_drafts, held.chair))
    return minutes
