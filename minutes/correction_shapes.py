"""What the API takes and gives about corrections."""

from __future__ import annotations

from rest_framework import serializers

from minutes.models import Correction


class AskedShape(serializers.Serializer):
    """What somebody says about a sentence: somebody on the list by id, or anybody by name."""

    paragraph = serializers.UUIDField()
    sentence = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Correction.Kind.choices)
    asked_by = serializers.UUIDField(allow_null=True, default=None)
    name = serializers.CharField(max_length=200, allow_blank=True, default="")
    words = serializers.CharField(max_length=3000)
    reached_us_on = serializers.DateField()


class DecisionShape(serializers.Serializer):
    """What is decided, why, and the statement to attach where it is not the words first sent."""

    outcome = serializers.ChoiceField(choices=Correction.Outcome.choices)
    reason = serializers.CharField(max_length=1000, allow_blank=True, default="")
    statement = serializers.CharField(max_length=3000, allow_blank=True, default="")


class CorrectionShape(serializers.Serializer):
    """One comment or request to correct, as it stands."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    paragraph = serializers.UUIDField()
    sentence = serializers.UUIDField()
    passage = serializers.CharField()
    asker = serializers.CharField()
    words = serializers.CharField()
    reached_us_on = serializers.DateField()
    outcome = serializers.CharField()
    reason = serializers.CharField()
    amendment = serializers.IntegerField(source="amendment.number", default=None, allow_null=True)
