"""The mailbox that requests come to: each message is sealed and kept, then moved out of the way.

A message is moved only after it is kept. Whoever is stopped in between finds it again, and knows it.
"""

from __future__ import annotations

import fcntl
import imaplib
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.db import IntegrityError
from django.utils import timezone
from imap_tools.errors import ImapToolsError
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted

from access.models import User
from minutes.requests import actions, after, intake
from minutes.requests.actions import Arrived
from minutes.requests.models import Message

logger = logging.getLogger(__name__)
LARGEST = 30 * 1024 * 1024
FIRST_PIECE = 256 * 1024  # of a message that is too large to keep: enough to know who wrote
TIMEOUT = 30
LOCAL = {"localhost", "127.0.0.1", "::1"}


class MailboxProblem(Exception):
    """The mailbox could not be read. Says why without a word of what is in it."""


@dataclass
class Counts:
    """What one visit to the mailbox found."""

    new: int = 0
    known: int = 0


def read_mailbox() -> Counts:
    """Keep everything that lies in the mailbox. Safe to run twice, and at the same time."""
    counts = Counts()
    if not settings.MAILBOX_URL:
        return counts
    service = User.objects.service("mailbox")
    try:
        with _alone(), _opened() as box:
            for uid in box.uids():
                _take(box, uid, counts, by=service)
    except (ImapToolsError, imaplib.IMAP4.error, OSError) as problem:
        raise MailboxProblem(f"The mailbox could not be read: {type(problem).__name__}") from None
    return counts


@contextmanager
def _alone() -> Iterator[None]:
    """One reader on this machine at a time: a second one waits for the first."""
    path = settings.DATA_FOLDER / "mailbox.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _opened() -> Iterator[BaseMailBox]:
    place = urlsplit(settings.MAILBOX_URL)
    folder = unquote(place.path.strip("/")) or "INBOX"
    box = _server(
        place.scheme, place.hostname or "", place.port, starttls="tls" in parse_qs(place.query, True)
    )
    with _signed_in(box, unquote(place.username or ""), unquote(place.password or "")):
        if not box.folder.exists(settings.MAILBOX_KEPT_IN):
            box.folder.create(settings.MAILBOX_KEPT_IN)
        box.folder.set(folder)
        yield box


def _signed_in(box: BaseMailBox, name: str, password: str) -> BaseMailBox:
    try:
        return box.login(name, password, initial_folder=None)
    except (ImapToolsError, imaplib.IMAP4.error, OSError):
        box.client.shutdown()
        raise


def _server(scheme: str, host: str, port: int | None, *, starttls: bool) -> BaseMailBox:
    """A line nobody can read; without one only on this machine itself."""
    if scheme == "imaps":
        return MailBox(host, port or 993, timeout=TIMEOUT)
    if scheme == "imap" and starttls:
        return MailBoxStartTls(host, port or 143, timeout=TIMEOUT)
    if scheme == "imap" and host in LOCAL:
        return MailBoxUnencrypted(host, port or 143, timeout=TIMEOUT)
    raise MailboxProblem("MAILBOX_URL begins with imaps://, or with imap:// and ends with ?tls")


def _take(box: BaseMailBox, uid: str, counts: Counts, *, by: User) -> None:
    """Keep one message, then move it. What has gone meanwhile is with somebody else."""
    received_at, size = _facts(box, uid)
    wanted = "BODY.PEEK[]" if size <= LARGEST else f"BODY.PEEK[]<0.{FIRST_PIECE}>"
    original = _fetched(box, uid, wanted)
    if original is None:
        return
    letter = intake.read(original, own=settings.MAILBOX_ADDRESS)
    said = {name: getattr(letter, name) for name in vars(letter) if name != "is_cut"}
    arrived = Arrived(
        channel=Message.Channel.EMAIL,
        received_at=received_at,
        original=original,
        is_cut=letter.is_cut or size > LARGEST,
        **said,
    )
    try:
        kept = actions.receive_message(arrived, by=by)
    except IntegrityError:  # another machine has just kept it
        kept = None
    if letter.aside == intake.BOUNCE:
        after.note_bounces((*letter.reported, *letter.answers))
    counts.new, counts.known = counts.new + bool(kept), counts.known + (not kept)
    box.move(uid, settings.MAILBOX_KEPT_IN)


def _facts(box: BaseMailBox, uid: str) -> tuple[datetime, int]:
    """When the council's own server got it, and how long it is."""
    answer = box.client.uid("FETCH", uid, "(INTERNALDATE RFC822.SIZE)")[1]
    line = next((one for one in answer if isinstance(one, bytes)), b"")
    words = line.upper().replace(b")", b" ").split()
    size = int(words[words.index(b"RFC822.SIZE") + 1]) if b"RFC822.SIZE" in words else 0
    came = imaplib.Internaldate2tuple(line)
    now = timezone.now()
    return (min(datetime.fromtimestamp(time.mktime(came), tz=UTC), now) if came else now), size


def _fetched(box: BaseMailBox, uid: str, wanted: str) -> bytes | None:
    answer = box.client.uid("FETCH", uid, f"({wanted})")[1]
    return next((bytes(one[1]) for one in answer if isinstance(one, tuple)), None)
