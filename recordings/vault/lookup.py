"""Exact look-up of a sealed value: a digest under a key of its own, which tells nothing without that key."""

import hmac
import unicodedata

from django.conf import settings


def lookup_digest(reference: str) -> str:
    """The digest of a case reference, the same however its letters and spaces were typed."""
    return _digest("case-reference/1", "".join(reference.split()).casefold())


def conference_digest(reference: str) -> str:
    """The digest of the reference that another system gave a conference."""
    return _digest("conference-reference/1", "".join(reference.split()).casefold())


def name_digests(*names: str) -> set[str]:
    """One digest for each word of these names; the same with or without accents, hyphens and capitals."""
    return {_digest("child-name/1", word) for name in names for word in words_of(name)}


def words_of(name: str) -> list[str]:
    """The words of a name as they are compared: "Zoë O'Neill-Hart" is zoe, oneill and hart."""
    spelled = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(
        letter for letter in spelled if not unicodedata.combining(letter) and letter not in "'’."
    )
    return "".join(letter if letter.isalnum() else " " for letter in letters).split()


def _digest(purpose: str, typed: str) -> str:
    message = purpose.encode() + b"\x00" + typed.encode()
    return hmac.digest(settings.LOOKUP_KEY.encode(), message, "sha256").hex()
