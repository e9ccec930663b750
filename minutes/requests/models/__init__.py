"""A parent's request for the minutes, what is taken out, and the copy that is sent."""

from minutes.requests.models.copies import CopyFile, Dispatch, TypedCopy, TypedCopyQuerySet
from minutes.requests.models.numbers import Series, SeriesQuerySet
from minutes.requests.models.redactions import Redaction, RedactionQuerySet
from minutes.requests.models.requests import MinuteRequest, MinuteRequestQuerySet

__all__ = [
    "CopyFile",
    "Dispatch",
    "MinuteRequest",
    "MinuteRequestQuerySet",
    "Redaction",
    "RedactionQuerySet",
    "Series",
    "SeriesQuerySet",
    "TypedCopy",
    "TypedCopyQuerySet",
]
