"""What the API of transcription sends and takes."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from access.shapes import ProblemShape
from transcription import progress
from transcription.models import Transcript

PROBLEMS = {401: ProblemShape, 403: ProblemShape, 404: ProblemShape}
REFUSALS = {**PROBLEMS, 400: ProblemShape, 409: ProblemShape}


class StartShape(serializers.Serializer):
    """How many people spoke, where somebody knows, and which model listens: the deployment's own for none."""

    model = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")
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
    speakers = serializers.SerializerMethodField()

    @extend_schema_field(SpeakerShape(many=True))
    def get_speakers(self, transcript: Transcript) -> list[dict[str, Any]]:
        return list(SpeakerShape(transcript.speakers.apart(), many=True).data)

    def get_state(self, transcript: Transcript) -> str:
        return progress.of_transcript(transcript, 1).state

    def get_percent(self, transcript: Transcript) -> int:
        return progress.of_transcript(transcript, 1).percent


class NameShape(serializers.Serializer):
    """Somebody on the conference's list of people."""

    attendance = serializers.UUIDField()


class JoinShape(serializers.Serializer):
    """Another voice of the same recording."""

    into = serializers.UUIDField()


class LineShape(serializers.Serializer):
    """A line, and the voice that said it."""

    id = serializers.UUIDField()
    speaker = serializers.UUIDField(source="speaker_id", allow_null=True)
    start_ms = serializers.IntegerField()
    end_ms = serializers.IntegerField()
    text = serializers.CharField(source="heard.text")


class LinesShape(serializers.Serializer):
    """Lines, and the voice that said them; without one, a new voice."""

    lines = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=500)
    voice = serializers.UUIDField(required=False, allow_null=True, default=None)


class SplitShape(serializers.Serializer):
    """Before which word of a line somebody else begins, counted from 0; without a voice, a new one."""

    at = serializers.IntegerField(min_value=1)
    voice = serializers.UUIDField(required=False, allow_null=True, default=None)


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
