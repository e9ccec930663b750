"""What can be done to the text of minutes: each change is a new version, and none overwrites another's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes import saving, text
from minutes.clashes import Clash, unlike
from minutes.models import Minutes, Version
from minutes.places import Place, begin_review, place_of, to_change, with_place
from minutes.saving import EDITED, Change
from minutes.text import Line
from recordings.models import Attendance


@dataclass(frozen=True)
class Settled:
    """How a person settles a clash: keep the other's text, or these lines of their own."""

    mine: Sequence[Line]
    written: Sequence[Line] | None = None


@transaction.atomic
def edit_paragraph(
    minutes: Minutes, *, paragraph: UUID, lines: Sequence[Line], based_on: int, by: User
) -> Version | Clash:
    """Change the sentences of one paragraph; when somebody else changed it meanwhile, nothing is stored."""
    require(by, May.EDIT_MINUTES)
    held = saving.locked(minutes)
    newest = saving.newest(held)
    clash = unlike(newest, str(paragraph), based_on=based_on, lines=lines, by=by)
    if clash:
        audit.record("minutes.clashed", by=by, on=held, conference=held.conference_id, version=based_on)
        return clash
    place = to_change(newest, str(paragraph), by=by)
    changed = text.rewritten(place.paragraph, lines, saving.hand(by))
    if changed == place.paragraph:
        return newest.version
    return _store(held, place, changed, by=by, based_on=based_on)


@transaction.atomic
def settle_clash(
    minutes: Minutes, *, paragraph: UUID, settled: Settled, versions: tuple[int, int], by: User
) -> Version | Clash:
    """Settle a clash. `versions` are the one this person started from and the one they have seen since.

    Their first attempt becomes a version too, so that both texts stay in the history whichever is kept.
    """
    require(by, May.EDIT_MINUTES)
    started_from, seen = versions
    held = saving.locked(minutes)
    newest = saving.newest(held)
    clash = unlike(newest, str(paragraph), based_on=seen, lines=settled.mine, by=by)
    if clash:
        return clash
    theirs = to_change(newest, str(paragraph), by=by)
    words = place_of(saving.numbered(held, started_from), str(paragraph), by=by).paragraph["sentences"]
    base = {**theirs.paragraph, "sentences": words}
    mine = text.rewritten(base, settled.mine, saving.hand(by))
    version = _store(held, theirs, mine, by=by, based_on=started_from)
    kept = (
        theirs.paragraph
        if settled.written is None
        else text.rewritten(base, settled.written, saving.hand(by))
    )
    return version if kept == mine else _store(held, theirs, kept, by=by, based_on=seen)


@transaction.atomic
def add_paragraph(
    minutes: Minutes, *, after: UUID, words: str, speaker: Attendance | None, by: User
) -> Version:
    """Type a paragraph after another one; every sentence of it is marked as this person's."""
    require(by, May.EDIT_MINUTES)
    held = saving.locked(minutes)
    newest = saving.newest(held)
    place = place_of(newest, str(after), by=by)
    sentences = [text.typed(line.strip(), saving.hand(by)) for line in words.splitlines() if line.strip()]
    if not sentences:
        raise Conflict("Write at least one sentence.")
    made = {
        "id": str(uuid4()),
        "speaker": "",
        "speaker_id": None,
        "attendance_id": str(speaker.pk) if speaker else None,
        "sentences": sentences,
    }
    texts = with_place(place, lambda whole: text.after(whole, str(after), made))
    return _store_texts(held, texts, by=by, based_on=newest.number, change=Change("paragraph_added"))


@transaction.atomic
def move_paragraph(minutes: Minutes, *, paragraph: UUID, to: str, reason: str, by: User) -> Version:
    """Put a paragraph under another heading; into or out of the restricted part only with a reason."""
    require(by, May.EDIT_MINUTES)
    held = saving.locked(minutes)
    newest = saving.newest(held)
    place = to_change(newest, str(paragraph), by=by)
    texts = place.moved(to, reason=reason, by=by)
    what = "restricted_changed" if place.crosses(to) else "paragraph_moved"
    return _store_texts(held, texts, by=by, based_on=newest.number, change=Change(what, reason))


@transaction.atomic
def name_paragraph(minutes: Minutes, *, paragraph: UUID, speaker: Attendance, by: User) -> Version:
    """Say who spoke one paragraph, where the software gave it to somebody else."""
    require(by, May.NAME_SPEAKERS)
    if speaker.conference_id != minutes.conference_id:
        raise Conflict("Choose somebody who is on the list of this conference.")
    held = saving.locked(minutes)
    newest = saving.newest(held)
    place = to_change(newest, str(paragraph), by=by)
    changed = {**place.paragraph, "attendance_id": str(speaker.pk)}
    return _store(held, place, changed, by=by, based_on=newest.number)


def _store(held: Minutes, place: Place, changed: text.Paragraph, *, by: User, based_on: int) -> Version:
    texts = with_place(place, lambda whole: text.with_paragraph(whole, place.id, lambda _: changed))
    return _store_texts(held, texts, by=by, based_on=based_on)


def _store_texts(
    held: Minutes, texts: tuple[text.Text, text.Text], *, by: User, based_on: int, change: Change = EDITED
) -> Version:
    begin_review(held, by=by)
    version = saving.store(held, texts=texts, by=by, based_on=based_on, change=change)
    verb = f"minutes.{change.what}"
    audit.record(verb, by=by, on=held, conference=held.conference_id, version=version.number)
    return version
