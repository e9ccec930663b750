"""What the API of conferences takes and gives."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from recordings.api.record_shapes import (
    ChildBriefShape,
    DiscussionShape,
    PersonShape,
    QuorumShape,
    ReportShape,
)
from recordings.models import Conference, Ground, Part, PartKind
from recordings.quorum import quorum_of


class PartShape(serializers.Serializer):
    """A part of a recording; times in milliseconds from its start."""

    id = serializers.UUIDField(read_only=True)
    kind = serializers.ChoiceField(choices=PartKind.choices)
    start_ms = serializers.IntegerField(min_value=0)
    end_ms = serializers.IntegerField(min_value=1)
    absent = serializers.ListField(child=serializers.UUIDField(), required=False)
    ground = serializers.ChoiceField(choices=Ground.choices, required=False, allow_blank=True)
    decided_by = serializers.CharField(max_length=200, required=False, allow_blank=True)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        part: Part = instance
        return {
            "id": str(part.pk),
            "kind": part.kind,
            "start_ms": part.start_ms,
            "end_ms": part.end_ms,
            "absent": [str(person.pk) for person in part.absent.all()],
            "ground": part.ground,
            "decided_by": part.decided_by,
        }


class ConferenceShape(serializers.Serializer):
    """A conference as a list shows it, and what is needed to add one."""

    id = serializers.UUIDField(read_only=True)
    type = serializers.ChoiceField(choices=Conference.Type.choices)
    status = serializers.ChoiceField(choices=Conference.Status.choices, read_only=True)
    held_on = serializers.DateField()
    starts_at = serializers.TimeField(required=False, allow_null=True)
    place = serializers.CharField(max_length=200, required=False, allow_blank=True)
    strategy_discussion_on = serializers.DateField(required=False, allow_null=True)
    notified_on = serializers.DateField(required=False, allow_null=True)
    chair = serializers.UUIDField(source="chair_id")
    deputy = serializers.UUIDField(source="deputy_id", required=False, allow_null=True)
    deputy_reason = serializers.CharField(max_length=200, required=False, allow_blank=True)
    reference = serializers.CharField(max_length=40, required=False, allow_blank=True)
    reconvenes = serializers.UUIDField(source="reconvenes_id", read_only=True, allow_null=True)
    status_reason = serializers.CharField(read_only=True)
    presence_confirmed = serializers.BooleanField(read_only=True)
    children = ChildBriefShape(many=True, read_only=True)


class ConferencePageShape(serializers.Serializer):
    """A page of conferences."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = ConferenceShape(many=True)


class ConferenceFullShape(ConferenceShape):
    """A conference with everybody invited, its reports and how its quorum stands."""

    people = PersonShape(many=True, read_only=True)
    reports = ReportShape(many=True, read_only=True)
    discussions = DiscussionShape(many=True, read_only=True)
    quorum = QuorumShape(read_only=True, required=False)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        conference: Conference = instance
        return {**super().to_representation(conference), "quorum": QuorumShape(quorum_of(conference)).data}


class ConferenceMoveShape(serializers.Serializer):
    """What became of a conference."""

    status = serializers.ChoiceField(choices=Conference.Status.choices, source="to")
    reason = serializers.CharField(max_length=500, required=False, allow_blank=True)


class ReconveneShape(serializers.Serializer):
    """When and where a conference goes on."""

    held_on = serializers.DateField()
    starts_at = serializers.TimeField(required=False, allow_null=True)
    place = serializers.CharField(max_length=200, required=False, allow_blank=True)
