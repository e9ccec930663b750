"""Looks after what is under way: links that ended unopened, e-mails that came back. Safe to run twice."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from access.models import User
from minutes.requests import actions, notify
from minutes.requests.models import CopyLink, Dispatch

logger = logging.getLogger(__name__)
OURS = re.compile(r"<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@", re.IGNORECASE)


def look_after_sendings() -> None:
    """What will not arrive any more comes back to the board by itself."""
    for link in CopyLink.objects.run_out().select_related("dispatch__copy__request"):
        _came_back(link.dispatch, Dispatch.Failure.NOT_OPENED)
    waiting = Dispatch.objects.under_way().exclude(notify_id="").select_related("copy__request")
    for dispatch in waiting if notify.is_on("email") else []:
        if _given_up(dispatch):
            _came_back(dispatch, Dispatch.Failure.BOUNCED)


def _given_up(dispatch: Dispatch) -> bool:
    try:
        return notify.failed(dispatch.notify_id)
    except (notify.NotAccepted, OSError):
        logger.warning("sending %s: Notify did not say what became of it", dispatch.pk)
        return False


def note_bounces(ids: Iterable[str]) -> int:
    """E-mails that came back, by the ids under which they went: how many of them were ours to send again."""
    known = {UUID(found[1]) for one in ids if (found := OURS.match(one.strip()))}
    ours = Dispatch.objects.under_way().filter(pk__in=known, method__in=Dispatch.BY_MAIL)
    returned = list(ours.select_related("copy__request"))
    for dispatch in returned:
        _came_back(dispatch, Dispatch.Failure.BOUNCED)
    return len(returned)


def _came_back(dispatch: Dispatch, why: str) -> None:
    service = User.objects.service("post")
    actions.note_return(dispatch, why=why, on=timezone.localdate(), by=service)
