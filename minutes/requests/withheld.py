"""Addresses on the record that are kept from this reader. They are searched for, and nothing goes there.

Whoever asks may know or guess such an address and give it as their own: what somebody typed opens nothing.
"""

import re
from collections.abc import Iterator

from minutes.requests.addresses import EMAIL, PHONE, is_same_place
from minutes.requests.models import MinuteRequest
from minutes.requests.spellings import Plain, number_pattern, plain
from recordings.models import Attendance

SENSITIVE_ROLE = re.compile(r"foster|refuge|placement|adopt|interpreter", re.IGNORECASE)


def withheld_from(request: MinuteRequest) -> list[str]:
    """Every address that this reader must not learn, as far as the record tells."""
    hidden = _kept_apart(request)
    addresses = [person.address for person in hidden]
    asked = MinuteRequest.objects.filter(conference=request.conference_id, attendance__in=hidden)
    theirs = asked.exclude(relationship__in=MinuteRequest.AGENTS)  # a solicitor's office is no secret
    addresses += [one.address for one in theirs.select_related("key")]
    addresses += _of_children(request)
    return [address for address in addresses if address and address.strip()]


def goes_where_it_must_not(request: MinuteRequest) -> bool:
    """Whether this copy, or the code to it, would go to such an address, telephone or e-mail.

    Two people of one refuge may each have their post there: the record says so of both, and withholds both.
    """
    sent_by_us = request.delivery != MinuteRequest.Delivery.COLLECTED
    to = [request.address if sent_by_us else "", request.code_to or ""]
    me, hidden = request.attendance, _kept_apart(request)
    here = me.address or "" if me and me.address_withheld else ""
    closed = [address for address in withheld_from(request) if not is_same_place(address, here)]
    if any(is_same_place(address, one) for address in closed for one in to):
        return True
    own = me.safe_contact or "" if me else ""
    reached = (_reaches(person.safe_contact or "", one, own=own) for person in hidden for one in to)
    return any(reached)


def _kept_apart(request: MinuteRequest) -> list[Attendance]:
    """Other people of this conference whose address is withheld, or is so by what they are."""
    others = request.conference.people.select_related("conference__key")
    closed = (one for one in others if one.address_withheld or SENSITIVE_ROLE.search(one.role))
    return [one for one in closed if one.pk != request.attendance_id]


def _of_children(request: MinuteRequest) -> Iterator[str]:
    """Where a child lives, if that is withheld and the record does not say that the reader lives there."""
    me = request.attendance
    mine = (me.address if me else "") or ""
    for row in request.conference.children.select_related("child__key"):
        child = row.child
        if child.address_withheld and child.address and not is_same_place(child.address, mine):
            yield child.address


def _reaches(contact: str, to: str, *, own: str) -> bool:
    """Whether somebody else is reached where this goes: by a number or an e-mail that is not the reader's."""
    for mail in EMAIL.findall(contact):
        if plain(mail) in plain(to) and plain(mail) not in plain(own):
            return True
    numbers = [number_pattern(one) for one in PHONE.findall(contact)]
    return any(
        any(True for _ in Plain(to).find(one)) and not any(True for _ in Plain(own).find(one))
        for one in numbers
    )
