"""What can be noted of how a conference came to be recorded: the notice, and who objected to it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings.models import Attendance, Conference, Notice, Objection

QUESTIONS = {"read", "objected", "restricted_inside"}


@transaction.atomic
def answer_notice(conference: Conference, *, by: User, **answers: Any) -> Notice:
    """Note whether the recording notice was read out, whether anybody objected, what is restricted inside."""
    require(by, May.ADD_RECORDING)
    if unknown := answers.keys() - QUESTIONS:
        raise TypeError(f"There is no question {sorted(unknown)[0]}.")
    Conference.objects.select_for_update().get(pk=conference.pk)
    notice = Notice.objects.filter(conference=conference).first() or Notice(conference=conference)
    for name, answer in answers.items():
        setattr(notice, name, answer)
    notice.said_by = by
    notice.save()
    audit.record("notice.answered", by=by, on=notice, conference=conference.pk, **answers)
    return notice


@transaction.atomic
def note_objection(
    conference: Conference, *, words: str, by: User, answer: str = "", person: Attendance | None = None
) -> Objection:
    """Note who did not want to be recorded, what they said, and what the chair answered."""
    require(by, May.ADD_RECORDING)
    if person is not None and person.conference_id != conference.pk:
        raise Conflict("Choose somebody who is on the list of this conference.")
    objection = Objection.objects.create(
        conference=conference, person=person, words=words, answer=answer, noted_by=by
    )
    answer_notice(conference, objected=Notice.Answer.YES, by=by)
    audit.record("objection.noted", by=by, on=objection, conference=conference.pk)
    return objection
