"""The second step of signing in: time-based codes (RFC 6238), and the secret behind them, sealed.

A secret is 20 bytes. It is sealed under a key made from SECRET_KEY: where that is changed, the second step
is set up again. A code is six figures, good for its thirty seconds and the ones beside them, once.
"""

from __future__ import annotations

import base64
import hmac
import secrets
import time
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings

from access.errors import Conflict

if TYPE_CHECKING:
    from access.models import SecondFactor

SECONDS, FIGURES, SECRET, NONCE = 30, 6, 20, 12


def fresh(user_id: object) -> bytes:
    """A new secret, sealed for this person's row."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + _cipher().encrypt(nonce, secrets.token_bytes(SECRET), str(user_id).encode())


def opened(factor: SecondFactor) -> bytes:
    """The secret; a Conflict where it was sealed under another SECRET_KEY."""
    sealed = bytes(factor.secret)
    try:
        return _cipher().decrypt(sealed[:NONCE], sealed[NONCE:], str(factor.pk).encode())
    except InvalidTag:
        raise Conflict("Your second step must be set up again. Ask the service desk to remove it.") from None


def step_of(secret: bytes, code: str, *, after: int, now: float | None = None) -> int | None:
    """Which thirty seconds this code belongs to, if it is a good one that was not used; else None."""
    current = int((time.time() if now is None else now) // SECONDS)
    totp = TOTP(secret, FIGURES, hashes.SHA1(), SECONDS)  # noqa: S303 - what every authenticator speaks
    good = [
        step
        for step in (current - 1, current, current + 1)
        if hmac.compare_digest(totp.generate(step * SECONDS), code.encode()) and step > after
    ]
    return good[-1] if good else None


def letters(secret: bytes) -> str:
    """The secret as it is typed into an authenticator."""
    return base64.b32encode(secret).decode()


def address(secret: bytes, *, account: str) -> str:
    """The otpauth address that an authenticator reads from the picture."""
    issuer = f"{settings.COUNCIL_NAME} conference minutes"
    words = urlencode({"secret": letters(secret), "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{words}"


def _cipher() -> AESGCM:
    key = HKDF(hashes.SHA256(), 32, salt=None, info=b"second factor").derive(settings.SECRET_KEY.encode())
    return AESGCM(key)
