"""What every part of the API says when something was not done."""

from rest_framework import serializers


class ProblemShape(serializers.Serializer):
    """Why something was not done, and what to do."""

    detail = serializers.CharField()
