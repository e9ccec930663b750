"""The children whose records these are."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models

from access.retention import Retention
from recordings.models.keys import VaultKey
from recordings.vault.fields import SealedTextField
from recordings.vault.lookup import lookup_digest


class Child(models.Model):
    """A child, born or expected. What names the child is sealed under the child's own key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT)
    name = SealedTextField()
    known_as = SealedTextField(blank=True)
    born_on_text = SealedTextField(blank=True)
    expected_on_text = SealedTextField(blank=True)
    case_reference = SealedTextField(blank=True)
    case_reference_digest = models.CharField(max_length=64, blank=True, db_index=True)
    school = SealedTextField(blank=True)
    address = SealedTextField(blank=True)
    address_withheld = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    retention = Retention(
        keep="until the child's 75th birthday, or as the council's rule says",
        erase="the child's key is destroyed",
        what="A child: names, date of birth, case reference, school",
    )

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key

    @property
    def born_on(self) -> date | None:
        return date.fromisoformat(self.born_on_text) if self.born_on_text else None

    @property
    def expected_on(self) -> date | None:
        return date.fromisoformat(self.expected_on_text) if self.expected_on_text else None

    def age_on(self, day: date) -> int | None:
        """Whole years on that day; None for a child who is not born."""
        if not self.born_on or self.born_on > day:
            return None
        had_birthday = (day.month, day.day) >= (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - (0 if had_birthday else 1)

    def set_case_reference(self, reference: str) -> None:
        """Seal the reference, and keep a keyed digest for the exact look-up."""
        self.case_reference = reference
        self.case_reference_digest = lookup_digest(reference) if reference else ""
