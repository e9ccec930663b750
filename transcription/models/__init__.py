"""Transcripts, and the jobs that make them."""

from transcription.models.jobs import Job, JobQuerySet
from transcription.models.transcripts import (
    Chunk,
    Segment,
    SegmentQuerySet,
    Speaker,
    SpeakerQuerySet,
    Transcript,
    TranscriptQuerySet,
)

__all__ = [
    "Chunk",
    "Job",
    "JobQuerySet",
    "Segment",
    "SegmentQuerySet",
    "Speaker",
    "SpeakerQuerySet",
    "Transcript",
    "TranscriptQuerySet",
]
