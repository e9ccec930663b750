"""What can be done with the recorder in the room: prepare it, begin a take, pause, go on, end it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings.actions.standing import mark_held
from recordings.actions.uploads import LARGEST
from recordings.models import Attendance, Conference, Notice, Take, Upload, VaultKey
from recordings.taking import KEPT_TAKE

IN_STOCK = 4  # as many parts as may begin while there is no network
NOT_READ = "Read the recording notice out first."


@transaction.atomic
def prepare_takes(conference: Conference, *, recorder: UUID, by: User) -> list[Take]:
    """Give a recorder keys in advance, so that a part can begin while there is no network."""
    require(by, May.ADD_RECORDING)
    Conference.objects.select_for_update().get(pk=conference.pk)
    stock = list(Take.objects.in_stock(conference, recorder=recorder, by=by).oldest_first())
    new = [_prepare(conference, recorder, by) for _ in range(IN_STOCK - len(stock))]
    if new:
        audit.record("takes.prepared", by=by, on=conference, conference=conference.pk, count=len(new))
    return stock + new


@transaction.atomic
def begin_take(
    take: Take, *, moment: datetime, restricted: bool, by: User, present: Iterable[Attendance] = ()
) -> Take:
    """Note that the recorder runs. Said twice it counts once: the recorder repeats what was not answered."""
    require(by, May.ADD_RECORDING)
    locked = _locked(take)
    if locked.begun_at is None:
        if not Notice.objects.filter(conference=locked.conference, read=Notice.Read.YES).exists():
            raise Conflict(NOT_READ)
        locked.begun_at, locked.restricted = min(moment, timezone.now()), restricted
        locked.save(update_fields=["begun_at", "restricted"])
        locked.in_room.set(_of(locked.conference, present))
        Upload.objects.filter(pk=take.pk).update(
            created_at=timezone.now()
        )  # its place is that of its beginning
        mark_held(locked.conference, by=by)
        _record("take.begun", locked, by, restricted=restricted, at=locked.begun_at)
    return locked


@transaction.atomic
def note_room(take: Take, *, present: Iterable[Attendance], by: User) -> Take:
    """Note who is in the room for a restricted part; they are the ones who may hear it."""
    require(by, May.ADD_RECORDING)
    locked = _running(take)
    people = _of(locked.conference, present)
    locked.in_room.set(people)
    _record("take.room_noted", locked, by, people=[person.pk for person in people])
    return locked


@transaction.atomic
def pause_take(take: Take, *, number: int, at_ms: int, moment: datetime, by: User) -> Take:
    """Note a pause, the first of a take being number 0. A gap stays a gap."""
    require(by, May.ADD_RECORDING)
    locked = _running(take)
    if number == len(locked.pauses):
        locked.pauses.append({"at_ms": at_ms, "from": moment.isoformat(), "to": None})
        locked.save(update_fields=["pauses"])
        _record("take.paused", locked, by, at_ms=at_ms, at=moment)
    elif number > len(locked.pauses):
        raise Conflict("The pause before this one was not noted.")
    return locked


@transaction.atomic
def resume_take(take: Take, *, number: int, moment: datetime, by: User) -> Take:
    """Note that recording goes on after a pause."""
    require(by, May.ADD_RECORDING)
    locked = _running(take)
    if number >= len(locked.pauses):
        raise Conflict("This pause was not noted.")
    if locked.pauses[number]["to"] is None:
        locked.pauses[number]["to"] = moment.isoformat()
        locked.save(update_fields=["pauses"])
        _record("take.resumed", locked, by, at=moment)
    return locked


@transaction.atomic
def end_take(take: Take, *, length: int, moment: datetime, by: User) -> Take:
    """Note that the recorder stopped, once all of it is here. What it becomes is decided next."""
    require(by, May.ADD_RECORDING)
    locked = _locked(take)
    if locked.begun_at is None:
        raise Conflict("This recording has not begun.")
    if locked.ended_at is None:
        if length != locked.upload.offset:
            raise Conflict("Not all of this recording has arrived. Send the rest of it first.")
        _end(locked, min(moment, timezone.now()))
        _record("take.ended", locked, by, at=locked.ended_at, bytes=length)
    return locked


@transaction.atomic
def finish_take(take: Take, *, by: User) -> Take:
    """End a take with what has arrived, because its computer did not come back."""
    require(by, May.ADD_RECORDING)
    locked = _running(take)
    _end(locked, locked.last_heard_of(KEPT_TAKE))
    _record("take.finished_without_its_end", locked, by, bytes=locked.upload.offset)
    return locked


def _prepare(conference: Conference, recorder: UUID, by: User) -> Take:
    upload = Upload.objects.create(
        key=VaultKey.objects.fresh(),
        conference=conference,
        by=by,
        length=LARGEST,  # what it may hold at most; how long it is shows at its end
        expires_at=timezone.now() + KEPT_TAKE,
    )
    return Take.objects.create(upload=upload, pocket=VaultKey.objects.fresh(), recorder=recorder)


def _end(take: Take, moment: datetime) -> None:
    take.ended_at = max(moment, take.begun_at or moment)
    take.save(update_fields=["ended_at"])
    if take.upload.offset:
        take.upload.length = take.upload.offset
        take.upload.save(update_fields=["length"])
    else:
        take.upload.end(Upload.State.ENDED, reason="nothing_recorded")


def _locked(take: Take) -> Take:
    Upload.objects.select_for_update().get(pk=take.pk)
    locked = Take.objects.select_related("upload__conference", "pocket").get(pk=take.pk)
    if locked.upload.state == Upload.State.ENDED and locked.ended_at is None:
        raise Conflict("This recording has ended.")
    return locked


def _running(take: Take) -> Take:
    locked = _locked(take)
    if locked.begun_at is None or locked.ended_at is not None:
        raise Conflict("This recording is not running.")
    return locked


def _of(conference: Conference, people: Iterable[Attendance]) -> list[Attendance]:
    found = list(people)
    if any(person.conference_id != conference.pk for person in found):
        raise Conflict("Choose people who are on the list of this conference.")
    return found


def _record(verb: str, take: Take, by: User, **details: Any) -> None:
    said: dict[str, Any] = {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in details.items()
    }
    audit.record(verb, by=by, on=take, conference=take.upload.conference_id, **said)
