"""What can be done about a paragraph that is too long: ask for a shorter wording, take what is supported."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes import language_model, saving, text
from minutes.models import Minutes, Version
from minutes.places import Place, begin_review, to_change, with_place
from minutes.saving import Change
from minutes.supported import Proposal, judged
from minutes.text import Line, Paragraph

OFF = "No language model is set up here. Shorten it by hand."


@transaction.atomic
def propose_wording(minutes: Minutes, *, paragraph: UUID, by: User) -> list[Proposal]:
    """Ask the council's own language model for a shorter wording; nothing is changed by it."""
    require(by, May.EDIT_MINUTES)
    place = _place(minutes, paragraph, by=by)
    audit.record(
        "wording.asked_for", by=by, on=minutes, conference=minutes.conference_id, paragraph=paragraph
    )
    sentences = _sentences(place.paragraph)
    try:
        wording = language_model.shorter("\n".join(said for _, said in sentences))
    except language_model.NoAnswer:
        raise Conflict("The language model gave no answer. Shorten it by hand, or try again later.") from None
    return judged(wording, sentences)


@transaction.atomic
def take_wording(
    minutes: Minutes, *, paragraph: UUID, wording: Sequence[str], based_on: int, by: User
) -> Version:
    """Put proposed sentences in place of those they come from: each is held against them again.

    They keep their seconds and their marks: a wording is not a correction, what was to be heard still is.
    """
    require(by, May.EDIT_MINUTES)
    held = saving.locked(minutes)
    newest = saving.newest(held)
    if newest.number != based_on:
        raise Conflict(f"Version {newest.number} was saved meanwhile. Ask for a wording again.")
    place = _place(held, paragraph, by=by)
    proposals = judged("\n".join(wording), _sentences(place.paragraph))
    if not proposals or not all(one.may_be_taken for one in proposals):
        raise Conflict("This says something that the paragraph does not say, so it cannot be taken.")
    changed = _worded(place, proposals, by=by)
    begin_review(held, by=by)
    texts = with_place(place, lambda whole: text.with_paragraph(whole, place.id, lambda _: changed))
    change = Change("wording_taken")
    version = saving.store(held, texts=texts, by=by, based_on=newest.number, change=change)
    audit.record("wording.taken", by=by, on=held, conference=held.conference_id, version=version.number)
    return version


def _place(minutes: Minutes, paragraph: UUID, *, by: User) -> Place:
    if not language_model.is_on():
        raise Conflict(OFF)
    place = to_change(saving.newest(minutes), str(paragraph), by=by)
    if place.restricted:
        raise Conflict(
            "The restricted part is never sent anywhere, not even to a machine of the council's own."
        )
    return place


def _sentences(paragraph: Paragraph) -> list[tuple[str, str]]:
    return [(sentence["id"], sentence["text"]) for sentence in paragraph["sentences"]]


def _worded(place: Place, proposals: Sequence[Proposal], *, by: User) -> Paragraph:
    """The paragraph with these sentences; those for which nothing was proposed stay as they are."""
    hand = saving.hand(by)
    said: dict[str, list[str]] = {}
    for one in proposals:
        said.setdefault(one.source, []).append(one.text)
    lines = [Line(pk, "\n".join(said.get(pk, [words]))) for pk, words in _sentences(place.paragraph)]
    changed = text.rewritten(place.paragraph, lines, hand)
    before = {sentence["id"]: sentence["text"] for sentence in place.paragraph["sentences"]}
    signed = {"replaced_by": hand.user, "replaced_at": hand.at, "wording": "proposed"}
    sentences = [
        one if one["text"] == before.get(one["id"]) else {**one, **signed} for one in changed["sentences"]
    ]
    return {**changed, "sentences": sentences}
