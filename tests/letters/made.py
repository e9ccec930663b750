"""A sibling conference with two households, two decisions and four people who get a letter. All invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from access.models import User
from access.roles import Role
from minutes.letters import actions
from minutes.letters.models import Letter
from recordings.models import Attendance, Conference, ConferenceChild
from tests import factories

MOTHERS = "27 Larkspur Court\nWexborough\nWX4 7QT"
FATHERS = "Flat 3, 8 Mill Street\nWexborough\nWX1 2AB"
COUNCIL = "Wexborough Children’s Services, 1 Market Place, Wexborough WX1 1AA"


@dataclass
class Siblings:
    """Alfie and Maisie: one mother, whose address is withheld; Alfie's father was excluded."""

    conference: Conference
    alfie: ConferenceChild
    maisie: ConferenceChild
    mother: Attendance
    father: Attendance
    worker: Attendance
    teacher: Attendance
    chair: User
    administrator: User
    second: User
    more: dict[str, Any] = field(default_factory=dict)


def siblings(**fields: Any) -> Siblings:
    """Held on Thursday 5 November 2026, the room confirmed, nothing decided yet."""
    chair = factories.user(role=Role.CHAIR, name="Margaret Ellison")
    administrator = factories.user(role=Role.ADMINISTRATOR, name="Joan Pereira")
    children = [
        factories.child(
            name="Alfie Hartley", allocated_worker="Daniel Okafor", allocated_worker_phone="01632 960 210"
        ),
        factories.child(
            name="Maisie Hartley", born_on=date(2024, 1, 21), address=MOTHERS, address_withheld=True
        ),
    ]
    held = factories.conference(
        chair=chair,
        administrator=administrator,
        children=children,
        presence_confirmed_at=timezone.now(),
        presence_confirmed_by=chair,
        **fields,
    )
    alfie, maisie = held.children.all()
    people = _people(held)
    people[1].only_about.set([alfie])
    people[0].only_about.set([alfie, maisie])
    return Siblings(
        held,
        alfie,
        maisie,
        *people,
        chair,
        administrator,
        factories.user(role=Role.ADMINISTRATOR, name="Colin Marsh"),
    )


def _people(held: Conference) -> list[Attendance]:
    today = timezone.localdate()
    family = {"gets_letter": True, "safe_contact_by": "post", "safe_contact_checked_on": today}
    work = {"gets_letter": True, "group": Attendance.Group.PROFESSIONAL}
    return [
        factories.person(
            held, address=MOTHERS, address_withheld=True, safe_contact="07700 900 123", **family
        ),
        factories.person(held, name="Wayne Cotter", role="Alfie's father", address=FATHERS, **family),
        factories.person(held, name="Daniel Okafor", role="Social worker", **work),
        factories.person(held, name="Tom Whitcombe", role="Class teacher", agency="St Oswin's", **work),
    ]


def written(made: Siblings, **changes: Any) -> actions.Written:
    """A plan under neglect."""
    values: dict[str, Any] = {
        "outcome": "plan_made",
        "category": "neglect",
        "reasons": "They were left alone twice.\nThe flat was cold.",
        "dissent": "Housing thought that help without a plan would do.",
        "contingency": "If they are left alone again, there is a legal planning meeting.",
        "core_group_on": date(2026, 11, 17),
        "core_group_where": "10:00, St Oswin's",
        "next_on": date(2027, 2, 2),
        "next_where": "13:30",
        "views": (actions.ViewLine("Tom Whitcombe, class teacher", "yes", "Yes, for both."),),
        "actions": (
            actions.ActionLine(
                "Daniel visits every ten days",
                "Somebody safe is there",
                "Daniel Okafor",
                "9 November",
                "Visits",
            ),
        ),
        "members": (made.mother, made.worker),
    }
    return actions.Written(**{**values, **changes})


def decided(made: Siblings | None = None, **changes: Any) -> Siblings:
    """A plan for Alfie, none for Maisie: two different decisions."""
    made = made or siblings()
    actions.save_decision(made.alfie, written=written(made, **changes), by=made.chair)
    none = written(made, outcome="no_plan", category="", reasons="Her nan looks after her.", actions=())
    actions.save_decision(made.maisie, written=none, by=made.chair)
    for row in (made.alfie, made.maisie):
        actions.decide(row, by=made.chair)
    return made


def letters(made: Siblings | None = None) -> dict[str, Letter]:
    """Every letter by the name of whom it is for."""
    made = made or decided()
    actions.make_letters(made.conference, by=made.administrator)
    return {one.name: one for one in Letter.objects.filter(conference=made.conference)}


def sent(letter: Letter, made: Siblings, **more: Any) -> Letter:
    """Signed by the chair, sent by the administrator."""
    signed = actions.sign_letter(letter, by=made.chair)
    envelope = signed.address.splitlines()[0] if signed.way == Letter.Way.POST else signed.name
    return actions.send_letter(signed, sent=actions.Sent(envelope, **more), by=made.administrator)
