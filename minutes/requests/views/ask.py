"""The public page: somebody asks for minutes without an account. It proves nothing and promises nothing."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from access import audit
from access.models import User
from minutes.requests import public
from minutes.requests.who_forms import AskForm


@login_not_required
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Three questions. Whoever asks gets the same answer, whatever we know or do not know."""
    form = AskForm(request.POST or None)
    if not form.is_valid():
        return render(request, "requests/ask.html", {"form": form, "phone": settings.SAFEGUARDING_PHONE})
    source = audit.request_address(request) or ""
    if not public.takes_more_from(source):
        context = {"phone": settings.SAFEGUARDING_PHONE}
        return render(request, "requests/ask_busy.html", context, status=429)
    public.take(form.cleaned_data, source=source, by=User.objects.service("public-page"))
    return redirect("public:ask_sent")


@login_not_required
@never_cache
def sent(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "requests/ask_sent.html", {"phone": settings.SAFEGUARDING_PHONE})
