"""Where decisions and letters show up elsewhere: on a conference's page, on its way, and among the tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from django.db.models import Count, DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.urls import reverse

from access.board import Task, earliest, rest
from access.models import User
from access.roles import May
from minutes.letters.due import due_for, letter_due
from minutes.letters.models import ChildDecision, Letter
from recordings.calendar.again import OpenDate
from recordings.calendar.council import council_for
from recordings.calendar.place import people_of
from recordings.clocks import Council
from recordings.dates import due_of, plan_letter_due, plan_letters_due
from recordings.models import (
    Attendance,
    Conference,
    ConferenceChild,
    ConferenceChildQuerySet,
    ConferenceQuerySet,
)
from recordings.models.seeing import among
from recordings.progress import described
from recordings.steps import Next, Panel, Step

NOT_HISTORY = timedelta(days=60)  # added later than this after it was held: an old record that was imported
HELD = Conference.Status.HELD


def panel(conference: Conference, user: User) -> Panel | None:
    """On the conference's page: what was decided for each child, and how its letters stand."""
    if not user.may(May.READ_MINUTES) or not conference.is_past or not conference.opens_to(user):
        return None
    kept = {one.row_id: one for one in ChildDecision.objects.of(conference)}
    rows = conference.children.select_related("child__key")
    shown = [{"row": row, "decision": kept.get(row.pk)} for row in rows]
    letters = Letter.objects.visible_to(user).filter(conference=conference).with_people()
    return Panel("letters/_panel.html", {"conference": conference, "shown": shown, "letters": letters})


def letters_step(conference: Conference, user: User) -> Step:
    """Letters on the way of a conference."""
    if conference.status != HELD:
        return Step("Letters")
    rows = conference.children.all()
    if not rows or any(row.decided_at is None for row in rows):
        theirs = user.may(May.RECORD_DECISIONS) and conference.is_chaired_by(user)
        return Step("Letters", "not decided yet", "now", _record(conference) if theirs else None)
    letters = Letter.objects.filter(conference=conference).exclude(status=Letter.Status.NOT_SENT)
    made, gone = letters.aggregate(made=Count("pk"), gone=Count("sent_on")).values()
    note = f"{gone} of {made} sent"
    if made and gone == made:
        return Step("Letters", note, "done")
    return Step("Letters", note, "now", _go_on(conference, user))


def _record(conference: Conference) -> Next:
    return Next(
        "record what was decided",
        "The views, the decision, the plan and the dates, for each child. The letters follow from it.",
        reverse("letters:decisions", args=[conference.pk]),
        "Record the decisions",
    )


def _go_on(conference: Conference, user: User) -> Next | None:
    if not user.may(May.PREPARE_LETTERS):
        return None
    why = "Each person on the list who gets a letter has one of their own."
    return Next("send the decision letters", why, reverse("letters:decisions", args=[conference.pk]), "Open")


def tasks(user: User, most: int) -> list[Task]:
    """Decisions to record, letters to make, to sign and to send, with the day the letter is due."""
    if not user.may(May.PREPARE_LETTERS):
        return []
    calendar = council_for(user)
    days = partial(plan_letters_due, calendar=calendar)
    return [
        *earliest(_undecided(user), most, task=partial(_decide, calendar=calendar), days=days),
        *earliest(_without_letters(user), most, task=partial(_make, calendar=calendar), days=days),
        *_of_letters(_to_sign(user), most, "Sign the decision letter", "to be signed"),
        *_of_letters(_to_send(user), most, "Send the decision letter", "signed, to be sent"),
        *_of_letters(_to_translate(user), most, "Send the version that was asked for", "sent without it"),
    ]


def _lately_held(user: User) -> ConferenceQuerySet:
    """Held, theirs, and not added as an old record."""
    before = ExpressionWrapper(F("held_on") + NOT_HISTORY, output_field=DateTimeField())
    held = Conference.objects.content_visible_to(user).filter(status=HELD, created_at__lte=before)
    return held.order_by("held_on", "pk")


def _rows() -> ConferenceChildQuerySet:
    """The children of the conference at hand."""
    return ConferenceChild.objects.filter(conference=OuterRef("pk"))


