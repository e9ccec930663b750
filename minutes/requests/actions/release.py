"""What the second person does: agree the marks, have the copy made and proved, and let it go."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.requests import checks, states
from minutes.requests.actions.send import send_out
from minutes.requests.checks import Check
from minutes.requests.composing import Numbers, version_of
from minutes.requests.envelope import confirm_envelope
from minutes.requests.halves import somebody_else
from minutes.requests.locking import locked
from minutes.requests.making import Made, make
from minutes.requests.models import CopyFile, MinuteRequest, Order, Redaction, Series, TypedCopy
from minutes.requests.opening import PURPOSE, content_of
from recordings.models import VaultKey
from recordings.vault import store

Status = MinuteRequest.Status


@dataclass(frozen=True)
class Seen:
    """What the releaser read with their own eyes: the pages counted, the envelope in the hand."""

    pages: int
    envelope: str
    tracking: str = ""


@transaction.atomic
def agree_marks(request: MinuteRequest, *, by: User) -> TypedCopy:
    """Somebody else agrees every mark. The files are made, opened again, searched, and sealed."""
    require(by, May.CHECK_REDACTION)
    request = locked(request)
    somebody_else(request, by)
    states.move(request, to=Status.READY, by=by)
    request.checked_by, request.checked_at = by, timezone.now()
    request.save()
    _blocked_by(check for check in checks.before_redaction(request) if check.blocks)
    copy = _make_copy(request, by)
    audit.record(
        "copy.made",
        by=by,
        on=copy,
        conference=request.conference_id,
        request=request.pk,
        pages=copy.pages,
        searched=copy.words_searched,
        fingerprints=[file.sha256 for file in copy.files.all()],
    )
    return copy


@transaction.atomic
def send_back(request: MinuteRequest, *, reasons: dict[Redaction, str], by: User) -> MinuteRequest:
    """The second check found something: each mark that is named is to be decided again."""
    require(by, May.CHECK_REDACTION)
    request = locked(request)
    somebody_else(request, by)
    if request.status != Status.SECOND_CHECK:
        raise Conflict("This request is not at its second check.")
    states.move(request, to=Status.REDACTING, by=by)
    for redaction, reason in reasons.items():
        redaction.sent_back, redaction.decision, redaction.code = reason, Redaction.Decision.SUGGESTED, ""
        redaction.by = redaction.decided_at = None
        redaction.save()
    request.save()
    audit.record("request.sent_back", by=by, on=request, conference=request.conference_id, marks=len(reasons))
    return request


@transaction.atomic
def take_back(request: MinuteRequest, *, by: User) -> MinuteRequest:
    """A copy that was made but not released goes: its key is destroyed, and the redaction is open again."""
    require(by, May.RELEASE_COPY)
    request = locked(request)
    states.move(request, to=Status.REDACTING, by=by)
    for copy in request.copies.filter(released_at=None):
        _destroy(copy)
    request.checked_by = request.checked_at = None
    request.save()
    audit.record("copy.taken_back", by=by, on=request, conference=request.conference_id)
    return request


@transaction.atomic
def release_copy(copy: TypedCopy, *, seen: Seen, by: User) -> TypedCopy:
    """Let the copy go: by one who neither approved nor redacted, and has the envelope in hand."""
    require(by, May.RELEASE_COPY)
    request = locked(copy.request)
    somebody_else(request, by)
    _blocked_by(check for check in checks.before_release(request) if check.blocks)
    if seen.pages != copy.pages:
        raise Conflict("You counted other pages than this copy has. Look for one that is not its own.")
    confirm_envelope(request, seen.envelope)
    states.move(request, to=Status.RELEASED, by=by)
    request.save()
    copy.request = request
    if copy.released_at is None:  # what came back is let go again under its own number
        copy.released_by, copy.released_at = by, timezone.now()
        copy.save(update_fields=["released_by", "released_at"])
    send_out(copy, tracking=seen.tracking, pages=seen.pages, by=by)
    audit.record(
        "copy.released",
        by=by,
        on=copy,
        conference=request.conference_id,
        request=request.pk,
        number=copy.number,
    )
    return copy


@transaction.atomic
def tell_holder(copy: TypedCopy, *, by: User) -> TypedCopy:
    """Whoever holds this copy was told that another version has been approved since."""
    require(by, May.RELEASE_COPY)
    copy = TypedCopy.objects.select_for_update(of=("self",)).for_register().get(pk=copy.pk)
    present = copy.version.minutes.approved_version
    if copy.released_at is None or present is None or present == copy.version:
        raise Conflict("There is no newer version to tell the holder of this copy about.")
    copy.told_of = present
    copy.save(update_fields=["told_of"])
    audit.record(
        "copy.holder_told",
        by=by,
        on=copy,
        conference=copy.request.conference_id,
        request=copy.request_id,
        version=present.pk,
    )
    return copy


@transaction.atomic
def open_file(file: CopyFile, *, by: User) -> bytes:
    """The file itself, to print or to look at. Each time is in the audit."""
    require(by, May.DOWNLOAD_COPY)
    copy, content = file.copy, content_of(file)
    audit.record(
        "copy.downloaded",
        by=by,
        on=copy,
        conference=copy.request.conference_id,
        file=file.pk,
        format=file.format,
    )
    return content


def _make_copy(request: MinuteRequest, by: User) -> TypedCopy:
    now = timezone.now()
    register_number = _next_register_number(now)
    version = version_of(request)
    made = make(request, Numbers(register_number, now))
    copy = TypedCopy(
        key=VaultKey.objects.fresh(),
        request=request,
        version=version,
        number=TypedCopy.objects.filter(version=version).next_number(),
        register_number=register_number,
        pages=made.pages,
        words_searched=made.words_searched,
        made_by=by,
        made_at=now,
        redacted_by=request.redacted_by,
        approved_by=version.minutes.approved_by,
    )
    copy.save(force_insert=True)
    _seal(copy, made)
    return copy


def _seal(copy: TypedCopy, made: Made) -> None:
    """Each file under the copy's own key, so that this copy can be erased alone."""
    for code, content in made.files.items():
        file = CopyFile(copy=copy, format=code, size=len(content), sha256=hashlib.sha256(content).hexdigest())
        file.blob = store.seal_stream([content], copy.key, file.pk, PURPOSE).name
        file.save(force_insert=True)


def _destroy(copy: TypedCopy) -> None:
    if copy.orders.filter(state=Order.State.SENT).exists():
        raise Conflict(
            "Somebody is making something from this copy. Call it back and cancel the order first."
        )
    blobs = [file.blob for file in copy.files.all()] + [
        order.blob for order in copy.orders.all() if order.blob
    ]
    for blob in blobs:
        store.delete(blob)
    copy.files.all().delete()
    copy.orders.all().delete()
    key = copy.key
    copy.delete()
    key.destroy()


def _next_register_number(now: datetime) -> str:
    start = f"C-{timezone.localtime(now).year}-"
    known = TypedCopy.objects.filter(register_number__startswith=start)
    return Series.objects.next_in(start, given_out=known.values_list("register_number", flat=True))


def _blocked_by(missing: Iterable[Check]) -> None:
    if first := next(iter(missing), None):
        raise Conflict(first.needed or first.detail)
