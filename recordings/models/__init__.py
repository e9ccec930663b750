"""What is kept about children, conferences and recordings."""

from recordings.models.blobs import Blob, BlobQuerySet, Fault, FaultQuerySet
from recordings.models.conferences import (
    Attendance,
    Conference,
    ConferenceChild,
    ConferenceQuerySet,
    ListeningReason,
    ListeningReasonQuerySet,
)
from recordings.models.drafting import DraftingChoice
from recordings.models.keeping import Destruction, DestructionQuerySet, Hold, HoldQuerySet, RetentionRule
from recordings.models.keys import KeyDestroyed, VaultKey
from recordings.models.people import Child
from recordings.models.recordings import Part, PartKind, Recording, RecordingQuerySet, Upload

__all__ = [
    "Attendance",
    "Blob",
    "BlobQuerySet",
    "Child",
    "Conference",
    "ConferenceChild",
    "ConferenceQuerySet",
    "Destruction",
    "DestructionQuerySet",
    "DraftingChoice",
    "Fault",
    "FaultQuerySet",
    "Hold",
    "HoldQuerySet",
    "KeyDestroyed",
    "ListeningReason",
    "ListeningReasonQuerySet",
    "Part",
    "PartKind",
    "Recording",
    "RecordingQuerySet",
    "RetentionRule",
    "Upload",
    "VaultKey",
]
