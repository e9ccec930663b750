"""A date in three boxes, day, month and year, for every form that asks for one."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms

PARTS = {"day": "12", "month": "11", "year": "2026"}
YEARS = (1900, 2199)  # 202 and 20226 are slips of the finger


class DateBoxes(forms.MultiWidget):
    """Day, month and year as three text boxes."""

    template_name = "components/date_boxes.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off", **(attrs or {})}
        widths = {"day": "w2", "month": "w2", "year": "w4"}
        super().__init__({part: forms.TextInput({**box, "class": f"short {widths[part]}"}) for part in PARTS})

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class DateField(forms.MultiValueField):
    """A date in three boxes. `event` ends its messages: "Enter the day {event}, for example 12"."""

    widget = DateBoxes

    def __init__(self, *, event: str, **kwargs: Any) -> None:
        self.event = event
        boxes = []
        for part, example in PARTS.items():
            message = f"Enter the {part} {event}, for example {example}"
            first, last = YEARS if part == "year" else (1, 31)
            boxes.append(
                forms.IntegerField(
                    min_value=first,
                    max_value=last,
                    error_messages=dict.fromkeys(
                        ("incomplete", "invalid", "min_value", "max_value"), message
                    ),
                )
            )
        messages = {"required": f"Enter the date {event}, for example 12 11 2026"}
        super().__init__(boxes, require_all_fields=False, error_messages=messages, **kwargs)

    def compress(self, data_list: list[int | None]) -> date | None:
        if not data_list:
            return None
        day, month, year = (cast(int, part) for part in data_list)
        try:
            return date(year, month, day)
        except ValueError as error:
            raise forms.ValidationError(f"Enter a date {self.event} that is in the calendar") from error
