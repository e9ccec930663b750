"""What can be done with the sound of a recording: listening to a piece, which is always on the audit."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from access import audit
from access.models import User
from access.roles import May, require
from recordings.models import Recording
from recordings.purposes import purpose_of


@transaction.atomic
def note_listening(
    recording: Recording, *, start: int, length: int, by: User, whole: int | None = None
) -> None:
    """Write down which bytes, and so about which seconds, are being sent to whom.

    `whole` is the length in bytes of what is played, where that is a copy and not the recording itself.
    """
    require(by, May.LISTEN)
    whole = recording.size if whole is None else whole
    purpose = purpose_of(recording, by)
    why: dict[str, Any] = {"purpose": purpose} if purpose else {}
    audit.record(
        "recording.listened", by=by, on=recording, conference=recording.conference_id,
        start=start, bytes=length,
        from_second=_second(recording, start, whole), to_second=_second(recording, start + length, whole),
        **why,
    )  # fmt: skip


@transaction.atomic
def note_listening_copy(recording: Recording, *, by: User) -> None:
    """Write down that a copy for listening was made, under the recording's own key."""
    audit.record("recording.copied_for_listening", by=by, on=recording, conference=recording.conference_id)


def _second(recording: Recording, byte: int, whole: int) -> float:
    """Where in the sound a byte lies, taking every second to be as many bytes as any other."""
    return round(recording.duration * byte / max(whole, 1), 1)
