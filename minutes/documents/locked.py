"""The same PDF under a password: AES with 256 bits. A screen reader may still read all of it."""

import io
import secrets

import pikepdf

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is heard or read as something else
GROUPS, IN_GROUP = 4, 4
# Whoever has the password may do everything with their own copy, a screen reader included.
EVERYTHING = pikepdf.Permissions()


def lock(file: bytes, *, password: str) -> bytes:
    """The PDF with its words, its metadata and its structure sealed under the password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(file)) as opened:
        sealing = pikepdf.Encryption(
            user=password, owner=secrets.token_urlsafe(32), R=6, allow=EVERYTHING, metadata=True
        )
        opened.save(out, encryption=sealing)
    return out.getvalue()


def new_password() -> str:
    """A password of about 79 bits that can be read out: four groups of four."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(IN_GROUP)) for _ in range(GROUPS))
    return "-".join(groups)
