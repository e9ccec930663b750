"""GOV.UK Notify over HTTP, for texts and e-mails without a word of a case. Off unless a key is set."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

TIMEOUT = 20
FAILED = {"permanent-failure", "temporary-failure", "technical-failure"}


class NotAccepted(Exception):
    """Notify did not take a message. Says its status, never the message or whom it was for."""

    def __init__(self, status: int) -> None:
        super().__init__(f"Notify answered {status}")
        self.status = status


@dataclass(frozen=True)
class Message:
    """One message: the template that Notify keeps, what fills it, and whom it is for."""

    kind: str
    template: str
    to: str = field(repr=False)
    words: dict[str, str] = field(repr=False)


def is_on(kind: str) -> bool:
    """Whether the council has set a key, and a template for this kind of message."""
    return bool(settings.NOTIFY_API_KEY and template(kind))


def template(kind: str) -> str:
    return settings.NOTIFY_TEXT_TEMPLATE if kind == "sms" else settings.NOTIFY_EMAIL_TEMPLATE


def send(message: Message) -> str:
    """Hand one message over; the id under which Notify then knows it."""
    number = {"sms": "phone_number", "email": "email_address"}[message.kind]
    body = {"template_id": message.template, number: message.to, "personalisation": message.words}
    answer = _ask("POST", f"/v2/notifications/{message.kind}", body)
    return str(UUID(answer["id"]))


def failed(notify_id: str) -> bool:
    """Whether Notify has given this message up."""
    return _ask("GET", f"/v2/notifications/{UUID(notify_id)}")["status"] in FAILED


def _ask(method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {_token()}", "Content-Type": "application/json"}
    where = urlsplit(settings.NOTIFY_URL)
    connect = HTTPSConnection if where.scheme == "https" else HTTPConnection
    connection = connect(where.hostname or "", where.port, timeout=TIMEOUT)
    try:
        connection.request(method, path, json.dumps(body) if body else None, headers)
        answer = connection.getresponse()
        content = answer.read()
    except HTTPException as error:
        raise ConnectionError("Notify did not answer in HTTP.") from error
    finally:
        connection.close()
    if answer.status not in {200, 201}:
        raise NotAccepted(answer.status)
    return dict(json.loads(content))


def _token() -> str:
    """A short-lived JSON web token: the key's last 36 letters sign, the 36 before them say whose it is."""
    key = settings.NOTIFY_API_KEY
    head, claims = {"typ": "JWT", "alg": "HS256"}, {"iss": key[-73:-37], "iat": int(time.time())}
    signed = b".".join(_base64(json.dumps(part, separators=(",", ":")).encode()) for part in (head, claims))
    signature = hmac.new(key[-36:].encode(), signed, hashlib.sha256).digest()
    return b".".join((signed, _base64(signature))).decode()


def _base64(content: bytes) -> bytes:
    return base64.urlsafe_b64encode(content).rstrip(b"=")
