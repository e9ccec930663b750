"""Says whether two files hold the same bytes, but only to whoever holds the look-up key."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings


def begun() -> hmac.HMAC:
    """A digest to be fed the whole file."""
    return hmac.new(settings.LOOKUP_KEY.encode(), b"recording/1\x00", hashlib.sha256)
