"""What the API of conferences takes and gives."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from recordings.models import Attendance, Conference, ConferenceChild, Part, PartKind


class ChildShape(serializers.Serializer):
    """A child of a conference."""

    id = serializers.UUIDField(read_only=True)
    name = serializers.CharField(max_length=200)
    born_on = serializers.DateField(required=False, allow_null=True)
    case_reference = serializers.CharField(max_length=40, required=False, allow_blank=True)
    school = serializers.CharField(max_length=200, required=False, allow_blank=True)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        row: ConferenceChild = instance
        return dict(super().to_representation(row.child))


class PersonShape(serializers.Serializer):
    """Somebody invited to a conference."""

    id = serializers.UUIDField(read_only=True)
    name = serializers.CharField(max_length=200)
    role = serializers.CharField(max_length=100)
    agency = serializers.CharField(max_length=200, required=False, allow_blank=True)
    group = serializers.ChoiceField(choices=Attendance.Group.choices, required=False)
    came = serializers.ChoiceField(choices=Attendance.Came.choices, required=False)
    parental_responsibility = serializers.ChoiceField(
        choices=Attendance.Responsibility.choices, required=False, allow_blank=True
    )


class PartShape(serializers.Serializer):
    """A part of a recording; times in milliseconds from its start."""

    id = serializers.UUIDField(read_only=True)
    kind = serializers.ChoiceField(choices=PartKind.choices)
    start_ms = serializers.IntegerField(min_value=0)
    end_ms = serializers.IntegerField(min_value=1)
    absent = serializers.ListField(child=serializers.UUIDField(), required=False)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        part: Part = instance
        return {
            "id": str(part.pk),
            "kind": part.kind,
            "start_ms": part.start_ms,
            "end_ms": part.end_ms,
            "absent": [str(person.pk) for person in part.absent.all()],
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
    chair = serializers.UUIDField(source="chair_id")
    presence_confirmed = serializers.BooleanField(read_only=True)
    children = ChildShape(many=True, read_only=True)


class ConferencePageShape(serializers.Serializer):
    """A page of conferences."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = ConferenceShape(many=True)


class ConferenceFullShape(ConferenceShape):
    """A conference with everybody invited."""

    people = PersonShape(many=True, read_only=True)
