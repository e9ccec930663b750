"""Everything a person, or the worker, can do with the transcription of a recording."""

from transcription.actions.finishing import destroy_words, finish_transcript
from transcription.actions.queueing import TRANSCRIBE, cancel, cancel_job, queue, retry, retry_job
from transcription.actions.voices import (
    join_voices,
    name_speaker,
    reassign_lines,
    split_line,
    unname_speaker,
)

__all__ = [
    "TRANSCRIBE",
    "cancel",
    "cancel_job",
    "destroy_words",
    "finish_transcript",
    "join_voices",
    "name_speaker",
    "queue",
    "reassign_lines",
    "retry",
    "retry_job",
    "split_line",
    "unname_speaker",
]
