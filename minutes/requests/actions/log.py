"""What can be done from the moment somebody asks until we know whom we would answer, and where."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from minutes.requests import dates, states
from minutes.requests.addresses import is_email
from minutes.requests.locking import locked
from minutes.requests.models import MinuteRequest, Series
from recordings.models import Attendance, Child, Conference, VaultKey

Status = MinuteRequest.Status


@dataclass(frozen=True)
class Asked:
    """What somebody asked for, as it was taken down."""

    name: str
    relationship: str
    channel: str
    received_at: datetime
    children: tuple[Child, ...]
    attendance: Attendance | None = None
    on_behalf_of: str = ""
    asks_for: str = MinuteRequest.Asks.MINUTES
    format: str = MinuteRequest.Format.PDF
    delivery: str = MinuteRequest.Delivery.COLLECTED
    address: str = ""
    note: str = field(default="", repr=False)
    language: str = ""
    adjustments: str = ""
    safe_email: str = field(default="", repr=False)


@transaction.atomic
def log_request(conference: Conference, *, asked: Asked, by: User) -> MinuteRequest:
    """Write down a request on the day it reached the council. Both clocks start by themselves."""
    require(by, May.LOG_REQUEST)
    reference = _next_reference(asked.received_at)  # first: nobody else logs the same request meanwhile
    _fits(conference, asked)
    request = MinuteRequest(
        key=VaultKey.objects.fresh(),
        conference=conference,
        reference=reference,
        status=Status.TRIAGE if asked.asks_for == MinuteRequest.Asks.AUDIO else Status.RECEIVED,
        taken_by=by,
        **{name: value for name, value in vars(asked).items() if name != "children"},
    )
    dates.set_due(request)
    request.save(force_insert=True)
    request.children.set(asked.children)
    audit.record(
        "request.logged",
        by=by,
        on=request,
        conference=conference.pk,
        relationship=request.relationship,
        channel=request.channel,
        asks_for=request.asks_for,
    )
    return request


def _fits(conference: Conference, asked: Asked) -> None:
    """The request must be about this conference, these children and a person of this list."""
    here = set(conference.children.values_list("child_id", flat=True))
    if not asked.children or not {child.pk for child in asked.children} <= here:
        raise Conflict("Choose children who are on this conference.")
    if asked.attendance and asked.attendance.conference_id != conference.pk:
        raise Conflict("Choose a person who is on the list of this conference.")
    if asked.attendance and asked.attendance.group == Attendance.Group.PROFESSIONAL:
        raise Conflict(
            "A copy is for the family. Choose the family member whose parts of the meeting it holds."
        )
    _arrived_lately(asked.received_at)
    if asked.safe_email and not is_email(asked.safe_email):
        raise Conflict("Enter one e-mail address as the safe contact, and nothing else.")
    if asked.relationship in MinuteRequest.AGENTS and not asked.on_behalf_of:
        raise Conflict("Say for whom they ask, and how we know that they may.")
    same = conference.requests.open_now().filter(attendance=asked.attendance, asks_for=asked.asks_for)
    if asked.attendance and same.exists():
        raise Conflict("A request from this person for this conference is open already. Add to that one.")


def _arrived_lately(at: datetime) -> None:
    if at > timezone.now():
        raise Conflict("The request cannot have arrived in the future. Check the date and time.")
    if at.year < timezone.now().year - dates.OLDEST:
        raise Conflict("The request cannot have arrived so long ago. Check the year.")


def _next_reference(received_at: datetime) -> str:
    start = f"R-{timezone.localtime(received_at).year}-"
    given_out = MinuteRequest.objects.filter(reference__startswith=start).values_list("reference", flat=True)
    return Series.objects.next_in(start, given_out=given_out)


@transaction.atomic
def confirm_address(
    request: MinuteRequest, *, address: str, delivery: str, on: date, by: User
) -> MinuteRequest:
    """Note that the address or safe contact was read back to the person. It holds for 30 days."""
    require(by, May.LOG_REQUEST)
    request = locked(request)
    dates.require_past(on)
    if request.status in {Status.RELEASED, *MinuteRequest.ENDED}:
        raise Conflict("This request is answered. Log a returned copy instead.")
    if delivery == MinuteRequest.Delivery.POST and not address.strip():
        raise Conflict("Enter the address that was read back.")
    if delivery in MinuteRequest.BY_MAIL and not is_email(address):
        raise Conflict("Enter the one e-mail address that was read back, and nothing else.")
    request.address, request.delivery = address, MinuteRequest.Delivery(delivery)
    request.address_confirmed_on, request.address_confirmed_by = on, by
    request.save()
    audit.record(
        "request.address_confirmed", by=by, on=request, conference=request.conference_id, how=delivery
    )
    return request


@transaction.atomic
def withdraw(request: MinuteRequest, *, by: User) -> MinuteRequest:
    """They have taken the request back."""
    return _end(request, to=Status.WITHDRAWN, by=by)


@transaction.atomic
def close(request: MinuteRequest, *, by: User) -> MinuteRequest:
    """Nothing is left to do."""
    return _end(request, to=Status.CLOSED, by=by)


def _end(request: MinuteRequest, *, to: str, by: User) -> MinuteRequest:
    require(by, May.LOG_REQUEST)
    request = locked(request)
    states.move(request, to=to, by=by)
    request.save()
    audit.record(f"request.{to}", by=by, on=request, conference=request.conference_id)
    return request
