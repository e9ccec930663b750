"""The one page for somebody without an account: a code opens the copy, and before it nothing is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from access.models import User
from minutes.requests import actions
from minutes.requests.actions import Tried
from minutes.requests.models import CopyFile, CopyLink, Order
from minutes.requests.sending_forms import CodeForm

COOKIE, SALT = "copy", "minutes.requests.link"
STATUS = {Tried.WRONG: 422, Tried.NO_CODE: 422, Tried.TOO_SOON: 429}


@dataclass(frozen=True)
class File:
    """One file that the page offers."""

    pk: UUID
    name: str
    size: int
    is_chosen: bool


def by_itself() -> User:
    """Nobody is signed in here, so the service writes the audit under a name of its own."""
    return User.objects.service("link")


@login_not_required
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the code; with the right one, show the files."""
    found = CopyLink.objects.answering(token)
    if found is None:
        return _ended(request)
    if sits(request, found):
        return _page(request, "link_open", _files_page(found, token))
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        actions.look_at_link(found, by=by_itself())
        return _page(request, "link", {"form": form}, status=422 if form.is_bound else 200)
    tried = actions.try_code(found, code=form.cleaned_data["code"], by=by_itself())
    if tried == Tried.RIGHT:
        return _seated(redirect("public:link", token), found)
    found.refresh_from_db()
    form.add_error("code", _why(tried, found))
    return _page(request, "link", {"form": form}, status=STATUS[tried])


@login_not_required
@require_POST
def link_file(request: HttpRequest, token: str, pk: UUID) -> HttpResponse:
    """One file, to whoever gave the code in this browser just now."""
    found = CopyLink.objects.answering(token)
    if found is None:
        return _ended(request)
    if not sits(request, found):
        return redirect("public:link", token)
    file = _file(found, pk)
    if file is None:
        return _ended(request)
    content = actions.download_by_link(found, file=file, by=by_itself())
    response = HttpResponse(content, content_type=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.filename}"'
    return _quiet(response)


def sits(request: HttpRequest, found: CopyLink) -> bool:
    """Whether this browser gave the right code within the last half hour, and nobody did so since."""
    try:
        kept = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=CopyLink.SITTING)
    except signing.BadSignature:
        return False
    return bool(found.opened_at and kept == [str(found.pk), found.opened_at.isoformat()])


def _seated(response: HttpResponse, found: CopyLink) -> HttpResponse:
    found.refresh_from_db()
    opened = found.opened_at.isoformat() if found.opened_at else ""
    response.set_cookie(
        COOKIE,
        signing.dumps([str(found.pk), opened], salt=SALT),
        max_age=CopyLink.SITTING,
        path="/link/",
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )
    return _quiet(response)


def _files_page(found: CopyLink, token: str) -> dict[str, Any]:
    copy = found.dispatch.copy
    opened = found.opened_at or timezone.now()
    return {
        "copy": copy,
        "token": token,
        "files": _files(found),
        "downloads_left": found.downloads_left,
        "until": timezone.localtime(opened) + timedelta(seconds=CopyLink.SITTING.total_seconds()),
    }


def _files(found: CopyLink) -> list[File]:
    """The format they asked for first, then the others, then what was made to order."""
    copy, alone = found.dispatch.copy, found.dispatch.order
    orders = [alone] if alone else list(copy.orders.checked())
    made = [File(order.pk, _title(order), order.size, is_chosen=bool(alone)) for order in orders]
    if alone:
        return made
    files = sorted(copy.files.all(), key=lambda file: not file.is_chosen)
    own = [File(file.pk, file.get_format_display(), file.size, file.is_chosen) for file in files]
    return [*own, *made]


def _title(order: Order) -> str:
    language = f" into {order.language}" if order.language else ""
    return f"{order.get_kind_display()}{language}, {order.get_media_type_display()}"


def _file(found: CopyLink, pk: UUID) -> CopyFile | Order | None:
    """A file of this link's own copy, and no other."""
    if pk not in {file.pk for file in _files(found)}:
        return None
    copy = found.dispatch.copy
    return copy.files.filter(pk=pk).first() or copy.orders.filter(pk=pk).first()


def _why(tried: Tried, found: CopyLink) -> str:
    if tried == Tried.TOO_SOON and found.wait_until:
        at = date_format(timezone.localtime(found.wait_until), "H:i:s")
        return f"Please wait until {at}, then try again"
    if tried == Tried.WRONG and found.tries_left:
        tries = "1 try" if found.tries_left == 1 else f"{found.tries_left} tries"
        return f"This is not the code that we gave you. You have {tries} left"
    return f"This code cannot be used any more. Phone {settings.SAFEGUARDING_PHONE} for a new one"


def _ended(request: HttpRequest) -> HttpResponse:
    """A link that has ended and one that never was look the same."""
    return _page(request, "link_ended", {}, status=404)


def _page(request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    context["phone"] = settings.SAFEGUARDING_PHONE
    return _quiet(render(request, f"requests/{name}.html", context, status=status))


def _quiet(response: HttpResponse) -> HttpResponse:
    """The address holds the token: no other site is told it, and nothing is kept.

    Not "no-referrer": a browser then sends its forms without an origin, and they are refused as forged.
    """
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "no-store"
    return response
