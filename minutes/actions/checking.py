"""What can be done to what the software was unsure of or suggests: say it is right, take it up or not."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import transaction

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes import heard, rooms, saving, text
from minutes.checks import Open
from minutes.models import Check, Minutes, Version
from minutes.places import begin_review, title_of
from minutes.remaining import remaining
from minutes.saving import Change
from minutes.sight import sight_of
from recordings.actions import add_part
from recordings.models import Part

PLAN = "outline_plan"


@transaction.atomic
def clear_check(minutes: Minutes, *, check: UUID, by: User) -> list[Check]:
    """Say that a passage was heard and is right: all that is marked in that sentence, by one press.

    `check` is the id of the sentence, of one of its marks, or of a part nobody had listened to.
    """
    require(by, May.EDIT_MINUTES)
    held = saving.locked(minutes)
    if held.is_approved:
        raise Conflict("These minutes are approved.")
    texts = sight_of(held, by).of(saving.newest(held))
    found = _to_hear(held, texts, str(check))
    if found is None:
        if _is_marked(texts, str(check)):
            return []
        raise Conflict("This is no longer there to check. Load the page again.")
    milliseconds = heard.require_ear(found.sentence, by=by)
    flags = [flag["id"] for flag in found.flags]
    made = [
        Check(minutes=held, flag=flag, cleared_by=by, heard_ms=0 if n else milliseconds)
        for n, flag in enumerate(flags)
    ]
    Check.objects.bulk_create(made)
    begin_review(held, by=by)
    audit.record(
        "check.cleared", by=by, on=held, conference=held.conference_id, check=check, marks=flags,
        milliseconds=milliseconds,
    )  # fmt: skip
    return made


@transaction.atomic
def settle_suggestion(minutes: Minutes, *, suggestion: UUID, taken: bool, by: User) -> Version:
    """Take a suggestion up or leave it out; an action taken up stands in the plan with its own seconds."""
    require(by, May.EDIT_MINUTES)
    held = saving.locked(minutes)
    newest = saving.newest(held)
    rows = newest.content.get("suggestions", [])
    sight = sight_of(held, by)
    chosen = next(
        (row for row in rows if sight.may_see(row) and row["id"] == str(suggestion) and "taken" not in row),
        None,
    )
    if chosen is None:
        raise Conflict("This suggestion was settled already.")
    content = {**newest.content, "suggestions": [_settled(row, chosen, taken=taken) for row in rows]}
    if taken and chosen["kind"] == "action":
        content = _in_plan(content, chosen)
    begin_review(held, by=by)
    change = Change("suggestion_settled")
    version = saving.store(
        held, texts=(content, newest.restricted), by=by, based_on=newest.number, change=change
    )
    verb = "suggestion.taken" if taken else "suggestion.left_out"
    audit.record(verb, by=by, on=held, conference=held.conference_id, version=version.number)
    return version


@transaction.atomic
def mark_suggested_part(minutes: Minutes, *, part: str, by: User) -> Part:
    """Mark on the recording that somebody was out of the room, as the words suggest."""
    require(by, May.CONFIRM_PRESENCE)
    newest = saving.newest(minutes)
    chosen = next((one for one in rooms.suggested(minutes, newest.content) if one.id == part), None)
    if chosen is None:
        raise Conflict("These times are marked already, or overlap some that are.")
    span = (chosen.start_ms, chosen.end_ms)
    made = add_part(chosen.recording, kind=chosen.kind, span=span, absent=chosen.absent, by=by)
    audit.record("part.suggestion_taken", by=by, on=minutes, conference=minutes.conference_id, part=made.pk)
    return made


def _to_hear(held: Minutes, texts: tuple[text.Text, text.Text], check: str) -> Open | None:
    """What is still to be heard, by its own id or that of one of its marks."""
    left = remaining(held, texts).flags
    return next((one for one in left if one.id == check or any(f["id"] == check for f in one.flags)), None)


def _is_marked(texts: tuple[text.Text, text.Text], check: str) -> bool:
    """Whether a sentence by this id, or with this mark, is there and settled."""
    return any(
        sentence["flags"] and (sentence["id"] == check or any(f["id"] == check for f in sentence["flags"]))
        for whole in texts
        for sentence in text.sentences(whole)
    )


def _settled(row: dict, chosen: dict, *, taken: bool) -> dict:
    return {**row, "taken": taken} if row is chosen else row


def _in_plan(content: text.Text, chosen: dict) -> text.Text:
    """The sentence under the outline plan too, if it was said elsewhere."""
    for section, paragraph in text.paragraphs(content):
        for sentence in paragraph["sentences"]:
            same = sentence["sources"] == chosen["sources"] and sentence["recording"] == chosen["recording"]
            if same and section["code"] == PLAN:
                return content
            if same:
                copied = {**sentence, "id": str(uuid4()), "flags": [_same(one) for one in sentence["flags"]]}
                made = {**paragraph, "id": str(uuid4()), "sentences": [copied]}
                return text.placed(content, made, (PLAN, title_of(PLAN, content)))
    return content


def _same(flag: dict) -> dict:
    """The mark on a sentence that stands twice: heard once, it is settled in both places."""
    return {**flag, "id": str(uuid4()), "of": [*flag.get("of", []), flag["id"]]}
