"""Whether the software may draft a conference's words: what the chair decided, and why."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from access.retention import WITH_CONFERENCE
from recordings.models.conferences import Conference
from recordings.models.keys import VaultKey
from recordings.vault.fields import SealedTextField


class DraftingChoice(models.Model):
    """The chair switched machine drafting on or off. The newest one counts; the ones before it stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="drafting_choices")
    on = models.BooleanField()
    despite = models.JSONField(default=list)
    reason = SealedTextField(blank=True)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(auto_now_add=True)

    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["chosen_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.conference.key
