"""Transcripts over the API: start one, watch it, read it, stop it, go on with it."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from access.roles import May, require
from recordings.models import Recording
from transcription import actions
from transcription.api.shapes import PROBLEMS, REFUSALS, StartShape, TranscriptShape
from transcription.models import Transcript


@extend_schema(request=StartShape, responses={201: TranscriptShape, **REFUSALS})
@api_view(["POST"])
def start(request: Request, pk: UUID) -> Response:
    """Have a recording transcribed."""
    recording = get_object_or_404(Recording.objects.visible_to(person(request)), pk=pk)
    shape = StartShape(data=request.data)
    shape.is_valid(raise_exception=True)
    said = shape.validated_data
    made = actions.queue(recording, speakers=said.get("speakers"), model=said["model"], by=person(request))
    return Response(TranscriptShape(made).data, status=201)


@extend_schema(responses={200: TranscriptShape, **PROBLEMS})
@api_view(["GET"])
def transcript(request: Request, pk: UUID) -> Response:
    """How far a transcript has got, and its voices."""
    require(person(request), May.READ_MINUTES)
    found = get_object_or_404(Transcript.objects.visible_to(person(request)), pk=pk)
    return Response(TranscriptShape(found).data)


@extend_schema(responses={200: OpenApiTypes.OBJECT, **PROBLEMS})
@api_view(["GET"])
def words(request: Request, pk: UUID) -> Response:
    """The transcript itself, as `manage.py transcribe_file` prints it, and where there are no words."""
    require(person(request), May.READ_MINUTES)
    found = get_object_or_404(Transcript.objects.visible_to(person(request)).with_keys(), pk=pk)
    return Response({**found.as_json(), "gaps": found.gaps or []})


@extend_schema(request=None, responses={200: TranscriptShape, **REFUSALS})
@api_view(["POST"])
def cancel(request: Request, pk: UUID) -> Response:
    """Stop transcribing; the words so far are kept."""
    found = get_object_or_404(Transcript.objects.visible_to(person(request)), pk=pk)
    actions.cancel(found, by=person(request))
    return Response(TranscriptShape(found).data)


@extend_schema(request=None, responses={200: TranscriptShape, **REFUSALS})
@api_view(["POST"])
def retry(request: Request, pk: UUID) -> Response:
    """Go on with a transcription that stopped."""
    found = get_object_or_404(Transcript.objects.visible_to(person(request)), pk=pk)
    actions.retry(found, by=person(request))
    return Response(TranscriptShape(found).data)
