"""What the API of messages, of who asks and of what hangs on a request takes and gives."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from minutes.requests.models import FollowUp, Message, MinuteRequest, PutBack, Refusal
from minutes.requests.reasons import REFUSED_FOR


class MessageShape(serializers.Serializer):
    """A message that reached us: what it says, and what has become of it."""

    id = serializers.UUIDField(read_only=True)
    channel = serializers.CharField(read_only=True)
    state = serializers.CharField(read_only=True)
    aside = serializers.CharField(read_only=True)
    received_at = serializers.DateTimeField(read_only=True)
    name = serializers.CharField(max_length=200)
    text = serializers.CharField(max_length=20_000)
    sender = serializers.EmailField(required=False, allow_blank=True)
    attachments = serializers.IntegerField(read_only=True)
    request = serializers.UUIDField(read_only=True, allow_null=True)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        message: Message = instance
        plain = ("channel", "state", "aside", "received_at", "name", "text", "sender", "attachments")
        return {name: getattr(message, name) for name in plain} | {
            "id": str(message.pk),
            "request": str(message.request_id) if message.request_id else None,
        }


class MessagePageShape(serializers.Serializer):
    """A page of messages."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = MessageShape(many=True)


class LogMessageShape(serializers.Serializer):
    """The request that a message is. How and when it came is known."""

    conference = serializers.UUIDField()
    children = serializers.ListField(child=serializers.UUIDField(), min_length=1)
    attendance = serializers.UUIDField(required=False, allow_null=True)
    name = serializers.CharField(max_length=200)
    relationship = serializers.ChoiceField(choices=MinuteRequest.Relationship.choices)
    on_behalf_of = serializers.CharField(max_length=300, required=False, allow_blank=True)
    asks_for = serializers.ChoiceField(choices=MinuteRequest.Asks.choices, required=False)
    format = serializers.ChoiceField(choices=MinuteRequest.Format.choices, required=False)
    language = serializers.CharField(max_length=60, required=False, allow_blank=True)
    adjustments = serializers.CharField(max_length=300, required=False, allow_blank=True)


class JoinShape(serializers.Serializer):
    """The request that a message belongs to."""

    request = serializers.UUIDField()


class AsideShape(serializers.Serializer):
    """Why it is no request."""

    aside = serializers.ChoiceField(choices=Message.Aside.choices)


class ElsewhereShape(serializers.Serializer):
    """How information governance answered."""

    reason = serializers.CharField(max_length=1000)
    on = serializers.DateField()


class ReasonShape(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=1000)


class RefusalShape(serializers.Serializer):
    """All or part of it is refused, for these reasons."""

    id = serializers.UUIDField(read_only=True)
    codes = serializers.ListField(child=serializers.ChoiceField(choices=list(REFUSED_FOR)), min_length=1)
    reason = serializers.CharField(max_length=2000)
    in_part = serializers.BooleanField(required=False)
    sha256 = serializers.CharField(read_only=True)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        refusal: Refusal = instance
        plain = ("codes", "reason", "in_part", "sha256")
        return {name: getattr(refusal, name) for name in plain} | {"id": str(refusal.pk)}


class FollowUpShape(serializers.Serializer):
    """A complaint, a correction or a breach, and by when it is dealt with."""

    id = serializers.UUIDField(read_only=True)
    kind = serializers.ChoiceField(choices=FollowUp.Kind.choices)
    what = serializers.CharField(max_length=2000)
    on = serializers.DateField(write_only=True)
    due_on = serializers.DateField(read_only=True)
    outcome = serializers.CharField(read_only=True)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        raised: FollowUp = instance
        plain = ("kind", "what", "due_on", "outcome")
        return {name: getattr(raised, name) for name in plain} | {"id": str(raised.pk)}


class OutcomeShape(serializers.Serializer):
    """What came of it."""

    outcome = serializers.CharField(max_length=2000)


class PutBackShape(serializers.Serializer):
    """A part of a recording that is asked back for this reader, and whether somebody has agreed."""

    id = serializers.UUIDField(read_only=True)
    part = serializers.UUIDField()
    reason = serializers.CharField(max_length=1000)
    allowed = serializers.BooleanField(read_only=True)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        asked: PutBack = instance
        found = {"id": str(asked.pk), "part": str(asked.part_id), "reason": asked.reason}
        return {**found, "allowed": asked.allowed_at is not None}
