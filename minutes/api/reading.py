"""Reading minutes over the API: the text, what is left to hear, the versions."""

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
from minutes import actions, saving
from minutes.amendments import amendments_of
from minutes.api.problems import PROBLEMS, own
from minutes.milestones import versions_of
from minutes.models import Minutes
from minutes.remaining import remaining
from minutes.saving import Newest
from minutes.shapes import (
    AmendmentShape,
    CheckShape,
    MinutesPageShape,
    MinutesShape,
    MinutesTextShape,
    VersionShape,
)
from minutes.sight import sight_of


@extend_schema(responses={200: MinutesPageShape, **PROBLEMS})
@api_view(["GET"])
def minutes_list(request: Request) -> Response:
    """The minutes this person may open."""
    require(person(request), May.READ_MINUTES)
    paginator = Pagination()
    found = (
        Minutes.objects.visible_to(person(request)).with_conference().order_by("-conference__held_on", "pk")
    )
    rows = [summary(minutes) for minutes in paginator.paginate_queryset(found, request) or []]
    return paginator.get_paginated_response(MinutesShape(rows, many=True).data)


@extend_schema(responses={200: MinutesTextShape, **PROBLEMS})
@api_view(["GET"])
def detail(request: Request, pk: UUID) -> Response:
    """The newest text, and what is left before it can be approved."""
    minutes = get_object_or_404(Minutes.objects.visible_to(person(request)).with_conference(), pk=pk)
    newest = saving.newest(minutes)
    return Response(_text(minutes, newest, person(request)))


@extend_schema(responses={200: CheckShape(many=True), **PROBLEMS})
@api_view(["GET"])
def checks(request: Request, pk: UUID) -> Response:
    """What is left to hear, in the order of the recording."""
    minutes = own(request, pk)
    left = remaining(minutes, sight_of(minutes, person(request)).of(saving.newest(minutes)))
    return Response(CheckShape(left.flags, many=True).data)


@extend_schema(responses={200: VersionShape(many=True), **PROBLEMS})
@api_view(["GET"])
def versions(request: Request, pk: UUID) -> Response:
    """Every version: number, who, when, digest."""
    minutes = get_object_or_404(Minutes.objects.visible_to(person(request)), pk=pk)
    return Response(VersionShape(versions_of(minutes)[::-1], many=True).data)


@extend_schema(responses={200: MinutesTextShape, **PROBLEMS})
@api_view(["GET"])
def version(request: Request, pk: UUID, number: int) -> Response:
    """One version as it was."""
    minutes = get_object_or_404(Minutes.objects.visible_to(person(request)).with_conference(), pk=pk)
    wanted = get_object_or_404(minutes.versions.all(), number=number)
    return Response(_text(minutes, saving.numbered(minutes, wanted.number), person(request)))


def summary(minutes: Minutes) -> dict[str, Any]:
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
        **summary(minutes),
        "version": newest.number,
        "content_sha256": newest.version.content_sha256,
        "sections": content["sections"],
        "restricted": restricted["sections"],
        "left": [{"kind": kind, "number": number} for kind, _, number in left.counts],
        "amendments": AmendmentShape(amendments_of(minutes), many=True).data,
    }
