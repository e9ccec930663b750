"""A parent's request for the minutes, what is taken out, and the copy that is sent."""

from minutes.requests.models.copies import CopyFile, TypedCopy, TypedCopyQuerySet
from minutes.requests.models.linked import (
    FollowUp,
    FollowUpQuerySet,
    PutBack,
    PutBackQuerySet,
    Refusal,
    RefusalQuerySet,
)
from minutes.requests.models.messages import Message, MessageQuerySet, Sent
from minutes.requests.models.numbers import Series, SeriesQuerySet
from minutes.requests.models.orders import Order, OrderQuerySet
from minutes.requests.models.redactions import Redaction, RedactionQuerySet
from minutes.requests.models.requests import MinuteRequest, MinuteRequestQuerySet
from minutes.requests.models.sending import CopyLink, Dispatch, token_digest

__all__ = [
    "CopyFile",
    "CopyLink",
    "Dispatch",
    "FollowUp",
    "FollowUpQuerySet",
    "Message",
    "MessageQuerySet",
    "MinuteRequest",
    "MinuteRequestQuerySet",
    "Order",
    "OrderQuerySet",
    "PutBack",
    "PutBackQuerySet",
    "Redaction",
    "RedactionQuerySet",
    "Refusal",
    "RefusalQuerySet",
    "Sent",
    "Series",
    "SeriesQuerySet",
    "TypedCopy",
    "TypedCopyQuerySet",
    "token_digest",
]
