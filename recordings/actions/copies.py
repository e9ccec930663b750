"""What can be done with listening copies: ask, agree, make, hear, download, destroy."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, Role, require
from recordings import copies
from recordings.models import Conference, Recording, SoundCopy, VaultKey
from recordings.models.copies import Wanted
from recordings.vault import store

LONGEST_DAYS = 90
MOST_SPANS = 200
MOST_TRIES = 3


@transaction.atomic
def ask_sound_copy(recording: Recording, *, wanted: Wanted, by: User) -> SoundCopy:
    """Ask for a listening copy. It is made at once, unless a part in it was not for everybody."""
    require(by, May.MAKE_SOUND_COPY)
    conference = Conference.objects.select_for_update().get(pk=recording.conference_id)
    if not conference.presence_confirmed:
        raise Conflict("The chair has not confirmed who was in the room, so no copy can be made yet.")
    _fits(recording, wanted)
    cut = wanted.cut
    copy = SoundCopy(
        key=VaultKey.objects.fresh(), recording=recording, number=_next_number(recording), asked_by=by,
        purpose=wanted.purpose, for_whom=wanted.for_whom, format=wanted.format,
        start_ms=cut.start, end_ms=cut.end, taken_out=sorted(map(list, cut.taken_out)),
        fill=SoundCopy.Fill.TONE if cut.tone else SoundCopy.Fill.SILENCE,
        expires_at=timezone.now() + timedelta(days=wanted.days),
    )  # fmt: skip
    copy.state = SoundCopy.State.WAITING if copy.needs_second else SoundCopy.State.MAKING
    copy.save(force_insert=True)
    _note(
        "asked", copy, by, purpose=copy.purpose, from_ms=cut.start, to_ms=cut.end, taken_out=cut.taken_out
    )  # fmt: skip
    return copy


@transaction.atomic
def agree_sound_copy(copy: SoundCopy, *, by: User) -> SoundCopy:
    """A second person agrees that what not everybody heard goes into this copy."""
    require(by, May.APPROVE_SOUND_COPY)
    locked = _decided(copy, by, SoundCopy.State.MAKING)
    parts = [part.pk for part in locked.not_for_all()]
    _note("agreed", locked, by, asked_by=locked.asked_by_id, parts=parts)
    return locked


@transaction.atomic
def refuse_sound_copy(copy: SoundCopy, *, by: User) -> SoundCopy:
    """A second person does not agree: nothing is made."""
    require(by, May.APPROVE_SOUND_COPY)
    locked = _decided(copy, by, SoundCopy.State.REFUSED)
    locked.key.destroy()
    _note("refused", locked, by, asked_by=locked.asked_by_id)
    return locked


@transaction.atomic
def begin_making(copy: SoundCopy, *, by: User) -> SoundCopy:
    """Count a try, and clear away what an earlier one left when it was killed."""
    locked = _locked(copy, SoundCopy.State.MAKING)
    locked.tries += 1
    failed = locked.tries > MOST_TRIES
    if failed:
        locked.state = SoundCopy.State.FAILED
    locked.save(update_fields=["tries", "state"])
    for name in list(locked.key.blobs.values_list("name", flat=True)):
        store.delete(name)
    _note("failed" if failed else "begun", locked, by, tries=locked.tries)
    return locked


@transaction.atomic
def finish_sound_copy(copy: SoundCopy, *, size: int, sha256: str, by: User) -> SoundCopy:
    """It is sealed and stored; its digest says later whether a file is this copy."""
    locked = _locked(copy, SoundCopy.State.MAKING)
    locked.state, locked.made_at = SoundCopy.State.READY, timezone.now()
    locked.size, locked.sha256 = size, sha256
    locked.save(update_fields=["state", "made_at", "size", "sha256"])
    _note("made", locked, by, bytes=size, sha256=sha256)
    return locked


@transaction.atomic
def fail_sound_copy(copy: SoundCopy, *, by: User) -> SoundCopy:
    """The recording could not be read, so there is no copy."""
    locked = _locked(copy, SoundCopy.State.MAKING)
    locked.state = SoundCopy.State.FAILED
    locked.save(update_fields=["state"])
    _note("failed", locked, by, tries=locked.tries)
    return locked


@transaction.atomic
def hear_sound_copy(copy: SoundCopy, *, by: User, start: int, length: int) -> None:
    """Write down which bytes of a copy, and so about which of its seconds, are being sent to whom."""
    require(by, May.LISTEN)
    second = copy.seconds / max(copy.size or 0, 1)
    _note(
        "heard", copy, by, start=start, bytes=length,
        from_second=round(start * second, 1), to_second=round((start + length) * second, 1),
    )  # fmt: skip


@transaction.atomic
def download_sound_copy(copy: SoundCopy, *, by: User) -> bytes:
    """The whole copy, to be handed over."""
    require(by, May.MAKE_SOUND_COPY)
    reader = copies.opened(copy)
    _note("downloaded", copy, by, bytes=reader.size)
    return reader.pread(0, reader.size)


@transaction.atomic
def end_sound_copy(copy: SoundCopy, *, by: User) -> SoundCopy:
    """Destroy a copy: its key, then the sealed object. That it was made stays on record."""
    if by.role != Role.SERVICE:
        require(by, May.MAKE_SOUND_COPY)
    ends = [
        state for state in SoundCopy.State if state not in {SoundCopy.State.ENDED, SoundCopy.State.REFUSED}
    ]
    locked = _locked(copy, *ends)
    copies.destroy(locked)
    _note("destroyed", locked, by)
    return locked


def _fits(recording: Recording, wanted: Wanted) -> None:
    cut = wanted.cut
    if not 0 <= cut.start < cut.end <= recording.duration_ms:
        raise Conflict("The copy begins and ends inside the recording, and its end comes after its start.")
    if len(cut.taken_out) > MOST_SPANS:
        raise Conflict(f"At most {MOST_SPANS} places can be taken out.")
    if not all(0 <= start < end for start, end in cut.taken_out):
        raise Conflict("Each place that is taken out ends after its start.")
    if not 1 <= wanted.days <= LONGEST_DAYS:
        raise Conflict(f"A listening copy is kept for 1 to {LONGEST_DAYS} days.")


def _next_number(recording: Recording) -> int:
    highest = SoundCopy.objects.filter(recording=recording).aggregate(Max("number"))["number__max"]
    return int(highest or 0) + 1


def _decided(copy: SoundCopy, by: User, state: str) -> SoundCopy:
    locked = _locked(copy, SoundCopy.State.WAITING)
    if locked.asked_by_id == by.pk:
        raise Conflict("You asked for this copy, so somebody else must agree.")
    locked.state, locked.decided_at, locked.decided_by = state, timezone.now(), by
    locked.save(update_fields=["state", "decided_at", "decided_by"])
    return locked


def _locked(copy: SoundCopy, *states: str) -> SoundCopy:
    locked = SoundCopy.objects.select_for_update(of=("self",)).with_people().filter(pk=copy.pk)
    if (found := locked.filter(state__in=states).first()) is None:
        raise Conflict("This copy was decided about meanwhile. Look at its page again.")
    return found


def _note(what: str, copy: SoundCopy, by: User, **details: Any) -> None:
    conference = copy.recording.conference_id
    audit.record(f"sound_copy.{what}", by=by, on=copy, conference=conference, number=copy.name, **details)
