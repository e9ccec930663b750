"""Looking after accounts: who signs in, with which role, and until when. Nothing of any record."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access import actions
from access.http import Request
from access.models import User
from access.roles import May, require
from access.user_forms import AccountForm, NewAccountForm, PasswordToGiveForm


@require_GET
def users(request: Request) -> HttpResponse:
    """Everybody who signs in, by name."""
    require(request.user, May.MANAGE_USERS)
    return render(request, "access/users.html", {"people": User.objects.people()})


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def user_add(request: Request) -> HttpResponse:
    """An account for somebody new."""
    require(request.user, May.MANAGE_USERS)
    form = NewAccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        added = actions.add_user(form.account(), password=form.cleaned_data["password"], by=request.user)
        messages.success(request, f"{added.name} can sign in. Hand the password over in person.")
        return redirect("access:users")
    return render(request, "access/user_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
def user(request: Request, pk: UUID) -> HttpResponse:
    """One account: its name and role, and everything that can be done about it."""
    account = _account(request, pk)
    said = request.POST if request.method == "POST" else None
    form = AccountForm(said, initial={"name": account.name, "role": account.role})
    if form.is_valid():
        actions.change_account(account, **form.cleaned_data, by=request.user)
        messages.success(request, "The account is changed.")
        return redirect("access:users")
    return _page(request, account, form)


@sensitive_post_parameters("password")
@require_POST
def user_password(request: Request, pk: UUID) -> HttpResponse:
    """A new password for somebody who has forgotten theirs."""
    account = _account(request, pk)
    form = PasswordToGiveForm(request.POST, account=account)
    if form.is_valid():
        actions.give_password(account, password=form.cleaned_data["password"], by=request.user)
        messages.success(request, f"{account.name} has a new password. Hand it over in person.")
        return redirect("access:user", pk)
    return _page(request, account, form)


@require_POST
def user_end_access(request: Request, pk: UUID) -> HttpResponse:
    """Somebody has left."""
    account = actions.end_access(_account(request, pk), by=request.user)
    messages.success(request, f"The access of {account.name} has ended, and so has every session.")
    return redirect("access:user", pk)


@require_POST
def user_give_back(request: Request, pk: UUID) -> HttpResponse:
    """Somebody is here again."""
    account = actions.give_access_back(_account(request, pk), by=request.user)
    messages.success(request, f"{account.name} can sign in again.")
    return redirect("access:user", pk)


@require_POST
def user_sign_out(request: Request, pk: UUID) -> HttpResponse:
    """Signed out everywhere."""
    account = _account(request, pk)
    actions.end_sessions_of(account, by=request.user)
    messages.success(request, f"{account.name} is signed out everywhere.")
    return redirect("access:user", pk)


@require_POST
def user_second_step(request: Request, pk: UUID) -> HttpResponse:
    """The authenticator is lost."""
    account = _account(request, pk)
    actions.remove_second_factor(account, by=request.user)
    messages.success(request, f"{account.name} signs in with the password and sets up another second step.")
    return redirect("access:user", pk)


def _account(request: Request, pk: UUID) -> User:
    require(request.user, May.MANAGE_USERS)
    return get_object_or_404(User.objects.people(), pk=pk)


def _page(request: Request, account: User, form: AccountForm | PasswordToGiveForm) -> HttpResponse:
    other = PasswordToGiveForm(account=account)
    first = AccountForm(initial={"name": account.name, "role": account.role})
    context = {
        "account": account,
        "form": form,
        "account_form": form if isinstance(form, AccountForm) else first,
        "password_form": form if isinstance(form, PasswordToGiveForm) else other,
        "is_own": account.pk == request.user.pk,
    }
    return render(request, "access/user.html", context)
