"""Makes listening copies: decoded in the child, cut in memory, encoded in memory, sealed."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator

from access.models import User
from recordings import actions, copies
from recordings.audio import Refused as Unreadable
from recordings.audio import clips, decode, listening
from recordings.models import SoundCopy
from recordings.vault import store
from recordings.vault.sealed import Refused

logger = logging.getLogger(__name__)
WRITERS = {"m4a": listening.m4a, "opus": listening.opus}


def make(copy: SoundCopy, *, by: User) -> None:
    """Make one copy. Safe to do again after it was killed."""
    begun = actions.begin_making(copy, by=by)
    if begun.state != SoundCopy.State.MAKING:
        return
    digest, size = hashlib.sha256(), 0

    def made(sound: Iterator[bytes]) -> Iterator[bytes]:
        nonlocal size
        for piece in sound:
            digest.update(piece)
            size += len(piece)
            yield piece

    try:
        # Opened here: a storage may take what is sealed in a thread, with another way to the database.
        sound = iter(_made(begun))
        store.seal_stream(made(sound), begun.key, begun.pk, copies.PURPOSE)
    except (Unreadable, Refused, FileNotFoundError):
        logger.warning("listening copy %s could not be made", begun.pk)
        actions.fail_sound_copy(begun, by=by)
        return
    actions.finish_sound_copy(begun, size=size, sha256=digest.hexdigest(), by=by)


def _made(copy: SoundCopy) -> Iterator[bytes]:
    recording = copy.recording
    source = store.open(recording.blob, recording.key, recording.pk, "audio")
    return WRITERS[copy.format](clips.cut(decode(source), copy.cut))
