"""Health, and the pages about the service itself."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from access import health as checks
from access.http import Request
from access.retention import rules
from access.roles import May, require


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
