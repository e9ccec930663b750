"""Reads an e-mail as it came, whatever it holds: who wrote, what it says, whether a person sent it; pure.

Nothing here opens an attachment. Rubbish is no fault: what cannot be read is left empty.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message as Mail
from email.parser import BytesHeaderParser
from email.utils import parseaddr
from html import unescape

MOST_HEADERS = 256 * 1024
MOST_TEXT = 20_000
MOST_PARTS = 500
MOST_IDS = 60
TOKEN = re.compile(r"\[([A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4})\]", re.IGNORECASE)
MESSAGE_ID = re.compile(r"<[^<>\s@]{1,200}@[^<>\s]{1,200}>")
TAGS = re.compile(r"(?is)<(script|style|head)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>")
BREAKS = re.compile(r"(?i)<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^>]*>")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
UNREADABLE = (LookupError, ValueError, HeaderParseError, RecursionError, AttributeError, TypeError)

AUTOMATIC, BOUNCE, SPAM = "automatic", "bounce", "spam"
ROBOTS = re.compile(r"(?i)^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)[+@-]")
BULK = {"bulk", "junk", "list", "auto_reply", "auto-reply"}


@dataclass(frozen=True)
class Letter:
    """One e-mail. `aside` says why no person wrote it; `reported` names e-mails that did not arrive."""

    message_id: str
    answers: tuple[str, ...]
    token: str
    sender: str
    name: str
    subject: str
    text: str
    attachments: int
    is_cut: bool
    aside: str
    reported: tuple[str, ...]


def read(raw: bytes, *, own: str = "") -> Letter:
    """What can be said of these bytes. `own` is the address of the mailbox: mail from itself is automatic."""
    headers = BytesHeaderParser().parsebytes(raw[:MOST_HEADERS])
    name, sender = parseaddr(_value(headers, "From"))
    subject = _value(headers, "Subject")
    text, attachments, is_cut = _body(raw)
    aside = _aside(headers, sender.casefold(), own.casefold())
    token = TOKEN.search(subject)
    return Letter(
        message_id=_ids(_value(headers, "Message-ID"))[0] if _ids(_value(headers, "Message-ID")) else "",
        answers=tuple(_ids(f"{_value(headers, 'In-Reply-To')} {_value(headers, 'References')}")),
        token=token.group(1).upper() if token else "",
        sender=sender[:320],
        name=name[:200],
        subject=subject[:500],
        text=text,
        attachments=attachments,
        is_cut=is_cut,
        aside=aside,
        reported=tuple(_ids(raw[:MOST_HEADERS].decode("latin-1"))) if aside == BOUNCE else (),
    )


def _aside(headers: Mail, sender: str, own: str) -> str:
    """Whether a machine sent this, and which kind of machine."""
    kind = _value(headers, "Content-Type").casefold()
    if "multipart/report" in kind and "disposition-notification" not in kind:
        return BOUNCE
    return_path = headers.get("Return-Path")
    if return_path is not None and str(return_path).strip() == "<>":
        return BOUNCE if ROBOTS.match(sender) else AUTOMATIC
    if ROBOTS.match(sender) and sender.startswith(("mailer-daemon", "postmaster")):
        return BOUNCE
    return AUTOMATIC if _by_machine(headers, sender, own) else SPAM if _unwanted(headers) else ""


def _by_machine(headers: Mail, sender: str, own: str) -> bool:
    submitted = _value(headers, "Auto-Submitted").casefold()
    said = (
        (submitted and not submitted.startswith("no")),
        _value(headers, "Precedence").casefold() in BULK,
        "disposition-notification" in _value(headers, "Content-Type").casefold(),
        any(headers.get(name) for name in ("X-Autoreply", "X-Autorespond", "List-Id", "List-Unsubscribe")),
        bool(own) and sender == own,
    )
    return any(said)


def _unwanted(headers: Mail) -> bool:
    """What the council's own filter wrote into the headers."""
    flag = _value(headers, "X-Spam-Flag").casefold()
    status = _value(headers, "X-Spam-Status").casefold()
    level = _value(headers, "X-MS-Exchange-Organization-SCL")
    return flag == "yes" or status.startswith("yes") or (level.isdigit() and int(level[:3]) >= 5)


def _value(headers: Mail, name: str) -> str:
    """A header as words on one line; as it stands where its spelling is broken."""
    found = headers.get(name)
    if found is None:
        return ""
    try:
        words = str(make_header(decode_header(found)))
    except UNREADABLE:
        words = str(found)
    return " ".join(CONTROL.sub(" ", words).split())


def _ids(text: str) -> list[str]:
    return list(dict.fromkeys(MESSAGE_ID.findall(text)))[:MOST_IDS]


def _body(raw: bytes) -> tuple[str, int, bool]:
    """The words of the message, how many things hang on it, and whether something was cut or unreadable."""
    try:
        parts = list(_parts(email.message_from_bytes(raw)))
    except UNREADABLE:
        return "", 0, True
    hanging = [part for part in parts if _hangs(part)]
    plain = [part for part in parts if not _hangs(part) and part.get_content_type() == "text/plain"]
    pages = [part for part in parts if not _hangs(part) and part.get_content_type() == "text/html"]
    text = "\n".join(_words(part) for part in plain).strip()
    if not text:
        text = "\n".join(_without_tags(_words(part)) for part in pages).strip()
    return text[:MOST_TEXT], len(hanging), len(text) > MOST_TEXT or len(parts) >= MOST_PARTS


def _parts(mail: Mail) -> Iterator[Mail]:
    """The leaves of a message, in order. A message inside a message is one thing that hangs on it."""
    waiting, given = [mail], 0
    while waiting and given < MOST_PARTS:
        part = waiting.pop(0)
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting = [one for one in inside if isinstance(one, Mail)] + waiting
            continue
        given += 1
        yield part


def _hangs(part: Mail) -> bool:
    return part.get_content_maintype() != "text" or part.get_content_disposition() == "attachment"


def _words(part: Mail) -> str:
    try:
        content = part.get_payload(decode=True)
        found = content if isinstance(content, bytes) else b""
        words = found.decode(str(part.get_content_charset() or "utf-8"), "replace")
    except UNREADABLE:
        return ""
    return CONTROL.sub("", words.replace("\r\n", "\n"))


def _without_tags(page: str) -> str:
    plain = unescape(TAGS.sub(" ", BREAKS.sub("\n", page[: 20 * MOST_TEXT])))
    lines = (" ".join(line.split()) for line in plain.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
