"""What the API of sendings and orders takes and gives."""

from __future__ import annotations

from rest_framework import serializers

from minutes.requests.models import Dispatch, MinuteRequest, Order


class CodeWayShape(serializers.Serializer):
    """How the code or the password reaches them."""

    code_by = serializers.ChoiceField(choices=[one for one in MinuteRequest.Second.choices if one[0]])
    code_to = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class ArrivalShape(serializers.Serializer):
    """It arrived: when, and what shows it."""

    on = serializers.DateField()
    proof = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class ReturnShape(serializers.Serializer):
    """It did not arrive."""

    why = serializers.ChoiceField(choices=Dispatch.Failure.choices)
    on = serializers.DateField()


class SecretShape(serializers.Serializer):
    """What opens a link or a locked PDF: given once. Empty where it went as a text message."""

    secret = serializers.CharField()


class DispatchShape(serializers.ModelSerializer[Dispatch]):
    """One sending of a copy."""

    proof = serializers.CharField(read_only=True)
    tracking = serializers.CharField(read_only=True)

    class Meta:
        model = Dispatch
        fields = [
            "id",
            "copy",
            "order",
            "method",
            "state",
            "pages",
            "tracking",
            "sent_on",
            "delivered_on",
            "proof",
            "came_back_on",
            "failure",
        ]


class OrderShape(serializers.Serializer):
    """Something that is made from a copy."""

    id = serializers.UUIDField(read_only=True)
    kind = serializers.ChoiceField(choices=Order.Kind.choices)
    state = serializers.CharField(read_only=True)
    language = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    maker = serializers.CharField(max_length=200)
    promise_seen_on = serializers.DateField()
    sent_on = serializers.DateField()
    due_on = serializers.DateField()
    returned_on = serializers.DateField(read_only=True)
    media_type = serializers.CharField(read_only=True)
    size = serializers.IntegerField(read_only=True)
    sha256 = serializers.CharField(read_only=True)
    wrong = serializers.CharField(read_only=True)


class WrongShape(serializers.Serializer):
    """Why it goes back to whoever made it, and by when it should be back."""

    wrong = serializers.CharField(max_length=500)
    due_on = serializers.DateField()


class SendOrderShape(serializers.Serializer):
    """The address once more, before it goes."""

    envelope = serializers.CharField(max_length=300)
    tracking = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
