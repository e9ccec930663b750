"""The key under which a browser keeps what is not stored yet: worked out anew, kept nowhere."""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from access.models import User
from minutes.models import Minutes

PURPOSE = b"minutes kept in a browser until they are stored "


def key_for(minutes: Minutes, user: User) -> bytes:
    """32 bytes for one person and one set of minutes; they end with the key of the minutes."""
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=minutes.pk.bytes, info=PURPOSE + user.pk.bytes)
    return hkdf.derive(minutes.key.unwrap())
