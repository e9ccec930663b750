"""What can be done with a recording that a recorder brought: take it in, match it, or let it be destroyed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings import filenames
from recordings.actions.uploads import receive_recording
from recordings.audio import Probe
from recordings.models import Arrival, Blob, Conference, Recording, Upload, VaultKey
from recordings.vault import store
from recordings.vault.store import SealedObject

PURPOSE = "audio"


@transaction.atomic
def begin_arrival(*, filename: str, recorded_at: datetime | None, by: User) -> Arrival:
    """Make room for a recording that a recorder brings, with a key of its own."""
    require(by, May.ADD_RECORDING)
    arrival = Arrival.objects.create(
        key=VaultKey.objects.fresh(),
        filename=filenames.shown(filename),
        recorded_at=recorded_at,
        brought_by=by,
    )
    audit.record("arrival.begun", by=by, on=arrival)
    return arrival


@transaction.atomic
def hold_arrival(arrival: Arrival, *, found: Probe, fingerprint: str, size: int, by: User) -> Arrival:
    """Everything is here and it is a recording: keep it until somebody says which conference it is of."""
    require(by, May.ADD_RECORDING)
    locked = _locked(arrival, Arrival.State.ARRIVING)
    locked.state, locked.fingerprint, locked.size = Arrival.State.HELD, fingerprint, size
    locked.duration_ms = round(found.duration * 1000)
    locked.save(update_fields=["state", "fingerprint", "size", "duration_ms"])
    audit.record("arrival.held", by=by, on=locked, bytes=size, duration_ms=locked.duration_ms)
    return locked


@transaction.atomic
def drop_arrival(arrival: Arrival, *, reason: str, by: User) -> None:
    """Keep nothing of what is not a recording, is here already, or did not arrive whole."""
    require(by, May.ADD_RECORDING)
    locked = _locked(arrival, Arrival.State.ARRIVING)
    _destroy(locked)
    audit.record("arrival.refused", by=by, on=locked, reason=reason)
    locked.delete()


@transaction.atomic
def match_arrival(arrival: Arrival, *, conference: Conference, found: Probe, by: User) -> Recording:
    """Say which conference a recording is of: it becomes one of its recordings, with its id and its key."""
    require(by, May.ADD_RECORDING)
    locked = _locked(arrival, Arrival.State.HELD, Arrival.State.SET_ASIDE)
    if Recording.objects.filter(
        conference=conference, fingerprint=locked.fingerprint, erased_at=None
    ).exists():
        raise Conflict("This conference has this recording already.")
    upload = Upload.objects.create(
        id=locked.pk, key=locked.key, conference=conference, by=by, filename=locked.filename,
        length=locked.size, offset=locked.size, state=Upload.State.CHECKING, expires_at=timezone.now(),
    )  # fmt: skip
    recording = receive_recording(
        upload, stored=_stored(locked), found=found, fingerprint=locked.fingerprint, by=by
    )
    audit.record("arrival.matched", by=by, on=locked, conference=conference.pk)
    locked.delete()
    return recording


@transaction.atomic
def set_aside_arrival(arrival: Arrival, *, by: User) -> Arrival:
    """Say that this is no conference. Information governance looks again before it is destroyed."""
    require(by, May.MATCH_RECORDINGS)
    locked = _locked(arrival, Arrival.State.HELD)
    locked.state, locked.set_aside_at, locked.set_aside_by = Arrival.State.SET_ASIDE, timezone.now(), by
    locked.save(update_fields=["state", "set_aside_at", "set_aside_by"])
    audit.record("arrival.set_aside", by=by, on=locked)
    return locked


@transaction.atomic
def put_back_arrival(arrival: Arrival, *, by: User) -> Arrival:
    """It may be a conference after all: it waits to be matched again."""
    require(by, May.MANAGE_KEEPING)
    locked = _locked(arrival, Arrival.State.SET_ASIDE)
    locked.state, locked.set_aside_at, locked.set_aside_by = Arrival.State.HELD, None, None
    locked.save(update_fields=["state", "set_aside_at", "set_aside_by"])
    audit.record("arrival.put_back", by=by, on=locked)
    return locked


@transaction.atomic
def discard_arrival(arrival: Arrival, *, by: User) -> Arrival:
    """A second person agrees that this is no conference: its key is destroyed. The fingerprint stays."""
    require(by, May.MANAGE_KEEPING)
    locked = _locked(arrival, Arrival.State.SET_ASIDE)
    _destroy(locked)
    locked.state = Arrival.State.DISCARDED
    locked.save(update_fields=["state"])
    audit.record("arrival.destroyed", by=by, on=locked, set_aside_by=locked.set_aside_by_id)
    return locked


def _locked(arrival: Arrival, *states: str) -> Arrival:
    locked = Arrival.objects.select_for_update().filter(pk=arrival.pk, state__in=states).first()
    if locked is None:
        raise Conflict("Somebody has decided about this recording meanwhile. Look at the list again.")
    return locked


def _destroy(locked: Arrival) -> None:
    locked.key.destroy()
    for name in list(locked.key.blobs.values_list("name", flat=True)):
        store.delete(name)


def _stored(locked: Arrival) -> SealedObject:
    blob = Blob.objects.get(key=locked.key, object_id=locked.pk, purpose=PURPOSE)
    return SealedObject(blob.name, blob.size, blob.sha256)
