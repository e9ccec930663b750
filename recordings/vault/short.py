"""Short values for database columns: AES-256-GCM under a key made for the column of the row. Pure."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from recordings.vault.sealed import NONCE_LENGTH, TAG_LENGTH, Refused, expand


def seal_field(plaintext: bytes, key: bytes, context: bytes) -> bytes:
    """A short value for a database column: nonce, ciphertext, tag."""
    nonce = os.urandom(NONCE_LENGTH)
    return nonce + _field_cipher(key, context).encrypt(nonce, plaintext, context)


def open_field(sealed: bytes, key: bytes, context: bytes) -> bytes:
    """The short value that was sealed under this key for this row and column."""
    if len(sealed) < NONCE_LENGTH + TAG_LENGTH:
        raise Refused("A sealed value is never this short")
    try:
        return _field_cipher(key, context).decrypt(sealed[:NONCE_LENGTH], sealed[NONCE_LENGTH:], context)
    except InvalidTag:
        raise Refused("The value is not what was sealed here") from None


def _field_cipher(key: bytes, context: bytes) -> AESGCM:
    return AESGCM(expand(key, b"field/1" + context, 32))
