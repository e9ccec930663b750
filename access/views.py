"""Signing in and out, the access log, health, and the pages about the service itself."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access import actions, audit, export, trail
from access import health as checks
from access.errors import Conflict
from access.forms import LOCKED, LogFilterForm, SignInForm, wait_minutes
from access.http import Request
from access.retention import rules
from access.roles import PERMISSIONS, May, Role, require

PAGE = 50


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
        actions.start_session(request, by=form.get_user())
        return redirect(where_next(request) or "home")
    if form.cleaned_data.get("password") if form.is_bound else False:
        actions.refuse_session(form.cleaned_data.get("username", ""))
    return sign_in_page(request, form)


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


@require_GET
def own_settings(request: Request) -> HttpResponse:
    """Who is signed in, and what their role may do."""
    may = sorted(may.value.replace("_", " ").capitalize() for may in PERMISSIONS[Role(request.user.role)])
    return render(request, "access/settings.html", {"may": may})


@require_GET
def audit_log(request: Request) -> HttpResponse:
    """Who did, saw and heard what; what was refused stands out. Looking at it is recorded too."""
    require(request.user, May.READ_AUDIT)
    form = LogFilterForm(request.GET, **trail.choices(for_=request.user))
    found = trail.events(for_=request.user, form=form)
    conference = form.cleaned_data.get("conference")
    actions.read_log(by=request.user, conference=conference)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "lines": list(trail.lines(trail.together(page.object_list))),
        "sums": trail.sums(found),
        "query": query.urlencode(),
        "conference": conference,
        "chosen": [(name, value) for name, value in request.GET.items() if name in form.fields and value],
    }
    return render(request, "access/_audit.html" if request.htmx else "access/audit.html", context)


@require_POST
def audit_export(request: Request) -> HttpResponseBase:
    """The same events as a file, for an inspector."""
    require(request.user, May.READ_AUDIT)
    form = LogFilterForm(request.POST, **trail.choices(for_=request.user))
    found = trail.events(for_=request.user, form=form)
    kind = "json" if request.POST.get("kind") == "json" else "csv"
    conference = form.cleaned_data.get("conference")
    newest = found.first()
    actions.export_log(by=request.user, conference=conference, kind=kind, events=found.count())
    return export.answer(found.filter(sequence__lte=newest.sequence if newest else 0), kind=kind)


@require_POST
def audit_check(request: Request) -> HttpResponse:
    """Walk the whole log and say whether anything is missing or was changed."""
    try:
        found = actions.check_log(by=request.user)
    except audit.Broken as broken:
        raise Conflict(f"The log does not hold. {broken} Tell information governance now.") from broken
    messages.success(request, f"The log is complete: {found.events} events, nothing missing or changed.")
    return redirect("access:audit")


@require_GET
def health(request: Request) -> HttpResponse:
    """States and counts for IT: never a name or a word of content."""
    require(request.user, May.SEE_HEALTH)
    found = checks.run()
    template = "access/_health.html" if request.htmx else "access/health.html"
    return render(request, template, {"checks": found, "well": all(check.ok for check in found)})


@login_not_required
@require_GET
def ready(request: HttpRequest) -> JsonResponse:
    """For load balancers: whether this server can answer. Says nothing else."""
    well = checks.database().ok
    return JsonResponse({"ok": well}, status=200 if well else 503)


@login_not_required
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "access/accessibility.html")


@login_not_required
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """What is recorded about the people who use the service, and how long things are kept."""
    return render(request, "access/privacy.html", {"rules": rules()})
