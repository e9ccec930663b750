"""Asks a language model on the council's own network for a shorter wording. Off unless an address is set.

What comes back is never trusted: `supported.py` holds it against the paragraph. Nothing of it is logged.
"""

from __future__ import annotations

import ipaddress
import json
import logging
import socket
import time
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

logger = logging.getLogger(__name__)
LONGEST_ANSWER = 64 * 1024
INSTRUCTIONS = (
    "Shorten the minutes you are given. Use only words that stand in them, in the order in which they stand "
    "there. Leave words out; never add, change or reorder any. Keep every number, name and negation, and who "
    "said or did what. Answer with the shorter sentences alone, one on each line."
)


class NoAnswer(Exception):
    """There is no usable answer. The message is a code, never content."""


def is_on() -> bool:
    """Whether the council has a model to ask."""
    return bool(settings.LANGUAGE_MODEL_URL)


def shorter(text: str) -> str:
    """What the model answers to these sentences."""
    try:
        return _wording(_ask(text))
    except NoAnswer as reason:
        logger.warning("the language model gave no answer: %s", reason)
        raise


def _ask(text: str) -> bytes:
    address = urlsplit(settings.LANGUAGE_MODEL_URL)
    ends = time.monotonic() + settings.LANGUAGE_MODEL_SECONDS
    connection = _connection(address.scheme, address.hostname or "", address.port)
    body = {
        "model": settings.LANGUAGE_MODEL_NAME,
        "temperature": 0,
        "messages": [{"role": "system", "content": INSTRUCTIONS}, {"role": "user", "content": text}],
    }
    headers = {"Content-Type": "application/json"}
    if settings.LANGUAGE_MODEL_KEY:
        headers["Authorization"] = f"Bearer {settings.LANGUAGE_MODEL_KEY}"
    try:
        path = address.path.rstrip("/") + "/chat/completions"
        connection.request("POST", path, json.dumps(body).encode(), headers)
        answer = connection.getresponse()
        if answer.status != 200:
            raise NoAnswer(f"status_{answer.status}")
        return _read(answer, connection, ends)
    except (OSError, HTTPException) as error:
        raise NoAnswer(type(error).__name__) from None
    finally:
        connection.close()


def _connection(scheme: str, host: str, port: int | None) -> HTTPConnection:
    """A connection to a machine of ours: a public address is refused, whatever its name says."""
    try:
        found = socket.getaddrinfo(host, port or (443 if scheme == "https" else 80), type=socket.SOCK_STREAM)
    except OSError:
        raise NoAnswer("unknown_host") from None
    ours = [row[4] for row in found]
    if not all(_is_ours(str(address[0])) for address in ours):
        raise NoAnswer("not_our_network")
    if scheme == "https":
        return HTTPSConnection(host, port, timeout=settings.LANGUAGE_MODEL_SECONDS)
    return HTTPConnection(str(ours[0][0]), port, timeout=settings.LANGUAGE_MODEL_SECONDS)


def _is_ours(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    return found.is_private or found.is_loopback


def _read(answer: HTTPResponse, connection: HTTPConnection, ends: float) -> bytes:
    """The whole answer, in time and not too long: one that drips is cut off."""
    pieces: list[bytes] = []
    size = 0
    while True:
        left = ends - time.monotonic()
        if left <= 0:
            raise NoAnswer("too_slow")
        if connection.sock:
            connection.sock.settimeout(left)
        piece = answer.read1(8192)
        if not piece:
            return b"".join(pieces)
        size += len(piece)
        if size > LONGEST_ANSWER:
            raise NoAnswer("too_long")
        pieces.append(piece)


def _wording(body: bytes) -> str:
    try:
        told: Any = json.loads(body)
        words = told["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise NoAnswer("not_the_protocol") from None
    if not isinstance(words, str) or not words.strip():
        raise NoAnswer("no_words")
    return words
