"""What the worker does for recordings by itself, as named parts of the service; each is safe to run twice."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from access.models import User
from recordings import actions, copying, purging, uploads
from recordings.audio import Probe, decode, examine, listening
from recordings.audio import Refused as Unreadable
from recordings.audio.words import WARN_DAMAGED
from recordings.models import Arrival, Recording, SoundCopy, Take, Upload
from recordings.vault import scrub, store
from recordings.vault.sealed import Reader, Refused

logger = logging.getLogger(__name__)
DAY = timedelta(days=1)
SWEPT_EVERY = 600  # seconds, as the schedule says


@shared_task
def sweep_uploads() -> None:
    """Go on with what a crash interrupted, destroy what nobody came back to, forget what is settled."""
    for upload in Upload.objects.arrived().select_related("key"):
        _finish(upload)
    service = User.objects.service("uploads")
    for take in Take.objects.left_alone().oldest_first():
        actions.finish_take(take, by=service)
        _finish(take.upload)
    for upload in Upload.objects.abandoned().select_related("key"):
        actions.expire_upload(upload, by=service)
    Upload.objects.settled_before(timezone.now() - DAY).delete()
    for arrival in Arrival.objects.stranded().select_related("key"):
        actions.drop_arrival(arrival, reason="failed", by=service)
    _remove_stray_files()
    store.sweep(timezone.now() - DAY, share=int(timezone.now().timestamp()) // SWEPT_EVERY)


def _finish(upload: Upload) -> None:
    try:
        uploads.finish(upload.pk)
    except PermissionDenied:  # the person may not add recordings any more
        actions.refuse_upload(upload, reason="not_allowed", by=User.objects.service("uploads"))


def _remove_stray_files() -> None:
    """Sealed pieces whose row has gone: without its key nobody can open them, and they only take room."""
    folder = settings.DATA_FOLDER / "uploads"
    known = {str(pk) for pk in Upload.objects.unfinished().values_list("pk", flat=True)}
    for path in folder.glob("*.sealed"):
        if path.stem not in known and path.stat().st_mtime < (timezone.now() - DAY).timestamp():
            path.unlink(missing_ok=True)


@shared_task
def purge() -> None:
    """Drop what is over, and put the recordings whose time is over before the people who end them."""
    found = purging.purge()
    logger.info("purge: %s recordings listed, %s stopped", len(found["listed"]), len(found["stopped"]))


@shared_task
def scrub_share() -> None:
    """Read and authenticate a twentieth of what is stored; IT sees on the health page what does not open."""
    found = scrub.scrub(percent=5)
    logger.info("scrub: %s objects and %s values, %s faults", found.blobs, found.values, len(found.faults))


@shared_task
def examine_recordings() -> None:
    """Listen to all of long recordings, and make a copy for listening where browsers need one."""
    folder = settings.DATA_FOLDER / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "examining.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return  # another worker is at it
        _make_copies()
        for recording in Recording.objects.unexamined().select_related("key"):
            _examine(recording)
        for recording in Recording.objects.wanting_listening_copy().select_related("key"):
            _copy(recording)


def _make_copies() -> None:
    """Make the listening copies that were asked for, and destroy those whose time has come."""
    service = User.objects.service("copies")
    for copy in SoundCopy.objects.over().with_people():
        actions.end_sound_copy(copy, by=service)
    for copy in SoundCopy.objects.to_make().with_people():
        copying.make(copy, by=service)


def _examine(recording: Recording) -> None:
    try:
        found = examine(store.open(recording.blob, recording.key, recording.pk, "audio"))
    except (FileNotFoundError, Refused):
        logger.warning("recording %s cannot be opened", recording.pk)  # the scrub says what is wrong with it
        return
    if not found.accepted:
        found = _kept_as_it_was(recording)
    actions.describe_recording(recording, found=found, by=User.objects.service("uploads"))
    logger.info("recording %s examined", recording.pk)


def _copy(recording: Recording) -> None:
    try:
        source = store.open(recording.blob, recording.key, recording.pk, "audio")
    except (FileNotFoundError, Refused):
        return  # the scrub says what is wrong with it
    store.seal_stream(listening.opus(_as_far_as_it_goes(source)), recording.key, recording.pk, "listening")
    actions.note_listening_copy(recording, by=User.objects.service("uploads"))


def _as_far_as_it_goes(source: Reader) -> Iterator[bytes]:
    try:
        yield from decode(source)
    except Unreadable:
        logger.warning("a copy for listening ends where its recording could be read no further")


def _kept_as_it_was(recording: Recording) -> Probe:
    """The meeting cannot be held again: what was taken is kept, and what is wrong with it is said."""
    return Probe(
        accepted=True,
        container=recording.container,
        codec=recording.codec,
        duration=recording.duration,
        channels=recording.channels,
        warnings=(*recording.warnings, WARN_DAMAGED),
        complete=True,
    )
