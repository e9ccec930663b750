"""What is typed to look after accounts: who somebody is, their role, and a password to begin with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from access.models import User
from access.roles import Role

ROLES = [("", "Choose a role"), *((role.value, role.label) for role in Role if role != Role.SERVICE)]


class AccountForm(forms.Form):
    """The name and the role of somebody who works here."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter the name as colleagues know it"},
    )
    role = forms.ChoiceField(
        label="Role", choices=ROLES, error_messages={"required": "Choose what this person does"}
    )


class PasswordToGiveForm(forms.Form):
    """A password that somebody hands over in person, to be changed by whoever gets it."""

    password = forms.CharField(
        label="A password to begin with",
        help_text="At least 12 characters. Hand it over in person; they change it under Your settings.",
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter a password of at least 12 characters"},
    )

    def __init__(self, *args: Any, account: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, user=self.account)
        return password


class NewAccountForm(AccountForm):
    """Somebody new: their address too, and a first password."""

    field_order = ["name", "email", "role", "password"]

    email = forms.EmailField(
        label="E-mail address",
        help_text="They sign in with it.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter the e-mail address they sign in with"},
    )
    password = PasswordToGiveForm.base_fields["password"]

    def clean(self) -> dict[str, Any]:
        """The password judged beside who it is for."""
        cleaned = super().clean() or {}
        account = User(email=cleaned.get("email", "").lower(), name=cleaned.get("name", ""))
        if cleaned.get("password"):
            try:
                validate_password(cleaned["password"], user=account)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned

    def account(self) -> User:
        """The account as it is to be added."""
        said = self.cleaned_data
        return User(email=said["email"].lower(), name=said["name"], role=said["role"])
