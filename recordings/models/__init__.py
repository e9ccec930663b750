"""What is kept about children, conferences and recordings."""

from recordings.models.around import ConflictOfInterest, Report, StrategyDiscussion
from recordings.models.arrivals import Arrival, ArrivalQuerySet
from recordings.models.attendance import Attendance, ConferenceChild, ConferenceChildQuerySet
from recordings.models.blobs import Blob, BlobQuerySet, Fault, FaultQuerySet
from recordings.models.conferences import (
    Conference,
    ConferenceQuerySet,
    ListeningReason,
    ListeningReasonQuerySet,
)
from recordings.models.copies import SoundCopy, SoundCopyQuerySet
from recordings.models.drafting import DraftingChoice
from recordings.models.keeping import Destruction, DestructionQuerySet, Hold, HoldQuerySet, RetentionRule
from recordings.models.keys import KeyDestroyed, VaultKey
from recordings.models.people import Child, Merge, NameMark
from recordings.models.recordings import Ground, Part, PartKind, Pause, Recording, RecordingQuerySet
from recordings.models.takes import Notice, Objection, Take
from recordings.models.uploads import Upload

__all__ = [
    "Arrival",
    "ArrivalQuerySet",
    "Attendance",
    "Blob",
    "BlobQuerySet",
    "Child",
    "Conference",
    "ConferenceChild",
    "ConferenceChildQuerySet",
    "ConferenceQuerySet",
    "ConflictOfInterest",
    "Destruction",
    "DestructionQuerySet",
    "DraftingChoice",
    "Fault",
    "FaultQuerySet",
    "Ground",
    "Hold",
    "HoldQuerySet",
    "KeyDestroyed",
    "ListeningReason",
    "ListeningReasonQuerySet",
    "Merge",
    "NameMark",
    "Notice",
    "Objection",
    "Part",
    "PartKind",
    "Pause",
    "Recording",
    "RecordingQuerySet",
    "Report",
    "RetentionRule",
    "SoundCopy",
    "SoundCopyQuerySet",
    "StrategyDiscussion",
    "Take",
    "Upload",
    "VaultKey",
]
