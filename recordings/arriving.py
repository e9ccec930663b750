"""Takes in what recorders bring by themselves: sealed first, then looked at, then matched or held."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction

from access.errors import Conflict
from access.models import User
from recordings import actions, fingerprints
from recordings.audio import Probe, examine
from recordings.audio.words import REASONS
from recordings.models import Arrival, Conference, Recording
from recordings.vault import store
from recordings.vault.sealed import Bytes, Reader, Refused

LISTENED_AT_ONCE = 1800.0  # seconds of sound, as for an upload; the worker listens to the rest
MORE_REASONS = {
    "twice": "This recording is here already. It was not kept twice.",
    "waiting": "This recording is here already and waits to be matched. It was not kept twice.",
    "destroyed": "This recording was here and was destroyed. It was not kept again.",
    "changed": "This file changed while it was read. It was left for the next time.",
    "too_large": "This file is larger than 4 GB. Nothing was kept. Split it, or export it as M4A.",
    "cut": "This file did not arrive whole. Nothing was kept. Send it again.",
}
HERE_ALREADY = {"twice", "waiting"}


class Left(Exception):
    """Nothing was kept; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def words(self) -> str:
        return REASONS.get(self.code) or MORE_REASONS[self.code]


class Brought(NamedTuple):
    """What became of a recording: one of a conference's now, or one that waits; the id stays the same."""

    id: UUID
    received: bool


@dataclass
class Incoming:
    """A recording on its way in: its bytes, what its sender says of it, and how to know that it is whole."""

    pieces: Iterable[Bytes]
    filename: str
    recorded_at: datetime | None = None
    conference: Conference | None = None
    expected: str = ""  # its fingerprint, where it was read before
    length: int = 0  # where that was said


def take(incoming: Incoming, *, by: User) -> Brought:
    """Seal it, look at it, and match or hold it; raises Left with nothing kept."""
    arrival = actions.begin_arrival(filename=incoming.filename, recorded_at=incoming.recorded_at, by=by)
    try:
        return _take(arrival, incoming, by)
    except Left as left:
        actions.drop_arrival(arrival, reason=left.code, by=by)
        raise
    except OSError:
        actions.drop_arrival(arrival, reason="failed", by=by)
        raise


def _take(arrival: Arrival, incoming: Incoming, by: User) -> Brought:
    counted = _Counted(incoming.pieces)
    stored = store.seal_stream(counted, arrival.key, arrival.pk, "audio")
    fingerprint = counted.digest.hexdigest()
    if incoming.length and counted.size != incoming.length:
        raise Left("cut")
    if incoming.expected and not hmac.compare_digest(fingerprint, incoming.expected):
        raise Left("changed")
    if code := known(fingerprint, incoming.conference):
        raise Left(code)
    found = _examined(store.open(stored.name, arrival.key, arrival.pk, "audio"))
    try:
        with transaction.atomic():
            held = actions.hold_arrival(
                arrival, found=found, fingerprint=fingerprint, size=counted.size, by=by
            )
            if incoming.conference is None:
                return Brought(held.pk, received=False)
            actions.match_arrival(held, conference=incoming.conference, found=found, by=by)
            return Brought(held.pk, received=True)
    except IntegrityError:  # the same file came in by another door meanwhile
        raise Left("waiting") from None


def known(fingerprint: str, conference: Conference | None) -> str:
    """The code for why this sound is not taken again; empty where it is new, or new to this conference."""
    recordings = Recording.objects.filter(fingerprint=fingerprint)
    if conference:
        recordings = recordings.filter(conference=conference)
    if recordings.filter(erased_at=None).exists():
        return "twice"
    if (
        recordings.exists()
        or Arrival.objects.filter(fingerprint=fingerprint, state=Arrival.State.DISCARDED).exists()
    ):
        return "destroyed"
    return "waiting" if Arrival.objects.waiting().filter(fingerprint=fingerprint).exists() else ""


def match(arrival: Arrival, conference: Conference, *, by: User) -> Recording:
    """Make it a recording of this conference."""
    try:
        found = _examined(store.open(_blob(arrival), arrival.key, arrival.pk, "audio"))
    except (Left, Refused, FileNotFoundError):
        raise Conflict("This recording does not open as it was stored. Tell IT.") from None
    return actions.match_arrival(arrival, conference=conference, found=found, by=by)


def _blob(arrival: Arrival) -> str:
    return str(arrival.key.blobs.filter(object_id=arrival.pk).values_list("name", flat=True).first())


def _examined(reader: Reader) -> Probe:
    found = examine(reader, seconds=LISTENED_AT_ONCE)
    if not found.accepted:
        raise Left(found.code)
    return found


class _Counted:
    """Pieces on their way, digested and counted as they pass."""

    def __init__(self, pieces: Iterable[Bytes]) -> None:
        self._pieces, self.size, self.digest = pieces, 0, fingerprints.begun()

    def __iter__(self) -> Iterator[Bytes]:
        for piece in self._pieces:
            self.size += len(piece)
            if self.size > actions.LARGEST:
                raise Left("too_large")
            self.digest.update(piece)
            yield piece
