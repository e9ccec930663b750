"""Listening copies: opened, destroyed (by themselves or with their recording), shown where they matter."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from access.board import Task, earliest, undated
from access.errors import Conflict
from access.models import User
from access.roles import May
from recordings.models import Conference, Recording, SoundCopy
from recordings.steps import Panel
from recordings.vault import store
from recordings.vault.sealed import Reader, Refused

PURPOSE = "sound-copy"


def opened(copy: SoundCopy) -> Reader:
    """A reader of a copy that may be heard now."""
    if not copy.is_ready:
        raise Conflict("This copy is not there to be heard. Its page says why.")
    if copy.needs_second:
        raise Conflict(
            "A part of this copy has been marked since it was made, as not for everybody. Make another copy."
        )
    name = copy.key.blobs.values_list("name", flat=True).get()
    try:
        return store.open(name, copy.key, copy.pk, PURPOSE)
    except (Refused, FileNotFoundError):
        raise Conflict("This copy does not open as it was stored. Tell IT.") from None


def destroy(copy: SoundCopy) -> None:
    """The key first, then the object. That it was made stays on record."""
    names = list(copy.key.blobs.values_list("name", flat=True))
    copy.key.destroy()
    for name in names:
        store.delete(name)
    copy.state, copy.ended_at = SoundCopy.State.ENDED, timezone.now()
    copy.save(update_fields=["state", "ended_at"])


def erase_with(recording: Recording) -> None:
    """No copy outlives its recording."""
    for copy in SoundCopy.objects.filter(recording=recording).kept().select_related("key"):
        destroy(copy)


def panel(conference: Conference, user: User) -> Panel | None:
    """On the conference's page, for who makes copies or agrees to them."""
    recordings = Recording.objects.visible_to(user).filter(conference=conference).in_order()
    copies = SoundCopy.objects.visible_to(user).filter(recording__in=recordings)
    may_make = user.may(May.MAKE_SOUND_COPY) and recordings.exists()
    if not may_make and not copies.exists():
        return None
    shown = copies.with_people().order_by("recording__order", "number")
    context = {"copies": shown, "recordings": recordings, "may_make": may_make}
    return Panel("recordings/_sound_copies.html", context)


def tasks(user: User, most: int) -> list[Task]:
    """Copies with something in them that not everybody heard wait for a second person."""
    if not user.may(May.APPROVE_SOUND_COPY):
        return []
    waiting = SoundCopy.objects.visible_to(user).filter(state=SoundCopy.State.WAITING).with_people()
    return earliest(waiting.exclude(asked_by=user), most, task=_task, days=undated)


def _task(copy: SoundCopy) -> Task:
    conference = copy.recording.conference
    when = f"{conference.get_type_display().lower()} conference on {conference.held_on:%a %-d %b %Y}"
    return Task(
        what="Agree to a listening copy, or not",
        who=f"Copy {copy.name}, {when}",
        why="Something would be in it that not everybody heard.",
        url=reverse("recordings:sound_copy", args=[copy.pk]),
        button="Look at it",
        about=f"listening copy {copy.name} of the conference of {conference.held_on:%-d %B %Y}",
    )
