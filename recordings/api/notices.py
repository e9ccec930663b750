"""The recording notice, objections, and the order of recordings over the API: the same actions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from access.roles import May, require
from access.shapes import ProblemShape
from recordings import actions
from recordings.api.sound import RecordingShape
from recordings.models import Conference, Notice, Objection, Recording
from recordings.notices import NOTICE, notice_of

PROBLEMS: dict[Any, Any] = {400: None, 401: ProblemShape, 403: ProblemShape, 404: ProblemShape}


class RecordingNoticeShape(serializers.Serializer):
    """What was said before the recording, and what is known of it."""

    words = serializers.CharField(read_only=True, default=NOTICE, help_text="to be read out in full")
    read = serializers.ChoiceField(choices=Notice.Read.choices, required=False)
    objected = serializers.ChoiceField(choices=Notice.Answer.choices, required=False)
    restricted_inside = serializers.ChoiceField(choices=Notice.Answer.choices, required=False)


class ObjectionShape(serializers.Serializer):
    """Who objected, in what words, and what the chair answered."""

    id = serializers.UUIDField(read_only=True)
    person = serializers.UUIDField(source="person_id", required=False, allow_null=True)
    words = serializers.CharField(max_length=2000)
    answer = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    noted_at = serializers.DateTimeField(read_only=True)


class RecordingPlaceShape(serializers.Serializer):
    """Where a recording belongs among those of its conference; 0 is the first."""

    place = serializers.IntegerField(min_value=0, max_value=1000)


class RecordingStartShape(serializers.Serializer):
    """When a recording began."""

    started_at = serializers.DateTimeField()


@extend_schema(methods=["GET"], responses={200: RecordingNoticeShape, **PROBLEMS})
@extend_schema(
    methods=["PUT"], request=RecordingNoticeShape, responses={200: RecordingNoticeShape, **PROBLEMS}
)
@api_view(["GET", "PUT"])
def notice(request: Request, pk: UUID) -> Response:
    """The notice to read out and what is known of it; or answer it, a question left out staying as it was."""
    conference = _conference(request, pk)
    if request.method == "PUT":
        shape = RecordingNoticeShape(data=request.data)
        shape.is_valid(raise_exception=True)
        answers = {name: answer for name, answer in shape.validated_data.items() if name != "words"}
        actions.answer_notice(conference, by=person(request), **answers)
    return Response(RecordingNoticeShape(notice_of(conference)).data | {"words": NOTICE})


@extend_schema(methods=["GET"], responses={200: ObjectionShape(many=True), **PROBLEMS})
@extend_schema(methods=["POST"], request=ObjectionShape, responses={201: ObjectionShape, **PROBLEMS})
@api_view(["GET", "POST"])
def objections(request: Request, pk: UUID) -> Response:
    """Who objected to being recorded; or note one."""
    conference = _conference(request, pk)
    if request.method == "GET":
        noted = conference.objections.select_related("conference__key")
        return Response(ObjectionShape(noted, many=True).data)
    shape = ObjectionShape(data=request.data)
    shape.is_valid(raise_exception=True)
    said = dict(shape.validated_data)
    wanted = said.pop("person_id", None)
    who = get_object_or_404(conference.people, pk=wanted) if wanted else None
    objection: Objection = actions.note_objection(conference, person=who, by=person(request), **said)
    return Response(ObjectionShape(objection).data, status=201)


@extend_schema(request=RecordingPlaceShape, responses={200: RecordingShape, 409: ProblemShape, **PROBLEMS})
@api_view(["POST"])
def recording_place(request: Request, pk: UUID) -> Response:
    """Put a recording in another place among those of its conference."""
    recording, shape = _recording(request, pk), RecordingPlaceShape(data=request.data)
    shape.is_valid(raise_exception=True)
    placed = actions.place_recording(recording, by=person(request), **shape.validated_data)
    return Response(RecordingShape(placed).data)


@extend_schema(request=RecordingStartShape, responses={200: RecordingShape, 409: ProblemShape, **PROBLEMS})
@api_view(["POST"])
def recording_start(request: Request, pk: UUID) -> Response:
    """Say when a recording began."""
    recording, shape = _recording(request, pk), RecordingStartShape(data=request.data)
    shape.is_valid(raise_exception=True)
    said = actions.say_start(recording, moment=shape.validated_data["started_at"], by=person(request))
    return Response(RecordingShape(said).data)


def _conference(request: Request, pk: UUID) -> Conference:
    require(person(request), May.ADD_RECORDING)
    mine = Conference.objects.content_visible_to(person(request)).values("pk")
    return get_object_or_404(Conference.objects.visible_to(person(request)).filter(pk__in=mine), pk=pk)


def _recording(request: Request, pk: UUID) -> Recording:
    require(person(request), May.ADD_RECORDING)
    return get_object_or_404(Recording.objects.visible_to(person(request)).with_keys(), pk=pk)
