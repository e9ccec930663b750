"""What recordings depend on: the place for sealed files, and the holder of the keys."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from access.health import Check
from recordings.models import Blob, Fault
from recordings.vault import keys

CHECKED_WITHIN_DAYS = 21


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


def sealed_things() -> Check:
    """Whether everything stored opened when it was last checked, and was checked lately."""
    faults = Fault.objects.still_there().count()
    if faults:
        return Check(
            "Sealed things", ok=False, found=f"{faults} did not open: run manage.py vault scrub --all"
        )
    late = (
        Blob.objects.readable().unchecked_since(timezone.now() - timedelta(days=CHECKED_WITHIN_DAYS)).count()
    )
    found = f"{late} not checked for {CHECKED_WITHIN_DAYS} days" if late else "all opened when last checked"
    return Check("Sealed things", ok=not late, found=found)
