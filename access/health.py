"""Whether the service is well, in states and counts: never a name, never a word of content."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection

GIGABYTE = 10**9
LOW_DISK = 5 * GIGABYTE


@dataclass(frozen=True)
class Check:
    """One thing looked at: its name, whether it is well, and what was found in a few words."""

    name: str
    ok: bool
    found: str


Probe = Callable[[], Check]
PROBES: list[Probe] = []


def add_probe(probe: Probe) -> None:
    """An app of a higher layer says, when it is ready, what else to look at."""
    PROBES.append(probe)


def run() -> list[Check]:
    """Look at everything now."""
    return [database(), disk(), *(probe() for probe in PROBES)]


def database() -> Check:
    """Whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return Check("Database", ok=False, found="does not answer")
    return Check("Database", ok=True, found=f"answers ({connection.vendor})")


def disk() -> Check:
    """How much room is left where data is kept."""
    free = shutil.disk_usage(settings.DATA_FOLDER).free
    return Check("Disk", ok=free > LOW_DISK, found=f"{free / GIGABYTE:.0f} GB free")
