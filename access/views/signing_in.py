"""Signing in, with a password and where it is set up a code, and leaving."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from access import actions
from access.forms import LOCKED, CodeForm, SignInForm, wait_minutes
from access.http import Request
from access.models import SecondFactor, User

# The password was right and the code is still to come: who, and since when.
HALF = "password_was_right"
TIME_FOR_CODE = timedelta(minutes=5)


def where_next(request: HttpRequest) -> str:
    """Where a person goes after signing in: where they were, if that is one of our pages."""
    there = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        there, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return there if ours else ""


def sign_in_page(request: HttpRequest, form: SignInForm, *, status: int = 200) -> HttpResponse:
    """The sign-in page, with how long a session lasts."""
    context = {
        "form": form,
        "next": where_next(request),
        "idle_minutes": settings.SESSION_IDLE_SECONDS // 60,
        "longest_hours": settings.SESSION_COOKIE_AGE // 3600,
    }
    return render(request, "access/sign_in.html", context, status=status)


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """E-mail address and password; five wrong tries mean a wait."""
    if request.user.is_authenticated:
        return redirect(where_next(request) or "home")
    form = SignInForm(request, request.POST if request.method == "POST" else None)
    if form.is_valid():
        return after_password(request, form.get_user())
    if form.cleaned_data.get("password") if form.is_bound else False:
        actions.refuse_session(form.cleaned_data.get("username", ""))
    return sign_in_page(request, form)


def after_password(request: HttpRequest, user: User) -> HttpResponse:
    """In, or on to the code, for whoever has set one up."""
    there = where_next(request)
    if SecondFactor.objects.confirmed(user) is None:
        actions.start_session(request, by=user)
        return redirect(there or "home")
    request.session[HALF] = {"user": str(user.pk), "at": timezone.now().isoformat()}
    return redirect(reverse("access:code") + (f"?{urlencode({'next': there})}" if there else ""))


@login_not_required
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The six figures that the person's authenticator shows."""
    factor = half_signed_in(request)
    if factor is None:
        messages.info(request, "Sign in with your password first.")
        return redirect("access:sign_in")
    form = CodeForm(request.POST or None, factor=factor)
    if form.is_proved(by=factor.user):
        request.session.pop(HALF)
        actions.start_session(request, by=factor.user)
        return redirect(where_next(request) or "home")
    return render(request, "access/code.html", {"form": form, "next": where_next(request)})


def half_signed_in(request: HttpRequest) -> SecondFactor | None:
    """Whose password was right a moment ago."""
    half = request.session.get(HALF)
    if not half or timezone.now() - datetime.fromisoformat(half["at"]) > TIME_FOR_CODE:
        return None
    return SecondFactor.objects.confirmed(half["user"])


def locked_out(request: HttpRequest, response: HttpResponse, credentials: object) -> HttpResponse:
    """What django-axes shows instead of the page while a person has to wait."""
    form = SignInForm(request)
    form.errors[NON_FIELD_ERRORS] = form.error_class([LOCKED.format(minutes=wait_minutes())])
    return sign_in_page(request, form, status=429)


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """Leave."""
    actions.end_session(request, by=request.user)
    return redirect("access:sign_in")


@require_POST
def stay(request: Request) -> HttpResponse:
    """Keep the session: the middleware has noted that somebody is here."""
    return HttpResponse(status=204)
