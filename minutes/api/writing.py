"""Changing the text over the API, paragraph by paragraph or at once: the same actions as the pages."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from minutes import actions
from minutes.actions.byhand import Stamp, Typed
from minutes.actions.editing import Settled
from minutes.api.problems import PROBLEMS, both_texts, own, readable
from minutes.clashes import Clash
from minutes.models import Version
from minutes.replacing import Wanted
from minutes.shapes import (
    AddShape,
    ClashShape,
    EditShape,
    MoveShape,
    ReplaceShape,
    SettleShape,
    TypeShape,
    VersionShape,
    WhoShape,
)
from minutes.text import Line
from recordings.models import Recording

SAVED = {200: VersionShape, 400: None, **PROBLEMS}


@extend_schema(request=EditShape, responses={**SAVED, 409: ClashShape})
@api_view(["PUT"])
def paragraph(request: Request, pk: UUID, paragraph: UUID) -> Response:
    """Change one paragraph. 409 with both texts when somebody else changed it since `based_on`."""
    minutes = own(request, pk)
    said = readable(EditShape, request)
    outcome = actions.edit_paragraph(
        minutes,
        paragraph=paragraph,
        lines=[Line(**line) for line in said["lines"]],
        based_on=said["based_on"],
        by=person(request),
    )
    return _saved(outcome)


@extend_schema(request=SettleShape, responses={**SAVED, 409: ClashShape})
@api_view(["POST"])
def settle(request: Request, pk: UUID, paragraph: UUID) -> Response:
    """Settle a clash: the other's text, or these lines; one's own first attempt is kept as a version too."""
    minutes = own(request, pk)
    said = readable(SettleShape, request)
    written = said.get("written")
    settled = Settled(
        mine=[Line(**line) for line in said["mine"]],
        written=[Line(**line) for line in written] if written is not None else None,
    )
    versions = (said["based_on"], said["seen"])
    return _saved(
        actions.settle_clash(
            minutes, paragraph=paragraph, settled=settled, versions=versions, by=person(request)
        )
    )


@extend_schema(request=AddShape, responses=SAVED)
@api_view(["POST"])
def add(request: Request, pk: UUID, paragraph: UUID) -> Response:
    """Type a paragraph after this one."""
    minutes = own(request, pk)
    said = readable(AddShape, request)
    people = minutes.conference.people.all()
    speaker = get_object_or_404(people, pk=said["speaker"]) if said["speaker"] else None
    return _saved(
        actions.add_paragraph(
            minutes, after=paragraph, words=said["words"], speaker=speaker, by=person(request)
        )
    )


@extend_schema(request=MoveShape, responses=SAVED)
@api_view(["POST"])
def move(request: Request, pk: UUID, paragraph: UUID) -> Response:
    """Put a paragraph under another heading; into or out of the restricted part with a reason."""
    minutes = own(request, pk)
    said = readable(MoveShape, request)
    return _saved(actions.move_paragraph(minutes, paragraph=paragraph, **said, by=person(request)))


@extend_schema(request=WhoShape, responses=SAVED)
@api_view(["POST"])
def name(request: Request, pk: UUID, paragraph: UUID) -> Response:
    """Say who spoke a paragraph."""
    minutes = own(request, pk)
    said = readable(WhoShape, request)
    speaker = get_object_or_404(minutes.conference.people.all(), pk=said["speaker"])
    return _saved(actions.name_paragraph(minutes, paragraph=paragraph, speaker=speaker, by=person(request)))


@extend_schema(request=TypeShape, responses=SAVED)
@api_view(["POST"])
def type_sentences(request: Request, pk: UUID) -> Response:
    """Type sentences under a heading, with the seconds they were heard in where there are any."""
    minutes = own(request, pk)
    said = readable(TypeShape, request)
    people = minutes.conference.people.all()
    speaker = get_object_or_404(people, pk=said["speaker"]) if said["speaker"] else None
    stamp = None
    if said["recording"]:
        heard = Recording.objects.visible_to(person(request)).filter(conference=minutes.conference_id)
        recording = get_object_or_404(heard, pk=said["recording"])
        stamp = Stamp(recording, round(1000 * said["start"]), round(1000 * said["end"]))
    typed = Typed(said["under"], said["words"], speaker, stamp)
    return _saved(actions.type_sentences(minutes, typed=typed, by=person(request)))


@extend_schema(request=ReplaceShape, responses=SAVED)
@api_view(["POST"])
def replace(request: Request, pk: UUID) -> Response:
    """Replace words in the sentences named."""
    minutes = own(request, pk)
    said = readable(ReplaceShape, request)
    wanted = Wanted(said["find"], said["write"], said["whole_words"], said["same_case"])
    chosen = {str(one) for one in said["sentences"]}
    return _saved(
        actions.replace_words(
            minutes, wanted=wanted, sentences=chosen, based_on=said["based_on"], by=person(request)
        )
    )


def _saved(outcome: Version | Clash) -> Response:
    if isinstance(outcome, Clash):
        return Response(both_texts(outcome), status=409)
    return Response(VersionShape(outcome).data)
