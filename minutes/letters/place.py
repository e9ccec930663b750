"""Where decisions and letters show up elsewhere: on a conference's page, on its way, and among the tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

from django.db.models import DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.urls import reverse

from access.board import MOST, Task
from access.models import User
from access.roles import May
from minutes.letters.due import due_for, letter_due
from minutes.letters.models import ChildDecision, Letter
from recordings import clocks
from recordings.calendar.again import OpenDate
from recordings.calendar.council import council
from recordings.calendar.place import people_of
from recordings.clocks import Council
from recordings.dates import due_of
from recordings.models import Attendance, Conference, ConferenceChild, ConferenceQuerySet
from recordings.progress import described
from recordings.steps import Next, Panel, Step

NOT_HISTORY = timedelta(days=60)  # added later than this after it was held: an old record that was imported
HELD = Conference.Status.HELD


def panel(conference: Conference, user: User) -> Panel | None:
    """On the conference's page: what was decided for each child, and how its letters stand."""
    mine = Conference.objects.content_visible_to(user).filter(pk=conference.pk)
    if not user.may(May.READ_MINUTES) or not conference.is_past or not mine.exists():
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
    decided = ChildDecision.objects.of(conference).decided().count()
    if not conference.children.count() or decided < conference.children.count():
        theirs = user.may(May.RECORD_DECISIONS) and conference.is_chaired_by(user)
        return Step("Letters", "not decided yet", "now", _record(conference) if theirs else None)
    letters = Letter.objects.filter(conference=conference).exclude(status=Letter.Status.NOT_SENT)
    gone = letters.filter(sent_on__isnull=False).count()
    note = f"{gone} of {letters.count()} sent"
    if letters.count() and gone == letters.count():
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


def tasks(user: User) -> list[Task]:
    """Decisions to record, letters to make, to sign and to send, with the day the letter is due."""
    if not user.may(May.PREPARE_LETTERS):
        return []
    calendar = council()
    found = [_decide(one, calendar) for one in _undecided(user)[:MOST]]
    found += [_make(one, calendar) for one in _without_letters(user)[:MOST]]
    found += _of_letters(_to_sign(user), "Sign the decision letter", "Open", "to be signed")
    found += _of_letters(_to_send(user), "Send the decision letter", "Open", "signed, to be sent")
    return found + _of_letters(
        _to_translate(user), "Send the version that was asked for", "Open", "sent without it"
    )


def _lately_held(user: User) -> ConferenceQuerySet:
    """Held, theirs, and not added as an old record."""
    before = ExpressionWrapper(F("held_on") + NOT_HISTORY, output_field=DateTimeField())
    held = Conference.objects.content_visible_to(user).filter(status=HELD, created_at__lte=before)
    return held.filter(Exists(_rows())).order_by("held_on", "pk")


def _rows() -> QuerySet[ConferenceChild]:
    """The children of the conference at hand."""
    return ConferenceChild.objects.filter(conference=OuterRef("pk"))


def _open_rows() -> QuerySet[ConferenceChild]:
    """Those about whom nothing is recorded as decided."""
    return _rows().filter(Q(decision=None) | Q(decision__decided_at=None))


def _undecided(user: User) -> ConferenceQuerySet:
    if not user.may(May.RECORD_DECISIONS):
        return Conference.objects.none()
    return _lately_held(user).filter(Exists(_open_rows())).with_people()


def _without_letters(user: User) -> ConferenceQuerySet:
    gets_one = Attendance.objects.filter(conference=OuterRef("pk"), gets_letter=True)
    found = _lately_held(user).filter(~Exists(_open_rows()), Exists(gets_one), letters=None)
    return found.with_people()


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
    sent = Letter.objects.prepared_by(user).filter(sent_on__isnull=False)
    return sent.filter(translation=Letter.Translation.NEEDED)


def _decide(conference: Conference, calendar: Council) -> Task:
    return Task(
        what="Record what was decided",
        who=described(conference),
        why="The letters follow from it. If a plan is made, they go the next working day.",
        url=reverse("letters:decisions", args=[conference.pk]),
        button="Record",
        about=f"the decisions for {conference.names}",
        due=clocks.plan_letter_cpp(conference.held_on, extra_holidays=calendar)["due"],
    )


def _make(conference: Conference, calendar: Council) -> Task:
    answer = letter_due(ChildDecision.objects.of(conference).with_child(), calendar)
    return Task(
        what="Make the decision letters",
        who=described(conference),
        why="Everything is decided. Each person on the list who gets a letter has one of their own.",
        url=reverse("letters:decisions", args=[conference.pk]),
        button="Make",
        about=f"the letters for {conference.names}",
        due=due_of(answer) if answer else None,
    )


def _of_letters(letters: QuerySet[Letter], what: str, button: str, state: str) -> list[Task]:
    """One task for each conference, however many letters wait for the same hand."""
    rows = letters.order_by("conference_id", "due_on").values_list("conference_id", "due_on", "pk")[
        : MOST * 4
    ]
    by_conference = [(pk, list(some)) for pk, some in groupby(rows, key=lambda row: row[0])][:MOST]
    found = Conference.objects.filter(pk__in=[pk for pk, _ in by_conference]).with_people()
    held = {one.pk: one for one in found}
    return [_letters(held[pk], [(due, one) for _, due, one in some], what, button, state)
            for pk, some in by_conference]  # fmt: skip


def _letters(
    conference: Conference, waiting: Iterable[tuple[date, object]], what: str, button: str, state: str
) -> Task:
    rows = list(waiting)
    many = len(rows) > 1
    where = "letters:decisions" if many else "letters:letter"
    return Task(
        what=f"{what}s" if many and what.endswith("letter") else what,
        who=described(conference),
        why=f"{len(rows)} {'letters are' if many else 'letter is'} {state}.",
        url=reverse(where, args=[conference.pk if many else rows[0][1]]),
        button=button,
        about=f"the letters for {conference.names}",
        due=min(due for due, _ in rows),
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
