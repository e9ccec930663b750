"""What the second person does: send a signed letter, note its proof; and the leaflet that goes along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.letters import checks, making, states
from minutes.letters.locking import locked_letter
from minutes.letters.models import Leaflet, Letter, LetterFile

Status = Letter.Status


@dataclass(frozen=True)
class Sent:
    """What the sender read with their own eyes, and the proof there is so far."""

    envelope: str
    tracking: str = ""
    translation_enclosed: bool = False


@transaction.atomic
def send_letter(letter: Letter, *, sent: Sent, by: User) -> Letter:
    """Send it: by somebody other than whoever signed, who has the envelope in hand."""
    letter = locked_letter(letter)
    if letter.signed_by_id == by.pk:
        raise Conflict("You signed this letter, so someone else must send it.")
    states.move(letter, to=Status.SENT, by=by)
    checks.require_all(checks.before_sending(letter))
    if _plain(sent.envelope) != _plain(letter.on_the_envelope):
        raise Conflict("What is on the envelope is not what is on this letter. Do not send it.")
    letter.sent_by, letter.sent_on, letter.tracking = by, timezone.localdate(), sent.tracking
    if sent.translation_enclosed and letter.translation == Letter.Translation.NEEDED:
        letter.translation = Letter.Translation.ENCLOSED
    letter.save()
    audit.record(
        "letter.sent",
        by=by,
        on=letter,
        conference=letter.conference_id,
        way=letter.way,
        number=letter.number,
        late=letter.sent_on > letter.due_on,
    )
    return letter


@transaction.atomic
def record_arrival(letter: Letter, *, on: date, by: User) -> Letter:
    """Note the day on which it was in the person's hands."""
    letter = locked_letter(letter)
    states.move(letter, to=Status.DELIVERED, by=by)
    if letter.sent_on is None or on < letter.sent_on or on > timezone.localdate():
        raise Conflict("It arrived after it was sent, and not later than today. Check the date.")
    letter.delivered_on = on
    letter.save()
    audit.record("letter.delivered", by=by, on=letter, conference=letter.conference_id, day=on)
    return letter


@transaction.atomic
def enclose_translation(letter: Letter, *, by: User) -> Letter:
    """Note that the translation has gone after the letter."""
    require(by, May.RELEASE_LETTERS)
    letter = locked_letter(letter)
    if letter.sent_on is None or letter.translation != Letter.Translation.NEEDED:
        raise Conflict("There is no translation or other version to send after this letter.")
    letter.translation = Letter.Translation.ENCLOSED
    letter.save(update_fields=["translation"])
    audit.record("letter.translation_sent", by=by, on=letter, conference=letter.conference_id)
    return letter


@transaction.atomic
def open_letter_file(file: LetterFile, *, by: User) -> bytes:
    """The file itself, to print or to look at. Each time is in the audit."""
    require(by, May.PREPARE_LETTERS)
    content = making.content_of(file)
    conference = file.letter.conference_id
    audit.record(
        "letter.downloaded", by=by, on=file.letter, conference=conference, file=file.pk, format=file.format
    )
    return content


@transaction.atomic
def set_leaflet(*, title: str, text: str, by: User) -> Leaflet:
    """Set the leaflet that goes with every letter signed from now on."""
    require(by, May.MANAGE_SETTINGS)
    leaflet = Leaflet.objects.create(title=title, text=text, set_by=by)
    audit.record("leaflet.set", by=by, on=leaflet)
    return leaflet


def _plain(text: str) -> str:
    return " ".join(text.replace(",", " ").split()).casefold()
