"""What moves minutes on over the API: checks, suggestions, undo, versions, approval, amendments."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.actions import prove_second_factor
from access.http import person
from access.roles import May
from minutes import actions
from minutes import here as presence
from minutes.api.problems import PROBLEMS, own, readable
from minutes.api.reading import summary
from minutes.shapes import (
    AmendmentShape,
    ApprovalShape,
    HereShape,
    MinutesShape,
    NameShape,
    OtherShape,
    ReopeningShape,
    SuggestionShape,
    VersionShape,
)

SAVED = {200: VersionShape, 400: None, **PROBLEMS}


@extend_schema(request=None, responses={200: MinutesShape, **PROBLEMS})
@api_view(["POST"])
def start(request: Request, pk: UUID) -> Response:
    """Begin to check the software's draft."""
    return Response(summary(actions.start_checking(own(request, pk), by=person(request))))


@extend_schema(request=None, responses={204: None, **PROBLEMS})
@api_view(["POST"])
def clear(request: Request, pk: UUID, check: UUID) -> Response:
    """Say that a passage was heard and is right. 409 unless its sound was sent to this person."""
    actions.clear_check(own(request, pk), check=check, by=person(request))
    return Response(status=204)


@extend_schema(request=HereShape, responses={200: OtherShape(many=True), 400: None, **PROBLEMS})
@api_view(["POST"])
def here(request: Request, pk: UUID) -> Response:
    """Say that one is in the editor, and where: who else is."""
    minutes, where = own(request, pk), readable(HereShape, request)["paragraph"]
    presence.note(minutes, paragraph=where, by=person(request))
    return Response(OtherShape(presence.others(minutes, person(request)), many=True).data)


@extend_schema(request=SuggestionShape, responses=SAVED)
@api_view(["POST"])
def suggestion(request: Request, pk: UUID, suggestion: UUID) -> Response:
    """Take a suggestion up, or leave it out."""
    minutes, taken = own(request, pk), readable(SuggestionShape, request)["taken"]
    made = actions.settle_suggestion(minutes, suggestion=suggestion, taken=taken, by=person(request))
    return Response(VersionShape(made).data)


@extend_schema(request=None, responses={204: None, **PROBLEMS})
@api_view(["POST"])
def part(request: Request, pk: UUID, part: UUID) -> Response:
    """Mark on the recording that somebody was out of the room, as the words suggest."""
    minutes = own(request, pk, may=May.CONFIRM_PRESENCE)
    actions.mark_suggested_part(minutes, part=str(part), by=person(request))
    return Response(status=204)


@extend_schema(request=None, responses={200: VersionShape, **PROBLEMS})
@api_view(["POST"])
def undo(request: Request, pk: UUID) -> Response:
    """Take back one's own last change that still stands."""
    return Response(VersionShape(actions.undo(own(request, pk), by=person(request))).data)


@extend_schema(request=None, responses={200: VersionShape, **PROBLEMS})
@api_view(["POST"])
def redo(request: Request, pk: UUID) -> Response:
    """Do again what was undone last."""
    return Response(VersionShape(actions.redo(own(request, pk), by=person(request))).data)


@extend_schema(request=None, responses={200: VersionShape, **PROBLEMS})
@api_view(["POST"])
def restore(request: Request, pk: UUID, number: int) -> Response:
    """Bring an older text back as a new version."""
    return Response(
        VersionShape(actions.restore_version(own(request, pk), number=number, by=person(request))).data
    )


@extend_schema(request=NameShape, responses={204: None, 400: None, **PROBLEMS})
@api_view(["PUT"])
def name_version(request: Request, pk: UUID, number: int) -> Response:
    """Give a version a name."""
    minutes, name = own(request, pk), readable(NameShape, request)["name"]
    actions.name_version(minutes, number=number, name=name, by=person(request))
    return Response(status=204)


@extend_schema(request=ApprovalShape, responses={200: MinutesShape, 400: None, **PROBLEMS})
@api_view(["POST"])
def approve(request: Request, pk: UUID) -> Response:
    """The chair approves the newest version; 409 says what is left."""
    minutes = own(request, pk, may=May.APPROVE_MINUTES)
    said = readable(ApprovalShape, request)
    if "code" in said:
        prove_second_factor(said["code"], by=person(request))
    approved = actions.approve(minutes, version=said["version"], by=person(request))
    return Response(summary(approved))


@extend_schema(request=ReopeningShape, responses={200: AmendmentShape, 400: None, **PROBLEMS})
@api_view(["POST"])
def reopen(request: Request, pk: UUID) -> Response:
    """The chair reopens approved minutes with a reason; the next approval is an amendment."""
    minutes = own(request, pk, may=May.APPROVE_MINUTES)
    reason = readable(ReopeningShape, request)["reason"]
    amendment = actions.reopen(minutes, reason=reason, by=person(request))
    return Response(AmendmentShape(amendment).data)
