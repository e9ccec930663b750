"""What the API of the record takes and gives: children, people, reports, conflicts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework import serializers

from recordings.models import Attendance, Child, Conference, ConferenceChild, Report


def words(size: int = 200, **more: Any) -> serializers.CharField:
    """One line of text that may be missing or empty."""
    return serializers.CharField(max_length=size, required=False, allow_blank=True, **more)


class ChildFactsShape(serializers.Serializer):
    """What is known of a child. An address that is withheld is taken and never given."""

    name = serializers.CharField(max_length=200)
    known_as = words()
    born_on = serializers.DateField(required=False, allow_null=True)
    expected_on = serializers.DateField(required=False, allow_null=True)
    case_reference = words(40)
    school = words()
    address = words(500)
    address_withheld = serializers.BooleanField(required=False)
    language = words()
    ethnicity = words()
    religion = words()
    disability = words()
    format_needs = words()
    legal_status = words()
    allocated_worker = words()
    allocated_worker_phone = words(40)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        child: Child = instance
        given = dict(super().to_representation(child))
        return {**given, "address": ""} if child.address_withheld else given


class ChildShape(ChildFactsShape):
    """A child of a conference. `id` is the child's, `place` that of the child in this conference."""

    id = serializers.UUIDField(read_only=True)
    place = serializers.UUIDField(read_only=True)
    type = serializers.ChoiceField(choices=Conference.Type.choices, required=False, allow_blank=True)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        row: ConferenceChild = instance
        fields = ChildFactsShape(row.child).data
        return {"id": str(row.child_id), "place": str(row.pk), **fields, "type": row.own_type}


class ChildBriefShape(serializers.Serializer):
    """A child as a list of conferences names them."""

    id = serializers.UUIDField(source="child_id")
    place = serializers.UUIDField(source="pk")
    name = serializers.CharField(source="child.name")
    born_on = serializers.DateField(source="child.born_on", allow_null=True)
    case_reference = serializers.CharField(source="child.case_reference")
    school = serializers.CharField(source="child.school")
    type = serializers.CharField(source="own_type")


class ChildRecordShape(ChildFactsShape):
    """A child with the conferences about them that one may see."""

    id = serializers.UUIDField(read_only=True)
    merged_into = serializers.UUIDField(source="merged_into_id", read_only=True, allow_null=True)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        child: Child = instance
        merged = str(child.merged_into_id) if child.merged_into_id else None
        return {"id": str(child.pk), **super().to_representation(child), "merged_into": merged}


class PersonFactsShape(serializers.Serializer):
    """What is known of somebody invited. An address that is withheld is taken and never given."""

    name = serializers.CharField(max_length=200)
    role = serializers.CharField(max_length=100)
    agency = words()
    group = serializers.ChoiceField(choices=Attendance.Group.choices, required=False)
    came = serializers.ChoiceField(choices=Attendance.Came.choices, required=False)
    capacity = serializers.ChoiceField(choices=Attendance.Capacity.choices, required=False, allow_blank=True)
    parental_responsibility = serializers.ChoiceField(
        choices=Attendance.Responsibility.choices, required=False, allow_blank=True
    )
    parental_responsibility_checked = words()
    relationship = words()
    sector = serializers.ChoiceField(choices=Attendance.Sector.choices, required=False, allow_blank=True)
    direct_contact = serializers.BooleanField(required=False)
    language = words()
    interpreter = serializers.BooleanField(required=False)
    needs = words()
    papers_as = serializers.ChoiceField(
        choices=Attendance.Format.choices, source="format", required=False, allow_blank=True
    )
    safe_contact = words()
    safe_contact_by = serializers.ChoiceField(
        choices=Attendance.SafeBy.choices, required=False, allow_blank=True
    )
    safe_contact_checked_on = serializers.DateField(required=False, allow_null=True)
    address = words(500)
    address_withheld = serializers.BooleanField(required=False)
    gets_letter = serializers.BooleanField(required=False)
    gets_minutes = serializers.BooleanField(required=False)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        person: Attendance = instance
        given = dict(super().to_representation(person))
        return {**given, "address": ""} if person.address_withheld else given


class ChildrenField(serializers.ListField):
    """Children of the conference, each by the child's own id."""

    def get_attribute(self, instance: Any) -> list[UUID]:
        return [row.child_id for row in instance.only_about.all()]


class PersonShape(PersonFactsShape):
    """Somebody invited to a conference. `only_about`: ids of children, none for all."""

    id = serializers.UUIDField(read_only=True)
    only_about = ChildrenField(child=serializers.UUIDField(), required=False)


class WithheldAddressShape(serializers.Serializer):
    """An address that is withheld."""

    address = serializers.CharField()


class ReportShape(serializers.Serializer):
    """A report to a conference."""

    id = serializers.UUIDField(read_only=True)
    agency = serializers.CharField(max_length=200)
    author = words()
    received_on = serializers.DateField(required=False, allow_null=True)
    seen_by_family = serializers.ChoiceField(choices=Report.Seen.choices, required=False, allow_blank=True)
    seen_on = serializers.DateField(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Seen goes with its day."""
        stored = self.instance or Report()
        seen = attrs.get("seen_by_family", stored.seen_by_family) in {Report.Seen.ALL, Report.Seen.PART}
        if seen != bool(attrs.get("seen_on", stored.seen_on)):
            raise serializers.ValidationError(
                {"seen_on": "The day on which it was seen goes with what was seen."}
            )
        return attrs


class DiscussionShape(serializers.Serializer):
    """A strategy discussion."""

    id = serializers.UUIDField(read_only=True)
    on = serializers.DateField()
    started_enquiry = serializers.BooleanField(required=False)


class ReasonShape(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=500)


class ConflictShape(ReasonShape):
    """Somebody who works here and is close to the family."""

    id = serializers.UUIDField(read_only=True)
    user = serializers.UUIDField(source="user_id")
    noted_at = serializers.DateTimeField(read_only=True)
    lifted_at = serializers.DateTimeField(read_only=True, allow_null=True)


class MergeShape(ReasonShape):
    """Two records of one child put together: `doubled` comes to the one in the address."""

    id = serializers.UUIDField(read_only=True)
    doubled = serializers.UUIDField(source="doubled_id")
    undone_at = serializers.DateTimeField(read_only=True, allow_null=True)


class QuorumShape(serializers.Serializer):
    """How the quorum stands."""

    quorate = serializers.BooleanField()
    enough = serializers.BooleanField()
    social_care = serializers.BooleanField()
    others = serializers.ListField(child=serializers.CharField())
    needed = serializers.IntegerField()
    reason = serializers.CharField()
