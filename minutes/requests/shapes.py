"""What the API of requests and copies takes and gives."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from minutes.requests.models import CopyFile, MinuteRequest, Redaction, TypedCopy
from minutes.requests.panes import Group

MORE = ("delivery", "address", "received_at", "language", "adjustments", "safe_email")


class RequestShape(serializers.Serializer):
    """A request: what was taken down, how far it is, and when it is due."""

    id = serializers.UUIDField(read_only=True)
    reference = serializers.CharField(read_only=True)
    status = serializers.CharField(read_only=True)
    conference = serializers.UUIDField()
    children = serializers.ListField(child=serializers.UUIDField(), min_length=1)
    attendance = serializers.UUIDField(required=False, allow_null=True)
    name = serializers.CharField(max_length=200)
    relationship = serializers.ChoiceField(choices=MinuteRequest.Relationship.choices)
    on_behalf_of = serializers.CharField(max_length=300, required=False, allow_blank=True)
    asks_for = serializers.ChoiceField(choices=MinuteRequest.Asks.choices, required=False)
    channel = serializers.ChoiceField(choices=MinuteRequest.Channel.choices)
    received_at = serializers.DateTimeField()
    format = serializers.ChoiceField(choices=MinuteRequest.Format.choices, required=False)
    delivery = serializers.ChoiceField(choices=MinuteRequest.Delivery.choices, required=False)
    address = serializers.CharField(max_length=500, required=False, allow_blank=True)
    language = serializers.CharField(max_length=60, required=False, allow_blank=True)
    adjustments = serializers.CharField(max_length=300, required=False, allow_blank=True)
    safe_email = serializers.EmailField(required=False, allow_blank=True)
    local_due_on = serializers.DateField(read_only=True)
    legal_due_on = serializers.DateField(read_only=True)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        asked: MinuteRequest = instance
        plain = (
            "reference",
            "status",
            "name",
            "relationship",
            "on_behalf_of",
            "asks_for",
            "channel",
            "format",
        )
        return {name: getattr(asked, name) for name in (*plain, *MORE)} | {
            "id": str(asked.pk),
            "conference": str(asked.conference_id),
            "children": [str(child.pk) for child in asked.children.all()],
            "attendance": str(asked.attendance_id) if asked.attendance_id else None,
            "local_due_on": asked.local_due_on,
            "legal_due_on": asked.legal_due_on,
        }


class RequestPageShape(serializers.Serializer):
    """A page of requests."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = RequestShape(many=True)


class RequesterShape(serializers.Serializer):
    """How we know who asks."""

    how = serializers.CharField(max_length=300)
    orders = serializers.CharField(max_length=300)
    on = serializers.DateField()
    responsibility = serializers.ChoiceField(choices=MinuteRequest.Responsibility.choices[1:], required=False)
    responsibility_how = serializers.CharField(max_length=300, required=False, allow_blank=True)
    authority = serializers.CharField(max_length=300, required=False, allow_blank=True)
    understanding = serializers.CharField(max_length=500, required=False, allow_blank=True)
    chair_must_decide = serializers.BooleanField(required=False)


class AddressShape(serializers.Serializer):
    """Where the copy goes, as it was read back."""

    address = serializers.CharField(max_length=500, allow_blank=True)
    delivery = serializers.ChoiceField(choices=MinuteRequest.Delivery.choices)
    on = serializers.DateField()


class SortShape(serializers.Serializer):
    """Which law it falls under."""

    triage = serializers.ChoiceField(choices=MinuteRequest.Triage.choices[1:])


class DayShape(serializers.Serializer):
    """One day."""

    on = serializers.DateField()


class GroupShape(serializers.Serializer):
    """Marks on the same words: what they say, why they were found, how they were decided."""

    id = serializers.UUIDField()
    words = serializers.CharField()
    found = serializers.CharField()
    places = serializers.IntegerField()
    decision = serializers.ChoiceField(choices=Redaction.Decision.choices)
    code = serializers.CharField()

    def to_representation(self, instance: Any) -> dict[str, Any]:
        group: Group = instance
        return {
            "id": str(group.first.pk),
            "words": group.words,
            "found": group.found,
            "places": group.places,
            "decision": group.first.decision,
            "code": group.first.code,
        }


class MarkShape(serializers.Serializer):
    """Words of one sentence to take out; none means all of it."""

    sentence = serializers.CharField(max_length=40)
    words = serializers.CharField(required=False, allow_blank=True)
    code = serializers.ChoiceField(choices=Redaction.Code.choices)
    why = serializers.CharField(max_length=500, required=False, allow_blank=True)
    all_places = serializers.BooleanField(required=False)


class RulingShape(serializers.Serializer):
    """Out or stays."""

    decision = serializers.ChoiceField(choices=[("out", "Take out"), ("kept", "Keep")])
    code = serializers.ChoiceField(choices=Redaction.Code.choices, required=False, allow_blank=True)
    why = serializers.CharField(max_length=500, required=False, allow_blank=True)
    everywhere = serializers.BooleanField(required=False)


class ReleaseShape(serializers.Serializer):
    """What the releaser read with their own eyes."""

    pages = serializers.IntegerField(min_value=1)
    envelope = serializers.CharField(max_length=300)
    tracking = serializers.CharField(max_length=60, required=False, allow_blank=True)


class FileShape(serializers.ModelSerializer[CopyFile]):
    """One file of a copy."""

    class Meta:
        model = CopyFile
        fields = ["id", "format", "size", "sha256"]


class CopyShape(serializers.ModelSerializer[TypedCopy]):
    """A copy in the issue register."""

    files = FileShape(many=True, read_only=True)
    version = serializers.IntegerField(source="version.number", read_only=True)

    class Meta:
        model = TypedCopy
        fields = [
            "id",
            "request",
            "register_number",
            "version",
            "number",
            "pages",
            "made_at",
            "released_at",
            "files",
        ]


class CopyPageShape(serializers.Serializer):
    """A page of the register."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = CopyShape(many=True)
