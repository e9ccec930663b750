"""What can be done with a recording on its way in: begin it, take it back, receive it, refuse it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings import filenames
from recordings.actions.standing import mark_held
from recordings.audio import Probe, shrunk
from recordings.audio.words import REASONS, WARN_ELSEWHERE
from recordings.models import Conference, Recording, Upload, VaultKey
from recordings.taking import KEPT_WAITING, hand_over, stretch_restricted, take_of
from recordings.vault.store import SealedObject

LARGEST = 4 * 1024**3
POINTS = 1000  # of a waveform: the width that the player draws it in


@transaction.atomic
def begin_upload(
    conference: Conference, *, filename: str, length: int, by: User, metadata: str = ""
) -> Upload:
    """Make room for a recording that is about to arrive, with a key of its own."""
    require(by, May.ADD_RECORDING)
    if length < 1:
        raise Conflict(REASONS["empty"])
    if length > LARGEST:
        raise Conflict("This file is larger than 4 GB. Nothing was kept. Split it, or export it as M4A.")
    upload = Upload.objects.create(
        key=VaultKey.objects.fresh(),
        conference=conference,
        by=by,
        filename=filenames.shown(filename),
        metadata=metadata,
        length=length,
        expires_at=timezone.now() + KEPT_WAITING,
    )
    audit.record("upload.begun", by=by, on=upload, conference=conference.pk, length=length)
    return upload


@transaction.atomic
def take_back_upload(upload: Upload, *, by: User) -> None:
    """Destroy what has arrived of an upload, because the person who sent it says so."""
    require(by, May.ADD_RECORDING)
    locked = _unfinished(upload)
    locked.end(Upload.State.ENDED, reason="taken_back")
    audit.record("upload.taken_back", by=by, on=upload, conference=upload.conference_id, offset=locked.offset)


@transaction.atomic
def expire_upload(upload: Upload, *, by: User) -> None:
    """Destroy what has arrived of an upload that nobody went on with for a day."""
    locked = _unfinished(upload)
    if locked.expires_at > timezone.now():
        raise Conflict("This upload is not abandoned yet.")
    locked.end(Upload.State.ENDED, reason="abandoned")
    audit.record("upload.expired", by=by, on=upload, conference=upload.conference_id, offset=locked.offset)


@transaction.atomic
def refuse_upload(upload: Upload, *, reason: str, by: User, same_as: Recording | None = None) -> None:
    """Keep nothing of a file that is not a recording, or that is here already."""
    locked = _unfinished(upload)
    locked.same_as = same_as.pk if same_as else None
    locked.end(Upload.State.REFUSED, reason=reason)
    audit.record("upload.refused", by=by, on=upload, conference=upload.conference_id, reason=reason)


@transaction.atomic
def receive_recording(
    upload: Upload, *, stored: SealedObject, found: Probe, fingerprint: str, by: User
) -> Recording:
    """Make a recording of a finished upload; it keeps the upload's id and its key."""
    take = take_of(upload)
    if take is None:  # of a take it was asked when it began: a meeting cannot be held again
        require(by, May.ADD_RECORDING)
    locked = _unfinished(upload)
    recording = _recording_of(locked, stored, fingerprint)
    recording.received_by = by
    _describe(recording, found)
    recording.save(force_insert=True)
    if take:
        hand_over(take, recording)
    locked.state, locked.tail = Upload.State.RECEIVED, None
    locked.save(update_fields=["state", "tail"])
    transaction.on_commit(lambda: locked.staged.unlink(missing_ok=True))
    if take is None:
        mark_held(locked.conference, by=by)
    _reopen(locked.conference, by)
    audit.record(
        "recording.received", by=by, on=recording, conference=recording.conference_id,
        bytes=recording.size, duration_ms=recording.duration_ms,
    )  # fmt: skip
    return recording


@transaction.atomic
def describe_recording(recording: Recording, *, found: Probe, by: User) -> None:
    """Note what listening to all of a long recording showed: its true length, its waveform, its warnings."""
    _describe(recording, found)
    recording.save(update_fields=["duration_ms", "warnings", "waveform", "channels", "container", "codec"])
    stretch_restricted(recording)
    audit.record(
        "recording.examined", by=by, on=recording, conference=recording.conference_id,
        duration_ms=recording.duration_ms, warnings=len(recording.warnings),
    )  # fmt: skip


def _reopen(conference: Conference, by: User) -> None:
    """Nobody has said yet who was in the room for what was added now."""
    locked = Conference.objects.select_for_update().get(pk=conference.pk)
    if locked.presence_confirmed:
        locked.presence_confirmed_at = locked.presence_confirmed_by = None
        locked.save(update_fields=["presence_confirmed_at", "presence_confirmed_by"])
        audit.record("presence.reopened", by=by, on=locked, conference=locked.pk)


def _recording_of(upload: Upload, stored: SealedObject, fingerprint: str) -> Recording:
    return Recording(
        id=upload.pk,
        key=upload.key,
        conference=upload.conference,
        order=_make_place(upload),
        filename=upload.filename,
        blob=stored.name,
        size=upload.length,
        blob_sha256=stored.sha256,
        fingerprint=fingerprint,
    )


def _make_place(upload: Upload) -> int:
    """Recordings stand in the order in which they were chosen, whichever of them arrives first."""
    began_later = Upload.objects.filter(conference=upload.conference, created_at__gt=upload.created_at)
    later = upload.conference.recordings.filter(pk__in=began_later.values("pk"))
    place = upload.conference.recordings.count() - later.count()
    later.update(order=F("order") + 1)
    return place


def _describe(recording: Recording, found: Probe) -> None:
    recording.container, recording.codec = found.container, found.codec
    recording.duration_ms, recording.channels = round(found.duration * 1000), found.channels
    elsewhere = Recording.objects.filter(fingerprint=recording.fingerprint, erased_at=None)
    warnings = [WARN_ELSEWHERE] if elsewhere.exclude(conference=recording.conference_id).exists() else []
    recording.warnings = list(dict.fromkeys([*warnings, *found.warnings]))
    recording.waveform = shrunk(found.peaks, POINTS) if found.complete else None


def _unfinished(upload: Upload) -> Upload:
    locked = Upload.objects.select_for_update().unfinished().filter(pk=upload.pk).first()
    if locked is None:
        raise Conflict("This upload has ended. Add the file again.")
    return locked
