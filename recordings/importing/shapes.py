"""What may stand in a line of each table: the shapes of the API, with dates as spreadsheets write them."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from rest_framework import serializers

from access.dates import YEARS
from recordings.api.record_shapes import ChildFactsShape, PersonFactsShape
from recordings.importing.columns import CHILDREN, CONFERENCES, PEOPLE
from recordings.models import Conference

DAYS = [
    f"{day}{time}"
    for day in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%d-%b-%Y")
    for time in ("", " %H:%M:%S", " %H:%M")
]

HIDDEN = {"Cc", "Cs", "Co", "Cn"}
FORMULA = re.compile(r"\s*(?:[=@]|[+-].*[|!(])", re.DOTALL)
WITHHELD = ("withheld", "addresswithheld")
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b")


class Day(serializers.DateField):
    """A day as spreadsheets and people write it. A year of two figures may be one of two, so it is none."""

    default_error_messages = {
        "invalid": "Enter the day as 2026-11-05, 05/11/2026 or 5 November 2026.",
        "year": f"Enter a year from {YEARS[0]} to {YEARS[1]}.",
    }

    def to_internal_value(self, data: Any) -> Any:
        day = super().to_internal_value(data)
        if not YEARS[0] <= day.year <= YEARS[1]:
            self.fail("year")
        return day


class Choice(serializers.ChoiceField):
    """One of a few, as the tables say it or in the words of the pages: "pre_birth" or "Pre-birth"."""

    def to_internal_value(self, data: Any) -> Any:
        said = _alike(data)
        known = (key for key, label in self.choices.items() if key and said in (_alike(key), _alike(label)))
        return super().to_internal_value(next(known, data))


def _alike(words: Any) -> str:
    return "".join(letter for letter in str(words).casefold() if letter.isalnum())


class Line(serializers.Serializer):
    """A line of a table. Messages never say back what was typed."""

    def get_fields(self) -> dict[str, Any]:
        """The fields of the API, read as a spreadsheet writes them."""
        return {name: _as_written(field) for name, field in super().get_fields().items()}


def _as_written(field: serializers.Field) -> serializers.Field:
    """The field that reads what people write in a cell, in place of the API's."""
    optional: dict[str, Any] = {"required": field.required}
    if field.source != field.field_name and field.source:
        optional["source"] = field.source
    if isinstance(field, serializers.DateField):
        return Day(input_formats=DAYS, **optional)
    if isinstance(field, serializers.BooleanField):
        field.error_messages["invalid"] = "Enter yes or no."
    if isinstance(field, serializers.ChoiceField):
        words = ", ".join(str(key) for key in field.choices if key)
        message: dict[str, Any] = {"invalid_choice": f"Choose one of: {words}."}
        return Choice(
            choices=field.choices, error_messages=message, allow_blank=field.allow_blank, **optional
        )
    if isinstance(field, serializers.CharField):
        field.validators += [_can_be_seen, _is_no_formula]
        field.validators += [_says_something] if field.required else []
    return field


def _can_be_seen(words: str) -> None:
    """What nobody sees in a cell would stand in a letter, turn its words round, or make two names of one."""
    signs = set(words) - set("\r\n\t")
    if signs & TURNING or any(unicodedata.category(sign) in HIDDEN for sign in signs):
        raise serializers.ValidationError("There are signs in this cell that cannot be seen. Type it again.")


def _is_no_formula(words: str) -> None:
    """A spreadsheet would work it out again on whoever opens a list of these later; +44 is a phone number."""
    if FORMULA.match(words):
        raise serializers.ValidationError("This cell holds a formula. Put what it comes to there.")


def _says_something(words: str) -> None:
    if not any(sign.isalnum() for sign in words):
        raise serializers.ValidationError("There is no letter and no figure in this cell.")


class Several(serializers.Field):
    """Several references in one cell, with semicolons between them."""

    def to_internal_value(self, data: Any) -> Any:
        found = [one.strip() for one in str(data).split(";") if one.strip()]
        if not found:
            self.fail("required")
        return found


class Children(Several):
    """The children of a conference, each perhaps with what it is for them: "WX-1: review; WX-2: initial"."""

    def to_internal_value(self, data: Any) -> Any:
        return [self._one(words) for words in super().to_internal_value(data)]

    def _one(self, words: str) -> tuple[str, str]:
        reference, _, said = words.rpartition(":")
        kinds = {_alike(word): key for key, label in Conference.Type.choices for word in (key, label)}
        kind = kinds.get(_alike(said), "")
        return (reference.strip(), kind) if reference.strip() and kind else (words, "")


class Withheld(Line):
    """A line with an address: "withheld" is an answer, and no address."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if _alike(attrs.get("address", "")) in WITHHELD:
            return {**attrs, "address": "", "address_withheld": True}
        return attrs


class ChildLine(Withheld, ChildFactsShape):
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
    children = Children()
    reconvenes = serializers.CharField(max_length=40, required=False)
    status = serializers.ChoiceField(choices=Conference.Status.choices, required=False)
    status_reason = serializers.CharField(max_length=500, required=False)
    strategy_discussion_on = serializers.DateField(required=False)
    notified_on = serializers.DateField(required=False)
    child_present = serializers.BooleanField(required=False)
    domestic_abuse = serializers.BooleanField(required=False)
    interpreter_used = serializers.BooleanField(required=False)


class PersonLine(Withheld, PersonFactsShape):
    """Somebody invited, known by the conference, the name and the role."""

    conference = serializers.CharField(max_length=40)
    only_about = Several(required=False)


LINES: dict[str, type[Line]] = {CHILDREN: ChildLine, CONFERENCES: ConferenceLine, PEOPLE: PersonLine}
