"""What may stand in a line of each table: the shapes of the API, with dates as spreadsheets write them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from recordings.api.record_shapes import ChildFactsShape, PersonFactsShape
from recordings.importing.columns import CHILDREN, CONFERENCES, PEOPLE
from recordings.models import Conference

DAYS = ["%Y-%m-%d", "%d/%m/%Y"]


class Line(serializers.Serializer):
    """A line of a table. Messages never say back what was typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, serializers.DateField):
                field.input_formats = DAYS
                field.error_messages["invalid"] = "Enter the day as 2026-11-05 or 05/11/2026."
            if isinstance(field, serializers.BooleanField):
                field.error_messages["invalid"] = "Enter yes or no."
            if isinstance(field, serializers.ChoiceField):
                words = ", ".join(str(key) for key in field.choices if key)
                field.error_messages["invalid_choice"] = f"Choose one of: {words}."


class Several(serializers.CharField):
    """Several references in one cell, with semicolons between them."""

    def to_internal_value(self, data: Any) -> Any:
        return [one.strip() for one in str(data).split(";") if one.strip()]


class ChildLine(Line, ChildFactsShape):
    """A child, known by the case reference."""

    case_reference = serializers.CharField(max_length=40)


class ConferenceLine(Line):
    """A conference, known by what the other system calls it."""

    reference = serializers.CharField(max_length=40)
    type = serializers.ChoiceField(choices=Conference.Type.choices)
    held_on = serializers.DateField()
    starts_at = serializers.TimeField(required=False, error_messages={"invalid": "Enter the time as 13:30."})
    place = serializers.CharField(max_length=200, required=False)
    chair = serializers.EmailField()
    deputy = serializers.EmailField(required=False)
    deputy_reason = serializers.CharField(max_length=200, required=False)
    administrator = serializers.EmailField(required=False)
    children = Several()
    status = serializers.ChoiceField(choices=Conference.Status.choices, required=False)
    status_reason = serializers.CharField(max_length=500, required=False)
    strategy_discussion_on = serializers.DateField(required=False)
    notified_on = serializers.DateField(required=False)


class PersonLine(Line, PersonFactsShape):
    """Somebody invited, known by the conference, the name and the role."""

    conference = serializers.CharField(max_length=40)
    only_about = Several(required=False)


LINES: dict[str, type[Line]] = {CHILDREN: ChildLine, CONFERENCES: ConferenceLine, PEOPLE: PersonLine}
