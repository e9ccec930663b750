"""What recordings depend on: the place for sealed files, and the holder of the keys."""

from __future__ import annotations

from uuid import uuid4

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from access.health import Check
from recordings.vault import keys


def storage() -> Check:
    """Write a few bytes that mean nothing where sealed files go, read them back, delete them."""
    blobs, name, probe = storages["blobs"], f"health/{uuid4()}", b"conference record health probe"
    try:
        name = blobs.save(name, ContentFile(probe))
        with blobs.open(name) as stored:
            same = stored.read() == probe
        blobs.delete(name)
    except (OSError, BotoCoreError, ClientError):
        return Check("Storage of sealed files", ok=False, found="cannot be written and read back")
    return Check(
        "Storage of sealed files",
        ok=same,
        found="written and read back" if same else "gives back other bytes",
    )


def key_provider() -> Check:
    """Wrap and unwrap a key that seals nothing."""
    try:
        found = keys.provider().health()
    except keys.KeyProblem as problem:
        return Check("Keys", ok=False, found=str(problem))
    return Check(
        "Keys", ok=True, found=f"wrapped and unwrapped ({found['provider']}, version {found['kek_version']})"
    )
