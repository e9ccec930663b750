"""Wraps every vault key again under the current key-encrypting key. Blobs are never rewritten."""

from typing import NamedTuple

from django.db.models import QuerySet

from recordings.models.keys import VaultKey
from recordings.vault import keys


class Rotated(NamedTuple):
    """What one run did: keys wrapped again, and keys still under an older key-encrypting key."""

    done: int
    left: int


def outdated() -> QuerySet[VaultKey]:
    """The keys that are not under the current key-encrypting key, destroyed ones apart."""
    provider = keys.provider()
    kek_id, version = provider.current()
    kept = VaultKey.objects.filter(destroyed_at=None)
    return kept.exclude(provider=provider.name, kek_id=kek_id, kek_version=version)


def rotate(*, limit: int | None = None) -> Rotated:
    """Wrap what is left, one row at a time, so that a run can be stopped anywhere and started again."""
    keys.provider().health()
    found = list(outdated().order_by("pk").values_list("pk", flat=True)[:limit])
    done = sum(_wrap_again(row) for pk in found for row in VaultKey.objects.filter(pk=pk, destroyed_at=None))
    return Rotated(done, outdated().count())


def _wrap_again(row: VaultKey) -> bool:
    before = row.wrapped
    try:
        row.wrap(row.unwrap())
    except keys.KeyProblem:
        return False  # stays counted as left; a check names it
    # Only over what was read: a key destroyed meanwhile must not come back.
    return bool(
        VaultKey.objects.filter(pk=row.pk, wrapped=before).update(
            wrapped=row.wrapped, provider=row.provider, kek_id=row.kek_id, kek_version=row.kek_version
        )
    )