def _undecided(user: User) -> ConferenceQuerySet:
    if not user.may(May.RECORD_DECISIONS):
        return Conference.objects.none()
    return _lately_held(user).filter(Exists(_rows().undecided())).with_people()


def _without_letters(user: User) -> ConferenceQuerySet:
    gets_one = Attendance.objects.filter(conference=OuterRef("pk"), gets_letter=True)
    decided = _lately_held(user).filter(Exists(_rows()), ~Exists(_rows().undecided()))
    found = decided.filter(Exists(gets_one), letters_made_at=None)
    return found.with_people().prefetch_related("children__decision")


def _to_sign(user: User) -> QuerySet[Letter]:
    if not user.may(May.APPROVE_LETTERS):
        return Letter.objects.none()
    return Letter.objects.prepared_by(user).filter(status=Letter.Status.DRAFT)


def _to_send(user: User) -> QuerySet[Letter]:
    """Their own conferences' letters, and those that nobody looks after."""
    mine = Q(conference__administrator=user) | Q(conference__administrator=None)
    return Letter.objects.sendable_by(user).filter(mine)


def _to_translate(user: User) -> QuerySet[Letter]:
    if not user.may(May.RELEASE_LETTERS):
        return Letter.objects.none()
    waiting = Letter.objects.filter(sent_on__isnull=False, translation=Letter.Translation.NEEDED)
    return waiting.filter(among(Letter.objects.prepared_by(user), "pk"))


def _decide(conference: Conference, calendar: Council) -> Task:
    names = conference.names
    return Task(
        what="Record what was decided",
        who=described(conference, names),
        why="The letters follow from it. If a plan is made, they go the next working day.",
        url=reverse("letters:decisions", args=[conference.pk]),
        button="Record",
        about=f"the decisions for {names}",
        due=plan_letter_due(conference.held_on, calendar),
    )


def _make(conference: Conference, calendar: Council) -> Task:
    answer = letter_due([row.decision for row in conference.children.all()], calendar)
    names = conference.names
    return Task(
        what="Make the decision letters",
        who=described(conference, names),
        why="Everything is decided. Each person on the list who gets a letter has one of their own.",
        url=reverse("letters:decisions", args=[conference.pk]),
        button="Make",
        about=f"the letters for {names}",
        due=due_of(answer) if answer else None,
    )


def _of_letters(letters: QuerySet[Letter], most: int, what: str, state: str) -> list[Task]:
    """One task for each conference, however many letters wait for the same hand; the earliest first."""
    waiting: dict[UUID, list[tuple[date, UUID]]] = {}
    for conference, due, pk in letters.order_by("due_on", "pk").values_list("conference", "due_on", "pk"):
        waiting.setdefault(conference, []).append((due, pk))
    shown = list(waiting)[:most]
    held = Conference.objects.with_people().in_bulk(shown)
    found = [_letters(held[pk], waiting[pk], what, state) for pk in shown]
    hidden = [waiting[pk][0][0] for pk in list(waiting)[most:]]
    return [*found, rest(hidden, most, of=what)] if hidden else found


def _letters(conference: Conference, rows: list[tuple[date, UUID]], what: str, state: str) -> Task:
    many = len(rows) > 1
    where = "letters:decisions" if many else "letters:letter"
    names = conference.names
    return Task(
        what=f"{what}s" if many and what.endswith("letter") else what,
        who=described(conference, names),
        why=f"{len(rows)} {'letters are' if many else 'letter is'} {state}.",
        url=reverse(where, args=[conference.pk if many else rows[0][1]]),
        button="Open",
        about=f"the letters for {names}",
        due=rows[0][0],
    )


def open_dates(calendar: Council) -> Iterator[OpenDate]:
    """The letters that are not sent yet, each with the day it is due by."""
    for letter in Letter.objects.unsent().select_related("conference").prefetch_related("children"):
        answer = due_for(letter, calendar)
        if answer:
            yield OpenDate(
                f"letter {letter.pk}",
                "Decision letter",
                letter.conference_id,
                due_of(answer),
                people_of(letter.conference),
                keep=Letter.objects.filter(pk=letter.pk).update_due,
            )
