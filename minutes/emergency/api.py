"""Emergency access over the API: the same actions as the pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access import actions as own
from access.errors import Conflict
from access.http import person
from access.limits import Pagination
from access.models import SecondFactor
from access.roles import May, require
from access.shapes import ProblemShape
from minutes.emergency import actions
from minutes.emergency.looking import out_of_reach
from minutes.emergency.models import Opening
from minutes.emergency.showing import minutes_of, page_of
from minutes.sight import open_sight
from recordings import sound as sounds
from recordings.api.sound import RANGE

PROBLEMS: dict[int, Any] = dict.fromkeys((401, 403, 404, 409), ProblemShape)
ASKED: dict[int, Any] = {400: None, **PROBLEMS}


class ReferenceShape(serializers.Serializer):
    """The whole reference of a child or of a conference."""

    reference = serializers.CharField(max_length=100)


class FoundShape(serializers.Serializer):
    """A conference with this reference; nobody is named before it is opened."""

    id = serializers.UUIDField(source="conference.pk")
    type = serializers.CharField(source="conference.type")
    held_on = serializers.DateField(source="conference.held_on")
    chair = serializers.CharField(source="conference.chair.name")
    theirs = serializers.BooleanField(help_text="Whether it is open to this person without an emergency")


class OpenShape(serializers.Serializer):
    """Why it cannot wait, and the code that the authenticator shows now."""

    reason = serializers.ChoiceField(choices=Opening.Reason.choices)
    note = serializers.CharField(max_length=500)
    code = serializers.CharField(max_length=20)


class OpeningShape(serializers.Serializer):
    """Who opened which record, until when, and what the review found."""

    id = serializers.UUIDField()
    conference = serializers.UUIDField(source="conference_id")
    who = serializers.CharField(source="user.name")
    reason = serializers.CharField()
    note = serializers.CharField()
    opened_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField()
    is_open = serializers.BooleanField()
    reviewed_at = serializers.DateTimeField(allow_null=True)
    finding = serializers.CharField()
    finding_note = serializers.CharField()


class OpeningPageShape(serializers.Serializer):
    """A page of openings."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = OpeningShape(many=True)


class RecordShape(serializers.Serializer):
    """What is open: the minutes without their restricted part, and what may be heard."""

    status = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField()
    sections = serializers.ListField(child=serializers.DictField())
    recordings = serializers.ListField(child=serializers.UUIDField())


class ReviewShape(serializers.Serializer):
    """Whether it was needed, and why one thinks so."""

    finding = serializers.ChoiceField(choices=Opening.Finding.choices)
    note = serializers.CharField(max_length=500)


@extend_schema(responses={200: OpeningPageShape, **PROBLEMS})
@api_view(["GET"])
def openings(request: Request) -> Response:
    """Every emergency access, latest first, for those who review."""
    require(person(request), May.REVIEW_EMERGENCY)
    paginator = Pagination()
    found = Opening.objects.visible_to(person(request)).with_people().order_by("-opened_at", "pk")
    page = paginator.paginate_queryset(found, request)
    return paginator.get_paginated_response(OpeningShape(page, many=True).data)


@extend_schema(request=ReferenceShape, responses={200: FoundShape(many=True), **ASKED})
@api_view(["POST"])
def find(request: Request) -> Response:
    """A record by its exact reference; that somebody looked is recorded, never for what."""
    require(person(request), May.OPEN_IN_EMERGENCY)
    shape = ReferenceShape(data=request.data)
    shape.is_valid(raise_exception=True)
    found = actions.look_up(shape.validated_data["reference"], by=person(request))
    return Response(FoundShape(found, many=True).data)


@extend_schema(request=OpenShape, responses={201: OpeningShape, **ASKED})
@api_view(["POST"])
def start(request: Request, pk: UUID) -> Response:
    """Open one record for an hour."""
    by = person(request)
    require(by, May.OPEN_IN_EMERGENCY)
    conference = get_object_or_404(out_of_reach(by), pk=pk)
    shape = OpenShape(data=request.data)
    shape.is_valid(raise_exception=True)
    said = shape.validated_data
    if SecondFactor.objects.confirmed(by) and not own.prove_second_factor(said["code"], by=by):
        raise Conflict("That is not the right code, or it was used already. Send the next one.")
    made = actions.open_in_emergency(conference, reason=said["reason"], note=said["note"], by=by)
    return Response(OpeningShape(made).data, status=201)


@extend_schema(responses={200: OpeningShape, **PROBLEMS})
@api_view(["GET"])
def opening(request: Request, pk: UUID) -> Response:
    """One emergency access, without what was opened."""
    found = get_object_or_404(Opening.objects.visible_to(person(request)).with_people(), pk=pk)
    return Response(OpeningShape(found).data)


@extend_schema(responses={200: RecordShape, **PROBLEMS})
@api_view(["GET"])
def record(request: Request, pk: UUID) -> Response:
    """The open record, while the hour lasts; each reading is on the audit."""
    found = _open(request, pk)
    minutes = minutes_of(found)
    page = page_of(minutes) if minutes else None
    actions.note_reading(found, version=page.newest.number if page else 0, by=person(request))
    content = open_sight(minutes).of(page.newest)[0] if minutes and page else {"sections": []}
    shown = {
        "status": minutes.status if minutes else "",
        "version": page.newest.number if page else 0,
        "sections": content["sections"],
        "recordings": [one.pk for one in found.recordings],
    }
    return Response(RecordShape(shown).data)


@extend_schema(
    parameters=[RANGE],
    responses={
        (200, "application/octet-stream"): OpenApiTypes.BINARY,
        (206, "application/octet-stream"): OpenApiTypes.BINARY,
        416: None,
        **PROBLEMS,
    },
)
@api_view(["GET"])
def sound(request: Request, pk: UUID, recording: UUID) -> HttpResponse:
    """A piece of the sound, at most 2 MiB, while the hour lasts; each piece sent is on the audit."""
    heard = get_object_or_404(_open(request, pk).recordings, pk=recording)
    header = request.headers.get("Range")
    return sounds.piece_of(heard, header=header, by=person(request))


@extend_schema(request=None, responses={200: OpeningShape, **PROBLEMS})
@api_view(["POST"])
def close(request: Request, pk: UUID) -> Response:
    """Give the access back early."""
    by = person(request)
    found = get_object_or_404(Opening.objects.visible_to(by).of(by), pk=pk)
    return Response(OpeningShape(actions.close(found, by=by)).data)


@extend_schema(request=ReviewShape, responses={200: OpeningShape, **ASKED})
@api_view(["POST"])
def review(request: Request, pk: UUID) -> Response:
    """Say whether it was needed, as somebody else than who opened it."""
    require(person(request), May.REVIEW_EMERGENCY)
    found = get_object_or_404(Opening.objects.visible_to(person(request)), pk=pk)
    shape = ReviewShape(data=request.data)
    shape.is_valid(raise_exception=True)
    return Response(OpeningShape(actions.review(found, **shape.validated_data, by=person(request))).data)


def _open(request: Request, pk: UUID) -> Opening:
    by = person(request)
    return get_object_or_404(Opening.objects.visible_to(by).of(by).open_now().with_people(), pk=pk)
