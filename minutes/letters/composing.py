"""What is printed in one letter: only the children of this reader, and never a withheld address."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from minutes.documents.content import full_date, long_date
from minutes.documents.letter import Decided, PlanLine
from minutes.documents.letter import Letter as Content
from minutes.letters.leaflets import leaflet_now
from minutes.letters.models import ChildDecision, Letter
from minutes.letters.withheld import printable_address
from recordings import clocks
from recordings.calendar.council import council
from recordings.models import Attendance, Child

NOT_NUMBERED = "to come"
BY_HAND = {Attendance.Format.EASY_READ.value: "in easy read", Attendance.Format.AUDIO.value: "read aloud"}


def compose(letter: Letter, *, number: str = NOT_NUMBERED, at: datetime | None = None) -> Content:
    """Everything in the letter, as it stands now."""
    held, made_at = letter.conference, at or timezone.now()
    window = clocks.amendment_window_end(timezone.localdate(made_at), extra_holidays=council())
    title, text = leaflet_now()
    return Content(
        council=settings.COUNCIL_NAME,
        recipient=letter.name,
        address=printable_address(letter),
        number=number,
        kind=f"{held.get_type_display()} child protection conference",
        held_on=held.held_on,
        chair=held.chair.name,
        made_at=timezone.localtime(made_at),
        corrections_by=window["last_day"],
        corrections_to=settings.SAFEGUARDING_ADDRESS,
        complaints_to=settings.COMPLAINTS_ADDRESS,
        phone=settings.SAFEGUARDING_PHONE,
        children=tuple(_decided(one) for one in decisions_of(letter)),
        leaflet_title=title,
        leaflet=text,
        asked_for=tuple(asked_for(letter)),
    )


def asked_for(letter: Letter) -> list[str]:
    """What this reader needs besides the files that are made here: "in Polish", "in easy read"."""
    if not letter.translation:
        return []
    language = [f"in {letter.language}"] if is_foreign(letter.language) else []
    return language + [words for code, words in BY_HAND.items() if letter.recipient.format == code]


def decisions_of(letter: Letter) -> list[ChildDecision]:
    """The recorded decisions for the children whom this letter is about."""
    found = ChildDecision.objects.of(letter.conference).decided().with_child()
    return list(found.filter(row__in=letter.children.all()))


def is_foreign(language: str) -> bool:
    """Whether somebody has to translate."""
    return language.strip().casefold() not in {"", "english"}


def _decided(decision: ChildDecision) -> Decided:
    child, plan = decision.row.child, decision.has_plan
    group = decision.members.all() if plan else []
    return Decided(
        name=child.name,
        born=_born(child),
        decision=decision.get_outcome_display(),
        category=decision.get_category_display() if plan else "",
        reasons=decision.reasons,
        plan=tuple(
            PlanLine(one.outcome, one.action, one.person, one.by_when, one.measure)
            for one in decision.actions.all()
        ),
        contingency=decision.contingency,
        core_group=tuple(_member(one.attendance.name, one.attendance.role) for one in group),
        core_group_when=_when(decision.core_group_on, decision.core_group_where) if plan else "",
        next_when=_when(decision.next_on, decision.next_where),
        worker=child.allocated_worker,
        worker_phone=child.allocated_worker_phone,
    )


def _born(child: Child) -> str:
    """The birthday, or the day on which a child who is not born yet is expected."""
    if child.born_on:
        return f"born {long_date(child.born_on)}"
    return f"expected {long_date(child.expected_on)}" if child.expected_on else ""


def _member(name: str, role: str) -> str:
    return f"{name}, {role}" if role else name


def _when(day: date | None, where: str) -> str:
    return ", ".join(part for part in (full_date(day) if day else "", where) if part)
