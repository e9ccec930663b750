"""How each sending of a copy stands, in words, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from access.models import User
from access.roles import May
from minutes.requests.models import CopyLink, Dispatch, MinuteRequest, Order, TypedCopy
from minutes.requests.translation import missing_says
from recordings.steps import Next

Method, State, Status = Dispatch.Method, Dispatch.State, MinuteRequest.Status
WITH_A_COPY = {Status.READY, Status.RELEASED, Status.DELIVERED}


@dataclass(frozen=True)
class Offer:
    """One thing that can be done about a sending."""

    words: str
    url: str
    post: bool = False


@dataclass(frozen=True)
class Sending:
    """One sending as the page shows it."""

    on: date
    what: str
    state: str
    is_under_way: bool
    lines: list[str]
    offers: list[Offer]


def sendings_of(copy: TypedCopy, user: User) -> list[Sending]:
    """Every sending of a copy, the last first."""
    found = copy.dispatches.select_related("copy__key", "order", "by", "proved_by", "link")
    return [_sending(dispatch, user) for dispatch in found]


def orders_of(request: MinuteRequest, user: User) -> dict[str, Any]:
    """What is made from the copies of a request to order, and the translation that is still expected."""
    found = Order.objects.filter(copy__request=request).visible_to(user).with_people()
    return {
        "orders": list(found),
        "translation": missing_says(request),
        "may_order": user.may(May.RELEASE_COPY) and request.status in WITH_A_COPY,
    }


def _sending(dispatch: Dispatch, user: User) -> Sending:
    what = dispatch.get_method_display()
    if dispatch.order:
        what = f"{dispatch.order.get_kind_display()}: {what.lower()}"
    return Sending(
        on=dispatch.sent_on,
        what=what,
        state=dispatch.state,
        is_under_way=dispatch.is_under_way,
        lines=_lines(dispatch),
        offers=_offers(dispatch) if user.may(May.RELEASE_COPY) else [],
    )


def _lines(dispatch: Dispatch) -> list[str]:
    lines = [
        f"Released by {dispatch.by.name}" + (f", {dispatch.pages} pages counted" if dispatch.pages else "")
    ]
    if dispatch.tracking:
        lines.append(f"Tracking number {dispatch.tracking}")
    if dispatch.state == State.SENDING:
        lines.append("Not sent yet")
    if (link := link_of(dispatch)) and dispatch.is_under_way:
        lines.append(_link_line(link))
    if dispatch.delivered_on:
        who = f", noted by {dispatch.proved_by.name}" if dispatch.proved_by else ""
        lines.append(f"Arrived on {_day(dispatch.delivered_on)}{who}. {dispatch.proof or ''}".strip())
    if dispatch.came_back_on:
        lines.append(f"{_day(dispatch.came_back_on)}: {dispatch.get_failure_display()}")
    return lines


def _link_line(link: CopyLink) -> str:
    until = _day(timezone.localtime(link.expires_at).date())
    if link.code_digest and not link.tries_left:
        return "Five wrong codes were tried. Telephone them, then make a new code."
    if link.code_digest and link.code_is_old:
        return "The code is too old. Make a new one."
    if not link.code_digest:
        return f"The link holds until {until}. They need a code."
    return f"The link holds until {until}. They have a code, with {link.tries_left} tries left."


def link_of(dispatch: Dispatch) -> CopyLink | None:
    """The link of a sending, if it went by one."""
    return getattr(dispatch, "link", None)


def _offers(dispatch: Dispatch) -> list[Offer]:
    link, offers = link_of(dispatch), []
    if dispatch.is_under_way:
        if dispatch.method == Method.LINK and link and link.is_open:
            offers.append(Offer("Make a new code", _url("secret", dispatch)))
        if dispatch.method == Method.EMAIL:
            again = "Send it again with a new password" if dispatch.state == State.SENT else "Send it"
            offers.append(Offer(again, _url("secret", dispatch)))
        if dispatch.state == State.SENT:
            offers.append(Offer(_arrives(dispatch), _url("arrived", dispatch)))
        offers.append(Offer("It did not arrive", _url("came_back", dispatch)))
    if link and link.is_open:
        offers.append(Offer("Take the link back", _url("end_link", dispatch), post=True))
    return offers


def _arrives(dispatch: Dispatch) -> str:
    return "They collect it" if dispatch.method == Method.COLLECTED else "It arrived"


def next_of_released(request: MinuteRequest, user: User) -> Next | None:
    """What follows a release: the code, the locked PDF, or the proof that it arrived."""
    dispatch = under_way(request)
    if dispatch is None or not user.may(May.RELEASE_COPY):
        return None
    link = link_of(dispatch)
    if dispatch.method == Method.LINK and link:
        if not link.wants_code or not link.is_open:
            return None
        reason = "The link has gone by e-mail. It opens with a code that goes another way."
        return Next("give them the code", reason, _url("secret", dispatch), "Give them the code")
    if dispatch.state == State.SENDING:
        reason = "It goes by e-mail. Its password goes another way, at the same time."
        return Next("send the locked PDF", reason, _url("secret", dispatch), "Send it")
    if dispatch.method == Method.COLLECTED:
        reason = "See a proof of identity before you give it to them."
        return Next("hand it over", reason, _url("arrived", dispatch), "They collect it")
    reason = "With the day it was in their hands, and what shows that."
    return Next("note that it arrived", reason, _url("arrived", dispatch), "It arrived")


def next_of_ready(request: MinuteRequest, user: User, *, missing: set[str]) -> Next | None:
    """Before a release: what came back needs its address read back anew."""
    if not user.may(May.LOG_REQUEST) or not missing & {"address", "code"}:
        return None
    if "address" in missing:
        came_back = any(one.state == State.CAME_BACK for one in _dispatches(request))
        reason = (
            "The copy came back. Read the address back to them." if came_back else "It holds for 30 days."
        )
        url = reverse("requests:address", args=[request.pk])
        return Next("check the address again", reason, url, "Check the address")
    return code_step(request)


def code_step(request: MinuteRequest) -> Next:
    """Ask how the code reaches them."""
    reason = "What opens a link or a locked PDF goes another way than the e-mail."
    url = reverse("requests:code_way", args=[request.pk])
    return Next("ask how the code should reach them", reason, url, "Say how")


def under_way(request: MinuteRequest) -> Dispatch | None:
    """The sending that has neither arrived nor come back."""
    waiting = [one for one in _dispatches(request) if one.is_under_way]
    return max(waiting, key=attrgetter("made_at"), default=None)


def _dispatches(request: MinuteRequest) -> list[Dispatch]:
    return [one for copy in request.copies.all() for one in copy.dispatches.all()]


def _url(name: str, dispatch: Dispatch) -> str:
    return reverse(f"requests:{name}", args=[dispatch.pk])


def _day(day: date) -> str:
    return date_format(day, "D j M Y")
