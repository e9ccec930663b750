"""Voices over the API: whose they are, which are one, and which lines are whose."""

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
from recordings.models import Attendance
from transcription import actions
from transcription.api.shapes import (
    PROBLEMS,
    REFUSALS,
    JoinShape,
    LineShape,
    LinesShape,
    NameShape,
    SpeakerShape,
    SplitShape,
)
from transcription.models import Segment, Speaker, Transcript


@extend_schema(request=NameShape, responses={200: SpeakerShape, **REFUSALS})
@api_view(["POST"])
def speaker_name(request: Request, pk: UUID) -> Response:
    """Say whose voice this is, after listening to it."""
    speaker = get_object_or_404(Speaker.objects.visible_to(person(request)), pk=pk)
    require(person(request), May.NAME_SPEAKERS)
    shape = NameShape(data=request.data)
    shape.is_valid(raise_exception=True)
    wanted = shape.validated_data["attendance"]
    attendance = get_object_or_404(Attendance.objects.visible_to(person(request)), pk=wanted)
    actions.name_speaker(speaker, attendance=attendance, by=person(request))
    speaker.refresh_from_db()
    return Response(SpeakerShape(speaker).data)


@extend_schema(request=None, responses={200: SpeakerShape, **REFUSALS})
@api_view(["POST"])
def speaker_unname(request: Request, pk: UUID) -> Response:
    """Take back whose voice this is."""
    speaker = get_object_or_404(Speaker.objects.visible_to(person(request)), pk=pk)
    actions.unname_speaker(speaker, by=person(request))
    speaker.refresh_from_db()
    return Response(SpeakerShape(speaker).data)


@extend_schema(request=JoinShape, responses={200: SpeakerShape, **REFUSALS})
@api_view(["POST"])
def speaker_join(request: Request, pk: UUID) -> Response:
    """Say that this voice is the same as another one, which is what comes back."""
    speaker = get_object_or_404(Speaker.objects.visible_to(person(request)), pk=pk)
    require(person(request), May.NAME_SPEAKERS)
    wanted = _given(JoinShape(data=request.data))["into"]
    into = get_object_or_404(speaker.transcript.speakers.all(), pk=wanted)
    actions.join_voices(speaker, into=into, by=person(request))
    into.refresh_from_db()
    return Response(SpeakerShape(into).data)


@extend_schema(methods=["GET"], responses={200: LineShape(many=True), **PROBLEMS})
@extend_schema(methods=["POST"], request=LinesShape, responses={200: SpeakerShape, **REFUSALS})
@api_view(["GET", "POST"])
def lines(request: Request, pk: UUID) -> Response:
    """Every line with the voice that said it; or give some of them to another voice."""
    found = get_object_or_404(Transcript.objects.visible_to(person(request)), pk=pk)
    if request.method == "GET":
        require(person(request), May.READ_MINUTES)
        return Response(LineShape(found.segments.with_keys(), many=True).data)
    require(person(request), May.NAME_SPEAKERS)
    given = _given(LinesShape(data=request.data))
    said = list(found.segments.filter(pk__in=given["lines"]))
    voice = actions.reassign_lines(found, lines=said, to=_voice(found, given["voice"]), by=person(request))
    return Response(SpeakerShape(voice).data)


@extend_schema(request=SplitShape, responses={201: LineShape, **REFUSALS})
@api_view(["POST"])
def line_split(request: Request, pk: UUID) -> Response:
    """Cut a line before one of its words; the second half is what comes back."""
    line = get_object_or_404(Segment.objects.visible_to(person(request)).with_keys(), pk=pk)
    require(person(request), May.NAME_SPEAKERS)
    given = _given(SplitShape(data=request.data))
    to = _voice(line.transcript, given["voice"])
    made = actions.split_line(line, at=given["at"], to=to, by=person(request))
    return Response(LineShape(Segment.objects.visible_to(person(request)).get(pk=made.pk)).data, status=201)


def _voice(transcript: Transcript, pk: UUID | None) -> Speaker | None:
    return get_object_or_404(transcript.speakers.apart(), pk=pk) if pk else None


def _given(shape: serializers.Serializer) -> dict[str, Any]:
    shape.is_valid(raise_exception=True)
    return dict(shape.validated_data)
