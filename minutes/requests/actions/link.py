"""What a recipient does with a link, without an account: each look is written down by the service itself."""

from datetime import timedelta
from enum import Enum

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.requests.actions.send import record_delivery
from minutes.requests.models import CopyFile, CopyLink, Order
from minutes.requests.opening import content_of, order_content

PROOF = "Opened through the link with its code"


class Tried(Enum):
    """What came of a code."""

    RIGHT = "right"
    WRONG = "wrong"
    TOO_SOON = "too_soon"
    NO_CODE = "no_code"


@transaction.atomic
def look_at_link(link: CopyLink, *, by: User) -> None:
    """Somebody opened the address of the link. They were shown nothing."""
    require(by, May.OPEN_LINK)
    _record("link.looked", link, by)


@transaction.atomic
def try_code(link: CopyLink, *, code: str, by: User) -> Tried:
    """A code opens the link once. Wrong ones are counted, mean a wait, and the fifth makes the code void."""
    require(by, May.OPEN_LINK)
    locked = _locked(link)
    if locked.has_to_wait:
        return _refused(locked, Tried.TOO_SOON, by)
    if locked.wants_code:
        return _refused(locked, Tried.NO_CODE, by)
    if not check_password("".join(code.split()), locked.code_digest):
        _count_wrong(locked)
        return _refused(locked, Tried.WRONG, by)
    locked.opened_at, locked.code_digest, locked.wait_until = timezone.now(), "", None
    locked.save()
    _record("link.opened", locked, by)
    return Tried.RIGHT


def _count_wrong(link: CopyLink) -> None:
    wrong = CopyLink.TRIES - link.tries_left
    link.tries_left -= 1
    if link.tries_left and (wait := CopyLink.WAITS[wrong]):
        link.wait_until = timezone.now() + timedelta(seconds=wait)
    link.save()


def _refused(link: CopyLink, tried: Tried, by: User) -> Tried:
    _record("link.code_refused", link, by, refused=True, why=tried.value, left=link.tries_left)
    return tried


@transaction.atomic
def download_by_link(link: CopyLink, *, file: CopyFile | Order, by: User) -> bytes:
    """One file of the copy, to whoever gave the code just now. The first one proves that it arrived."""
    require(by, May.OPEN_LINK)
    locked = _locked(link)
    if not locked.is_open or not locked.downloads_left:
        raise Conflict("This link has been used as often as it can be. Phone us, and we send a new one.")
    locked.downloads_left -= 1
    locked.save(update_fields=["downloads_left"])
    dispatch = locked.dispatch
    if dispatch.is_under_way:
        record_delivery(dispatch.copy, on=timezone.localdate(), proof=PROOF, by=by)
    _record("link.downloaded", locked, by, file=file.pk, kind=_kind(file), left=locked.downloads_left)
    return order_content(file) if isinstance(file, Order) else content_of(file)


def _kind(file: CopyFile | Order) -> str:
    return str(file.kind if isinstance(file, Order) else file.format)


def _locked(link: CopyLink) -> CopyLink:
    related = CopyLink.objects.select_for_update(of=("self",)).select_related("dispatch__copy__key")
    return related.get(pk=link.pk)


def _record(verb: str, link: CopyLink, by: User, *, refused: bool = False, **details: object) -> None:
    copy = link.dispatch.copy
    conference = copy.request.conference_id
    audit.record(verb, by=by, on=copy, conference=conference, refused=refused, link=link.pk, **details)
