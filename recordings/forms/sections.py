"""What long forms share: fields that matter always, the rest folded away; and an address nobody may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField


@dataclass(frozen=True)
class Section:
    """A folded part of a form."""

    title: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """A folded part as the page draws it: open when something in it is wrong."""

    title: str
    fields: list[BoundField]
    is_open: bool


def text(label: str, *, required: str = "", help_text: str = "", size: int = 200) -> forms.CharField:
    """One line of text that the browser does not remember. `required` is what to say when it is missing."""
    return forms.CharField(
        label=label,
        max_length=size,
        required=bool(required),
        help_text=help_text,
        error_messages={"required": required} if required else {},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SectionedForm(forms.Form):
    """A form with folded parts, named in MORE."""

    MORE: tuple[Section, ...] = ()

    def first(self) -> list[BoundField]:
        """The fields that are never folded away."""
        folded = {name for section in self.MORE for name in section.names}
        return [self[name] for name in self.fields if name not in folded]

    def more(self) -> Iterator[Shown]:
        """The folded parts, without fields that were left out here."""
        for section in self.MORE:
            names = [name for name in section.names if name in self.fields]
            yield Shown(section.title, [self[name] for name in names], any(n in self.errors for n in names))


class WithheldAddress(forms.Form):
    """An address, and whether it is withheld. A withheld one is never put into a form again."""

    address = forms.CharField(
        label="Address",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    address_withheld = forms.BooleanField(
        label="Withheld: others must not learn this address",
        required=False,
        help_text="It is then in nobody else’s letter or copy, and each look at it is recorded",
    )

    def __init__(self, *args: Any, withheld: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.withheld = withheld
        if withheld:
            self.fields["address"].help_text = "There is one, and it is withheld. Leave this empty to keep it"

    def clean(self) -> dict[str, Any]:
        """Nothing typed over a withheld address leaves it as it is."""
        given = super().clean() or self.cleaned_data
        if self.withheld and not given.get("address"):
            given.pop("address", None)
        return given
