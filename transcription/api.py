"""Transcription over the API: the same actions as the pages."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from access.roles import May, require
from access.shapes import ProblemShape
from recordings.models import Attendance, Recording
from transcription import actions, progress
from transcription.models import Job, Speaker, Transcript

SHOWN_JOBS = 200


class StartShape(serializers.Serializer):
    """How many people spoke, where somebody knows."""

    speakers = serializers.IntegerField(min_value=1, max_value=25, required=False, allow_null=True)


class SpeakerShape(serializers.Serializer):
    """A voice, and whose it is where a person has said so."""

    id = serializers.UUIDField()
    label = serializers.CharField()  # type: ignore[assignment]
    attendance = serializers.UUIDField(source="attendance_id", allow_null=True)
    suggested = serializers.UUIDField(source="suggested_id", allow_null=True)
    confirmed_at = serializers.DateTimeField(allow_null=True)


class TranscriptShape(serializers.Serializer):
    """How far a transcript has got, and its voices."""

    id = serializers.UUIDField()
    recording = serializers.UUIDField(source="recording_id")
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    state = serializers.SerializerMethodField()
    percent = serializers.SerializerMethodField()
    speakers = SpeakerShape(many=True)

    def get_state(self, transcript: Transcript) -> str:
        return progress.of_transcript(transcript, 1).state

    def get_percent(self, transcript: Transcript) -> int:
        return progress.of_transcript(transcript, 1).percent


class NameShape(serializers.Serializer):
    """Somebody on the conference's list of people."""

    attendance = serializers.UUIDField()


class JobShape(serializers.Serializer):
    """A job, as IT sees it."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    state = serializers.CharField()
    attempt = serializers.IntegerField()
    reason = serializers.CharField()
    done = serializers.IntegerField()
    total = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


PROBLEMS = {401: ProblemShape, 403: ProblemShape, 404: ProblemShape}
REFUSALS = {**PROBLEMS, 400: ProblemShape, 409: ProblemShape}


@extend_schema(request=StartShape, responses={201: TranscriptShape, **REFUSALS})
@api_view(["POST"])
def start(request: Request, pk: UUID) -> Response:
    """Have a recording transcribed."""
    recording = get_object_or_404(Recording.objects.visible_to(person(request)), pk=pk)
    shape = StartShape(data=request.data)
    shape.is_valid(raise_exception=True)
    made = actions.queue(recording, speakers=shape.validated_data.get("speakers"), by=person(request))
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


@extend_schema(responses={200: JobShape(many=True), **PROBLEMS})
@api_view(["GET"])
def queue(request: Request) -> Response:
    """The newest jobs: states and counts, never content."""
    require(person(request), May.RUN_QUEUE)
    return Response(
        JobShape(Job.objects.visible_to(person(request)).newest_first()[:SHOWN_JOBS], many=True).data
    )


@extend_schema(request=None, responses={200: JobShape, **REFUSALS})
@api_view(["POST"])
def job_retry(request: Request, pk: UUID) -> Response:
    """Try a stopped job again."""
    job = get_object_or_404(Job.objects.visible_to(person(request)), pk=pk)
    actions.retry_job(job, by=person(request))
    job.refresh_from_db()
    return Response(JobShape(job).data)
