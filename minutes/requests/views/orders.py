"""What is made of a copy to order: placed, back, looked at by somebody else, sent on."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from access.errors import Conflict
from access.http import Request
from access.models import User
from access.roles import May, require
from minutes.requests import actions, order_states
from minutes.requests.models import Order
from minutes.requests.order_forms import BackForm, OrderForm, SendOrderForm, WrongForm
from minutes.requests.translation import language_of
from minutes.requests.views.requests import fetch, step_page, trail_to


def order(request: Request, pk: UUID) -> HttpResponse:
    """Order something from the copy of a request."""
    require(request.user, May.RELEASE_COPY)
    asked = fetch(pk, request.user)
    copy = asked.copies.first()
    if copy is None:
        raise Conflict("There is no copy of this request that something could be made from.")
    language = language_of(asked)
    first = {"sent_on": timezone.localdate(), "language": "" if language == "their language" else language}
    form = OrderForm(request.POST or None, initial=first | ({"kind": "translation"} if language else {}))
    if form.is_valid():
        actions.place_order(copy, wanted=form.wanted(), by=request.user)
        return redirect("requests:detail", pk)
    why = "They get this copy and nothing else. What comes back is looked at by a second person."
    words = {"title": "Have something made from this copy", "button": "It has gone to them", "why": why}
    return step_page(request, asked, form=form, **words)


def order_back(request: Request, pk: UUID) -> HttpResponse:
    """The file that came back is sealed."""
    require(request.user, May.RELEASE_COPY)
    found = _order(pk, request.user)
    form = BackForm(request.POST or None, request.FILES or None, initial={"on": timezone.localdate()})
    if form.is_valid():
        day = form.cleaned_data["on"]
        actions.take_in(found, content=form.content(), on=day, by=request.user)
        return redirect("requests:detail", found.copy.request_id)
    why = "Every word that was taken out of the copy is searched for in it before it is kept."
    words = {"title": "It is back", "button": "Keep it", "why": why}
    return step_page(request, found.copy.request, form=form, with_file=True, **words)


def order_check(request: Request, pk: UUID) -> HttpResponse:
    """Somebody else looks at the file: it is right, or it goes back."""
    require(request.user, May.CHECK_REDACTION)
    found = _order(pk, request.user)
    form = WrongForm(request.POST if "wrong" in request.POST else None)
    if form.is_valid():
        actions.send_order_back(found, **form.cleaned_data, by=request.user)
        return redirect("requests:detail", found.copy.request_id)
    if request.method == "POST" and not form.is_bound:
        actions.check_order(found, by=request.user)
        return redirect("requests:detail", found.copy.request_id)
    asked = found.copy.request
    context = {"order": found, "asked": asked, "form": form, "trail": trail_to(asked)}
    context["may_check"] = order_states.may_move(found, to=Order.State.CHECKED, by=request.user)
    return render(request, "requests/order_check.html", context)


def order_file(request: Request, pk: UUID) -> HttpResponse:
    """The file that came back."""
    found = _order(pk, request.user)
    response = HttpResponse(actions.open_order(found, by=request.user), content_type=found.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{found.filename}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
def order_cancel(request: Request, pk: UUID) -> HttpResponse:
    """It is not needed any more."""
    found = _order(pk, request.user)
    actions.cancel_order(found, by=request.user)
    return redirect("requests:detail", found.copy.request_id)


def order_send(request: Request, pk: UUID) -> HttpResponse:
    """It goes to whoever has the copy already."""
    require(request.user, May.RELEASE_COPY)
    found = _order(pk, request.user)
    asked = found.copy.request
    form = SendOrderForm(request.POST or None, delivery=asked.delivery)
    if form.is_valid():
        actions.send_order(found, **form.cleaned_data, by=request.user)
        return redirect("requests:detail", asked.pk)
    why = f"{asked.get_delivery_display()}, the same way as the copy. Type it from the envelope in your hand."
    words = {"title": f"Send it to {asked.name}", "button": "Send it", "why": why}
    return step_page(request, asked, form=form, **words)


def _order(pk: UUID, user: User) -> Order:
    found: Order = get_object_or_404(Order.objects.visible_to(user).with_people(), pk=pk)
    return found
