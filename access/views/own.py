"""What people set for themselves: their password, their second factor, where they are signed in."""

from __future__ import annotations

from typing import Any

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access import actions, second_factor
from access.forms import CodeForm, PasswordForm
from access.http import Request
from access.models import SecondFactor
from access.roles import PERMISSIONS, Role


@require_GET
def own_settings(request: Request) -> HttpResponse:
    """Who is signed in, and what their role may do."""
    may = sorted(may.value.replace("_", " ").capitalize() for may in PERMISSIONS[Role(request.user.role)])
    return render(
        request, "access/settings.html", {"may": may, "factor": SecondFactor.objects.confirmed(request.user)}
    )


@sensitive_post_parameters("old_password", "new_password1", "new_password2")
@require_http_methods(["GET", "POST"])
def password(request: Request) -> HttpResponse:
    """A new password; everywhere else this person is signed out."""
    form = PasswordForm(request.user, request.POST or None)
    if form.is_valid():
        actions.change_password(request, password=form.cleaned_data["new_password1"], by=request.user)
        messages.success(request, "Your password is changed. You are signed out everywhere but here.")
        return redirect("access:settings")
    return render(request, "access/password.html", {"form": form})


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def set_up_second_factor(request: Request) -> HttpResponse:
    """The secret as a picture and in letters, until a code made with it has come back."""
    factor = SecondFactor.objects.begun(request.user)
    if factor is None:
        return _before_second_factor(request)
    form = CodeForm(request.POST or None, factor=factor)
    if form.is_valid():
        if actions.confirm_second_factor(form.cleaned_data["code"], by=request.user):
            messages.success(request, "The second step is set up. You are asked for a code from now on.")
            return redirect("access:settings")
        form.refuse(factor)
    return render(request, "access/second_factor.html", {"form": form, **_shown(factor)})


def _before_second_factor(request: Request) -> HttpResponse:
    if request.method == "POST":
        actions.begin_second_factor(by=request.user)
        return redirect("access:second_factor")
    return render(request, "access/second_factor.html", {"form": None})


def _shown(factor: SecondFactor) -> dict[str, Any]:
    secret = second_factor.opened(factor)
    address = second_factor.address(secret, account=factor.user.email)
    picture = segno.make(address, micro=False).svg_data_uri(scale=5, border=2, light="#fff")
    letters = second_factor.letters(secret)
    return {"picture": picture, "letters": [letters[at : at + 4] for at in range(0, len(letters), 4)]}


@require_POST
def end_other_sessions(request: Request) -> HttpResponse:
    """Signed out everywhere but here."""
    actions.end_other_sessions(request, by=request.user)
    messages.success(request, "You are signed out everywhere but here.")
    return redirect("access:settings")
