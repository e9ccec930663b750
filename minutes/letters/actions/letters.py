"""Making the letters of a conference, saying how each goes, and the chair's signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.letters import checks, making, states
from minutes.letters.composing import BY_HAND, is_foreign
from minutes.letters.due import letter_due
from minutes.letters.lacking import without_letter
from minutes.letters.locking import locked_letter
from minutes.letters.models import ChildDecision, Letter
from minutes.requests.models import Series
from recordings.actions import change_person
from recordings.calendar.council import council
from recordings.dates import due_of
from recordings.models import Attendance, Conference, ConferenceChild, VaultKey

Status = Letter.Status
FORMATS = {
    Attendance.Format.LARGE_PRINT.value: Letter.Format.LARGE,
    Attendance.Format.SCREEN_READER.value: Letter.Format.DOCX,
}
WAYS = {
    Attendance.SafeBy.POST.value: Letter.Way.POST,
    Attendance.SafeBy.COLLECTION.value: Letter.Way.COLLECTED,
    Attendance.SafeBy.EMAIL.value: Letter.Way.EMAIL,
}


@dataclass(frozen=True)
class Going:
    """How a letter goes: about whom, which way, where to, in which format; was the address read back."""

    children: tuple[ConferenceChild, ...]
    way: str
    address: str
    format: str
    language: str
    address_checked: bool = False


@transaction.atomic
def make_letters(conference: Conference, *, by: User) -> list[Letter]:
    """A letter for each person on the list who gets one and has none yet about what is decided now."""
    require(by, May.PREPARE_LETTERS)
    held = Conference.objects.select_for_update().get(pk=conference.pk)
    decisions = list(ChildDecision.objects.of(held).decided().with_child())
    if not decisions or len(decisions) < held.children.count():
        raise Conflict("Record the decision for each child first.")
    people = [one for one in held.people.select_related("conference__key") if one.gets_letter]
    if not people:
        raise Conflict("Nobody on the list of people gets a letter. Tick it for each person who does.")
    wanted = without_letter(people, decisions)
    made = [_letter_for(person, decisions) for person in wanted]
    if made and held.letters_made_at is None:
        held.letters_made_at = timezone.now()
        held.save(update_fields=["letters_made_at"])
    audit.record("letters.made", by=by, on=held, conference=held.pk, letters=len(made))
    return made


@transaction.atomic
def change_letter(letter: Letter, *, going: Going, by: User) -> Letter:
    """Say about which children it is and how it goes, while it is not signed."""
    require(by, May.PREPARE_LETTERS)
    letter = locked_letter(letter)
    if letter.status != Status.DRAFT:
        raise Conflict("This letter is signed. Take it back first.")
    if any(row.conference_id != letter.conference_id for row in going.children):
        raise Conflict("Choose children of this conference.")
    letter.children.set(going.children)
    letter.way, letter.format, letter.address = going.way, going.format, going.address
    letter.language = going.language
    letter.translation = _translation(going.language, letter.recipient)
    letter.due_on = _due(list(ChildDecision.objects.of(letter.conference).decided().with_child()), letter)
    letter.save()
    if going.address_checked:
        today = timezone.localdate()
        change_person(letter.recipient, safe_contact_checked_on=today, address=going.address, by=by)
    audit.record("letter.changed", by=by, on=letter, conference=letter.conference_id)
    return letter


@transaction.atomic
def sign_letter(letter: Letter, *, by: User) -> Letter:
    """The chair signs: the files are made, opened again, searched, and sealed."""
    require(by, May.APPROVE_LETTERS)
    letter = locked_letter(letter)
    if not letter.conference.is_chaired_by(by):
        raise Conflict("Only the chair of this conference, or its deputy, can sign its letters.")
    checks.require_all(checks.before_signing(letter))
    states.move(letter, to=Status.SIGNED, by=by)
    now = timezone.now()
    letter.number = letter.number or _next_number(now)
    made = making.make(letter, number=letter.number, at=now)
    letter.signed_at, letter.signed_by = now, by
    letter.pages, letter.words_searched = made.pages, made.words_searched
    letter.save()
    kept = making.seal(letter, made)
    audit.record(
        "letter.signed",
        by=by,
        on=letter,
        conference=letter.conference_id,
        pages=made.pages,
        searched=made.words_searched,
        fingerprints=[file.sha256 for file in kept],
    )
    return letter


@transaction.atomic
def take_back_letter(letter: Letter, *, by: User) -> Letter:
    """A signed letter that was not sent is open again; its files go."""
    letter = locked_letter(letter)
    states.move(letter, to=Status.DRAFT, by=by)
    making.unmake(letter)
    letter.signed_at = letter.signed_by = None
    letter.why_not_sent = ""
    letter.save()
    audit.record("letter.taken_back", by=by, on=letter, conference=letter.conference_id)
    return letter


@transaction.atomic
def drop_letter(letter: Letter, *, reason: str, by: User) -> Letter:
    """Do not send this letter, with a reason: a late one leaves the board only so, or by being sent."""
    letter = locked_letter(letter)
    states.move(letter, to=Status.NOT_SENT, by=by)
    letter.why_not_sent = reason
    letter.save()
    audit.record("letter.dropped", by=by, on=letter, conference=letter.conference_id)
    return letter


@transaction.atomic
def want_letter_after_all(letter: Letter, *, by: User) -> Letter:
    """A letter that was not to be sent is to be sent after all."""
    letter = locked_letter(letter)
    if letter.recipient.letters.unsent().exists():
        raise Conflict("There is another letter to this person that is not sent yet.")
    states.move(letter, to=Status.DRAFT, by=by)
    letter.save()
    audit.record("letter.wanted_after_all", by=by, on=letter, conference=letter.conference_id)
    return letter


def _letter_for(person: Attendance, decisions: list[ChildDecision]) -> Letter:
    letter = Letter(
        key=VaultKey.objects.fresh(),
        conference=person.conference,
        recipient=person,
        name=person.name,
        address=person.address,
        way=_way(person),
        format=FORMATS.get(person.format, Letter.Format.PDF),
        language=person.language,
        translation=_translation(person.language, person),
        due_on=_due(decisions, None),
    )
    letter.save(force_insert=True)
    letter.children.set(_children_of(person))
    letter.due_on = _due(decisions, letter)
    letter.save(update_fields=["due_on"])
    return letter


def _children_of(person: Attendance) -> list[ConferenceChild]:
    """Those they are here for. Of several children none is chosen for the family by itself."""
    chosen, rows = list(person.only_about.all()), list(person.conference.children.all())
    if chosen or len(rows) == 1:
        return chosen or rows
    return rows if person.group == Attendance.Group.PROFESSIONAL else []


def _way(person: Attendance) -> Letter.Way:
    at_work = person.group == Attendance.Group.PROFESSIONAL
    return WAYS.get(person.safe_contact_by, Letter.Way.EMAIL if at_work else Letter.Way.POST)


def _translation(language: str, person: Attendance) -> str:
    """Whether a version is needed that is not made here: in another language, in easy read, read aloud."""
    needed = is_foreign(language) or person.format in BY_HAND
    return Letter.Translation.NEEDED if needed else Letter.Translation.NOT_NEEDED


def _due(decisions: list[ChildDecision], letter: Letter | None) -> date:
    own = {row.pk for row in letter.children.all()} if letter else set()
    about = [one for one in decisions if one.row_id in own] or decisions
    answer = letter_due(about, council())
    if answer is None:
        raise Conflict("Record the decision for each child first.")
    return due_of(answer)


def _next_number(now: datetime) -> str:
    start = f"L-{timezone.localtime(now).year}-"
    known = Letter.objects.filter(number__startswith=start)
    return Series.objects.next_in(start, given_out=known.values_list("number", flat=True))
