"""Why somebody may hear a recording of a meeting they do not look after: a code for the access log."""

from __future__ import annotations

from collections.abc import Callable

from access.models import User
from recordings.models import ListeningReason, Recording

Source = Callable[[Recording, User], str]
SOURCES: list[Source] = []


def add_source(source: Source) -> None:
    """An app of a higher layer says, when it is ready, which other ways there are to a recording."""
    SOURCES.append(source)


def purpose_of(recording: Recording, user: User) -> str:
    """The reason that is open now; empty for whoever needs none."""
    given = ListeningReason.objects.open_now().filter(user=user, conference=recording.conference_id)
    reason = given.order_by("-opened_at").values_list("purpose", flat=True).first()
    return reason or next((code for source in SOURCES if (code := source(recording, user))), "")
