"""What the API of decisions and letters takes and gives."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from minutes.letters.found import Found
from minutes.letters.models import AgencyView, ChildDecision, Leaflet, Letter, LetterFile
from minutes.letters.writing import Written, written_of


class ViewShape(serializers.Serializer):
    """What one agency thought, in their words."""

    agency = serializers.CharField(max_length=200)
    view = serializers.ChoiceField(choices=AgencyView.View.choices, required=False, allow_blank=True)
    words = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class ActionShape(serializers.Serializer):
    """One line of the plan."""

    action = serializers.CharField(max_length=1000)
    outcome = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    person = serializers.CharField(max_length=200, required=False, allow_blank=True)
    by_when = serializers.CharField(max_length=100, required=False, allow_blank=True)
    measure = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class DecisionShape(serializers.Serializer):
    """What was decided for one child, and what follows. `id` is that of the child's row at the conference."""

    id = serializers.UUIDField(read_only=True)
    child = serializers.UUIDField(read_only=True)
    outcome = serializers.ChoiceField(choices=ChildDecision.Outcome.choices, required=False, allow_blank=True)
    category = serializers.ChoiceField(
        choices=ChildDecision.Category.choices, required=False, allow_blank=True
    )
    reasons = serializers.CharField(max_length=8000, required=False, allow_blank=True)
    dissent = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    contingency = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    core_group_on = serializers.DateField(required=False, allow_null=True)
    core_group_where = serializers.CharField(max_length=200, required=False, allow_blank=True)
    next_on = serializers.DateField(required=False, allow_null=True)
    next_where = serializers.CharField(max_length=200, required=False, allow_blank=True)
    views = ViewShape(many=True, required=False)
    actions = ActionShape(many=True, required=False)
    members = serializers.ListField(child=serializers.UUIDField(), required=False)
    decided_at = serializers.DateTimeField(read_only=True, allow_null=True)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        row, kept = instance
        written = written_of(kept) if kept else Written()
        own = {name: value for name, value in vars(written).items() if not isinstance(value, tuple)}
        return own | {
            "id": str(row.pk),
            "child": str(row.child_id),
            "views": [ViewShape(vars(line)).data for line in written.views],
            "actions": [ActionShape(vars(line)).data for line in written.actions],
            "members": [str(person.pk) for person in written.members],
            "decided_at": kept.decided_at if kept else None,
        }


class SuggestionShape(serializers.Serializer):
    """One suggestion, with the sentence that says so and where that was said."""

    id = serializers.CharField()
    kind = serializers.CharField()
    text = serializers.CharField()
    name = serializers.CharField()
    recording = serializers.CharField()
    start = serializers.FloatField()
    end = serializers.FloatField()
    noted = serializers.BooleanField()

    def to_representation(self, instance: Any) -> dict[str, Any]:
        found: Found = instance
        names = ("id", "kind", "text", "name", "recording", "start", "end", "noted")
        return {name: getattr(found, name) for name in names}


class TakeShape(serializers.Serializer):
    """Which suggestion, and for which children; none means that it is left out."""

    suggestion = serializers.CharField(max_length=40)
    children = serializers.ListField(child=serializers.UUIDField(), allow_empty=True)


class ReasonShape(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=1000)


class ToShape(serializers.Serializer):
    """The row of the child who gets the same plan."""

    to = serializers.UUIDField()


class LetterFileShape(serializers.ModelSerializer[LetterFile]):
    """One file of a letter."""

    class Meta:
        model = LetterFile
        fields = ["id", "format", "size", "sha256"]


class LetterShape(serializers.Serializer):
    """A letter: to whom, about whom, how it goes, and how far it is."""

    id = serializers.UUIDField(read_only=True)
    conference = serializers.UUIDField(read_only=True)
    recipient = serializers.UUIDField(read_only=True)
    name = serializers.CharField(read_only=True)
    status = serializers.ChoiceField(choices=Letter.Status.choices, read_only=True)
    due_on = serializers.DateField(read_only=True)
    number = serializers.CharField(read_only=True)
    children = serializers.ListField(child=serializers.UUIDField(), min_length=1)
    way = serializers.ChoiceField(choices=Letter.Way.choices)
    address = serializers.CharField(max_length=500, allow_blank=True)
    format = serializers.ChoiceField(choices=Letter.Format.choices)
    language = serializers.CharField(max_length=60, allow_blank=True)
    address_checked = serializers.BooleanField(write_only=True, required=False)
    translation = serializers.CharField(read_only=True)
    signed_at = serializers.DateTimeField(read_only=True)
    sent_on = serializers.DateField(read_only=True)
    delivered_on = serializers.DateField(read_only=True)
    tracking = serializers.CharField(read_only=True)
    files = LetterFileShape(many=True, read_only=True)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        letter: Letter = instance
        plain = ("name", "status", "due_on", "number", "way", "address", "format", "language", "translation",
                 "signed_at", "sent_on", "delivered_on", "tracking")  # fmt: skip
        return {name: getattr(letter, name) for name in plain} | {
            "id": str(letter.pk),
            "conference": str(letter.conference_id),
            "recipient": str(letter.recipient_id),
            "children": [str(row.pk) for row in letter.children.all()],
            "address": "" if letter.recipient.address_withheld else letter.address,
            "files": LetterFileShape(letter.files.all(), many=True).data,
        }


class LetterPageShape(serializers.Serializer):
    """A page of letters."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = LetterShape(many=True)


class SendShape(serializers.Serializer):
    """What the sender read off the envelope, and the proof."""

    envelope = serializers.CharField(max_length=300)
    tracking = serializers.CharField(max_length=60, required=False, allow_blank=True)
    translation_enclosed = serializers.BooleanField(required=False)


class ArrivedShape(serializers.Serializer):
    """One day."""

    on = serializers.DateField()


class LeafletShape(serializers.ModelSerializer[Leaflet]):
    """The leaflet on complaints."""

    class Meta:
        model = Leaflet
        fields = ["title", "text"]
