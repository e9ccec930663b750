"""The wrapped keys: one for each thing that is ever erased on its own."""

from __future__ import annotations

import logging
import os
import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from access.errors import Conflict
from access.retention import Retention
from recordings.vault import keys, ledger, sealed

logger = logging.getLogger(__name__)


class KeyDestroyed(Conflict):
    """What this key sealed was erased and cannot be opened any more."""


UNREADABLE = "(unreadable)"


def shown_name(row: Any) -> str:
    """The name of a row as a list shows it: one that does not open must not close a whole board.

    The daily check finds what is damaged, and shows it to IT.
    """
    try:
        return str(row.name)
    except (KeyDestroyed, keys.KeyProblem, sealed.Refused):
        logger.warning("the name of %s %s does not open", row._meta.label_lower, row.pk)
        return UNREADABLE


class VaultKeyManager(models.Manager["VaultKey"]):
    """Makes keys; the 32 random bytes live only in local variables."""

    def fresh(self) -> VaultKey:
        """A new random key, wrapped and stored."""
        row = VaultKey()
        row.wrap(os.urandom(32))
        row.save(force_insert=True)
        return row


class VaultKey(models.Model):
    """A wrapped key. Destroying `wrapped` is erasure; rotation wraps it again and touches nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped = models.BinaryField(null=True)
    provider = models.CharField(max_length=20)
    kek_id = models.CharField(max_length=200)
    kek_version = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    objects = VaultKeyManager()
    retention = Retention(
        keep="as long as what it seals", erase="its wrapped bytes are destroyed; the row stays as proof"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="wrapped_until_destroyed",
                condition=models.Q(wrapped__isnull=False, destroyed_at=None)
                | models.Q(wrapped=None, destroyed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def wrap(self, key: bytes) -> None:
        """Wrap `key` under the current KEK. The caller saves."""
        found = keys.provider().wrap(self.pk, key)
        self.wrapped, self.provider = found.bytes, found.provider
        self.kek_id, self.kek_version = found.kek_id, found.kek_version

    def unwrap(self) -> bytes:
        """The 32 bytes. Keep them in a short-lived local variable only."""
        if self.wrapped is None:
            raise KeyDestroyed("This was erased and cannot be opened any more.")
        found = keys.Wrapped(bytes(self.wrapped), self.provider, self.kek_id, self.kek_version)
        return keys.provider(self.provider).unwrap(self.pk, found)

    def destroy(self) -> None:
        """Erase: from here on nothing that this key sealed can be opened."""
        self.wrapped, self.destroyed_at = None, timezone.now()
        self.save(update_fields=["wrapped", "destroyed_at"])
        ledger.follow_destruction(self.pk)
