"""Minutes over the API: the same actions as the pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from access.limits import Pagination
from access.models import User
from access.roles import May, require
from access.shapes import ProblemShape
from minutes import actions, saving
from minutes.amendments import amendments_of
from minutes.clashes import Clash
from minutes.models import Minutes
from minutes.remaining import remaining
from minutes.saving import Newest
from minutes.shapes import (
    AmendmentShape,
    ApprovalShape,
    CheckShape,
    ClashShape,
    EditShape,
    MinutesPageShape,
    MinutesShape,
    MinutesTextShape,
    ReopeningShape,
    VersionShape,
)
from minutes.sight import sight_of
from minutes.text import Line

PROBLEMS: dict[int, Any] = dict.fromkeys((401, 403, 404, 409), ProblemShape)


@extend_schema(responses={200: MinutesPageShape, **PROBLEMS})
@api_view(["GET"])
def minutes_list(request: Request) -> Response:
    """The minutes this person may open."""
    require(person(request), May.READ_MINUTES)
    paginator = Pagination()
    found = (
        Minutes.objects.visible_to(person(request)).with_conference().order_by("-conference__held_on", "pk")
    )
    rows = [_summary(minutes) for minutes in paginator.paginate_queryset(found, request) or []]
    return paginator.get_paginated_response(MinutesShape(rows, many=True).data)


@extend_schema(responses={200: MinutesTextShape, **PROBLEMS})
@api_view(["GET"])
def detail(request: Request, pk: UUID) -> Response:
    """The newest text, and what is left before it can be approved."""
    minutes = get_object_or_404(Minutes.objects.visible_to(person(request)).with_conference(), pk=pk)
    newest = saving.newest(minutes)
    return Response(_text(minutes, newest, person(request)))


@extend_schema(request=EditShape, responses={200: VersionShape, 400: None, **PROBLEMS, 409: ClashShape})
@api_view(["PUT"])
def paragraph(request: Request, pk: UUID, paragraph: UUID) -> Response:
    """Change one paragraph. 409 with both texts when somebody else changed it since `based_on`."""
    minutes = get_object_or_404(Minutes.objects.visible_to(person(request)).with_conference(), pk=pk)
    require(person(request), May.EDIT_MINUTES)
    shape = EditShape(data=request.data)
    shape.is_valid(raise_exception=True)
    said = shape.validated_data
    lines = [Line(**line) for line in said["lines"]]
    outcome = actions.edit_paragraph(
        minutes, paragraph=paragraph, lines=lines, based_on=said["based_on"], by=person(request)
    )
    if isinstance(outcome, Clash):
        return Response(_both_texts(outcome), status=409)
    return Response(VersionShape(outcome).data)


@extend_schema(responses={200: CheckShape(many=True), **PROBLEMS})
@api_view(["GET"])
def checks(request: Request, pk: UUID) -> Response:
    """What is left to hear, in the order of the recording."""
    minutes = get_object_or_404(Minutes.objects.visible_to(person(request)).with_conference(), pk=pk)
    require(person(request), May.EDIT_MINUTES)
    left = remaining(minutes, sight_of(minutes, person(request)).of(saving.newest(minutes)))
    return Response(CheckShape(left.flags, many=True).data)


@extend_schema(request=None, responses={204: None, **PROBLEMS})
@api_view(["POST"])
def clear(request: Request, pk: UUID, check: UUID) -> Response:
    """Say that a passage was heard and is right. 409 unless its sound was sent to this person."""
    minutes = get_object_or_404(Minutes.objects.visible_to(person(request)), pk=pk)
    actions.clear_check(minutes, check=check, by=person(request))
    return Response(status=204)


@extend_schema(responses={200: VersionShape(many=True), **PROBLEMS})
@api_view(["GET"])
def versions(request: Request, pk: UUID) -> Response:
    """Every version: number, who, when, digest."""
    minutes = get_object_or_404(Minutes.objects.visible_to(person(request)), pk=pk)
    found = minutes.versions.select_related("author").defer("content", "restricted")
    return Response(VersionShape(found, many=True).data)


@extend_schema(responses={200: MinutesTextShape, **PROBLEMS})
@api_view(["GET"])
def version(request: Request, pk: UUID, number: int) -> Response:
    """One version as it was."""
    minutes = get_object_or_404(Minutes.objects.visible_to(person(request)).with_conference(), pk=pk)
    wanted = get_object_or_404(minutes.versions.all(), number=number)
    return Response(_text(minutes, saving.numbered(minutes, wanted.number), person(request)))


@extend_schema(request=ApprovalShape, responses={200: MinutesShape, 400: None, **PROBLEMS})
@api_view(["POST"])
def approve(request: Request, pk: UUID) -> Response:
    """The chair approves the newest version; 409 says what is left."""
    minutes = get_object_or_404(Minutes.objects.visible_to(person(request)).with_conference(), pk=pk)
    require(person(request), May.APPROVE_MINUTES)
    shape = ApprovalShape(data=request.data)
    shape.is_valid(raise_exception=True)
    approved = actions.approve(minutes, version=shape.validated_data["version"], by=person(request))
    return Response(_summary(approved))


@extend_schema(request=ReopeningShape, responses={200: AmendmentShape, 400: None, **PROBLEMS})
@api_view(["POST"])
def reopen(request: Request, pk: UUID) -> Response:
    """The chair reopens approved minutes with a reason; the next approval is an amendment."""
    minutes = get_object_or_404(Minutes.objects.visible_to(person(request)).with_conference(), pk=pk)
    require(person(request), May.APPROVE_MINUTES)
    shape = ReopeningShape(data=request.data)
    shape.is_valid(raise_exception=True)
    amendment = actions.reopen(minutes, reason=shape.validated_data["reason"], by=person(request))
    return Response(AmendmentShape(amendment).data)


def _summary(minutes: Minutes) -> dict[str, Any]:
    return {
        "id": str(minutes.pk),
        "conference": str(minutes.conference_id),
        "held_on": minutes.conference.held_on.isoformat(),
        "status": minutes.status,
        "approved_at": minutes.approved_at.isoformat() if minutes.approved_at else None,
    }


def _text(minutes: Minutes, newest: Newest, user: User) -> dict[str, Any]:
    sight = sight_of(minutes, user)
    content, restricted = sight.of(newest)
    left = remaining(minutes, (content, restricted))
    actions.note_reading(minutes, version=newest.number, restricted=sight.restricted, by=user)
    return {
        **_summary(minutes),
        "version": newest.number,
        "content_sha256": newest.version.content_sha256,
        "sections": content["sections"],
        "restricted": restricted["sections"],
        "left": [{"kind": kind, "number": number} for kind, _, number in left.counts],
        "amendments": AmendmentShape(amendments_of(minutes), many=True).data,
    }


def _both_texts(clash: Clash) -> dict[str, Any]:
    return {
        "detail": "Somebody else changed this paragraph. Nothing is lost: both texts are here.",
        "seen": clash.seen,
        "theirs": clash.theirs,
        "mine": [{"id": line.id, "text": line.text} for line in clash.lines],
    }
