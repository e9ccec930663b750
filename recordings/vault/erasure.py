"""Keeps the ledger of destroyed keys whole, and replays it after a restore."""

from pathlib import Path

from recordings.models.keys import VaultKey
from recordings.vault import ledger


def complete_ledger() -> int:
    """Note every destroyed key that a crash kept off the ledger; how many there were."""
    destroyed = VaultKey.objects.exclude(destroyed_at=None).values_list("pk", flat=True)
    missing = set(destroyed) - ledger.noted()
    if missing:
        ledger.note(sorted(missing))
    return len(missing)


def replay(*others: Path) -> int:
    """Destroy again every key that a ledger names and the database still holds; how many there were."""
    named = ledger.noted().union(*(ledger.noted(other) for other in others))
    held = [key for key in VaultKey.objects.filter(destroyed_at=None).iterator() if key.pk in named]
    for key in held:
        key.destroy()
    return len(held)
