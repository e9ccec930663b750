"""Minutes typed by a person beside the player, with no transcript and no speech model."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes import saving, states, text
from minutes.actions.drafting import DEFAULT_TEMPLATE
from minutes.draft.templates import RESTRICTED
from minutes.models import Minutes, Version
from minutes.places import begin_review, headings, title_of
from minutes.saving import Change
from recordings.models import Attendance, Conference, Recording, VaultKey


@dataclass(frozen=True)
class Stamp:
    """The seconds of a recording that somebody listened to while typing."""

    recording: Recording
    start_ms: int
    end_ms: int

    @property
    def source(self) -> list[float]:
        return [self.start_ms / 1000, self.end_ms / 1000]

    @property
    def is_restricted(self) -> bool:
        parts = self.recording.parts.filter(start_ms__lt=self.end_ms, end_ms__gt=self.start_ms)
        return self.recording.restricted or any(part.is_restricted for part in parts)


@dataclass(frozen=True)
class Typed:
    """What somebody typed: under which heading, who said it, and where it was heard, as far as they say."""

    under: str
    words: str
    speaker: Attendance | None = None
    stamp: Stamp | None = None


@transaction.atomic
def start_typing(conference: Conference, *, by: User) -> Minutes:
    """Begin minutes with the council's headings and nothing under them; a person types them."""
    require(by, May.EDIT_MINUTES)
    held = Conference.objects.select_for_update().get(pk=conference.pk)
    if Minutes.objects.filter(conference=held).exists():
        raise Conflict("There are minutes of this conference already.")
    content: text.Text = {"sections": [], "template": DEFAULT_TEMPLATE, "suggestions": [], "presence": []}
    content["by_hand"] = True
    content["sections"] = [
        {"code": code, "title": title, "paragraphs": []}
        for code, title in headings(content, restricted=False)
    ]
    minutes = Minutes.objects.create(
        conference=held, key=VaultKey.objects.fresh(), restricted_key=VaultKey.objects.fresh(),
        template=DEFAULT_TEMPLATE,
    )  # fmt: skip
    states.move(minutes, to=Minutes.Status.IN_REVIEW, by=by)
    minutes.save(update_fields=["status"])
    version = saving.store(
        minutes, texts=(content, saving.EMPTY), by=by, based_on=None, change=Change("begun")
    )
    audit.record("minutes.typing_started", by=by, on=minutes, conference=held.pk, version=version.number)
    return minutes


@transaction.atomic
def type_sentences(minutes: Minutes, *, typed: Typed, by: User) -> Version:
    """Type under a heading, a sentence on each line. Each is this person's; seconds are kept where given."""
    require(by, May.EDIT_MINUTES)
    held = saving.locked(minutes)
    newest = saving.newest(held)
    content, restricted = newest.both
    shut = _is_shut(typed, by=by)
    under = RESTRICTED if shut else typed.under
    section = (under, title_of(under, content))
    made = _paragraph(typed, by=by)
    if shut:
        restricted = text.placed(restricted, made, section)
    else:
        content = text.placed(content, made, section)
    begin_review(held, by=by)
    version = saving.store(
        held, texts=(content, restricted), by=by, based_on=newest.number, change=Change("typed")
    )
    audit.record("minutes.typed", by=by, on=held, conference=held.conference_id, version=version.number)
    return version


def _is_shut(typed: Typed, *, by: User) -> bool:
    """Whether it belongs to the restricted text: by its heading, or as said in a restricted part."""
    said_there = typed.stamp is not None and typed.stamp.is_restricted
    if said_there or typed.under == RESTRICTED:
        require(by, May.READ_RESTRICTED)
        return True
    return False


def _paragraph(typed: Typed, *, by: User) -> text.Paragraph:
    lines = [line.strip() for line in typed.words.splitlines() if line.strip()]
    sentences = [text.typed(line, saving.hand(by)) for line in lines]
    if not sentences:
        raise Conflict("Write at least one sentence.")
    if typed.stamp:
        where = {"sources": [typed.stamp.source], "recording": str(typed.stamp.recording.pk)}
        sentences = [{**sentence, **where} for sentence in sentences]
    return {
        "id": str(uuid4()),
        "speaker": "",
        "speaker_id": None,
        "attendance_id": str(typed.speaker.pk) if typed.speaker else None,
        "sentences": sentences,
    }
