"""Requests at points of their way, made in the service's own process: `asked.fill()` in `manage.py shell`."""

import json
from typing import Any

from django.db import transaction
from django.utils import timezone

from access.models import User
from minutes.requests import actions
from minutes.requests.models import MinuteRequest
from recordings.models import Conference
from tests import factories
from tests.requests import made

Relationship = MinuteRequest.Relationship
GIRL_OF_15 = "Ellie Hartley"


def account(name: str) -> User:
    return User.objects.get(email=f"{name}@wexborough.example")


@transaction.atomic
def fill() -> str:
    """Where the request of each journey is, and the conference of the first, as JSON."""
    journeys = {
        "refused": by(Relationship.MOTHER),
        "subject_access": by(Relationship.MOTHER),
        "solicitor": by(Relationship.SOLICITOR, name="Ines Duarte", on_behalf_of="Kelly Hartley"),
        "young_person": by_a_girl_of_15(),
        "pasted": at_second_check_with_a_pasted_passage(),
    }
    Conference.objects.update(chair=account("chair"), administrator=account("administrator"))
    where = {name: str(request.pk) for name, request in journeys.items()}
    return json.dumps({**where, "conference": str(journeys["refused"].conference_id)})


def by(relationship: str, family: made.Family | None = None, **changes: Any) -> MinuteRequest:
    """A request that was just logged, about a conference with approved minutes."""
    hartley = family or made.hartley()
    about = {"relationship": relationship, "received_at": timezone.now(), **changes}
    asked = made.asked(hartley, **about)
    return actions.log_request(hartley.conference, asked=asked, by=account("administrator"))


def by_a_girl_of_15() -> MinuteRequest:
    """She is one of the children of the conference, and was not in the room."""
    hartley = made.hartley()
    born_on = timezone.localdate().replace(day=1)
    girl = factories.child(name=GIRL_OF_15, born_on=born_on.replace(year=born_on.year - 15))
    hartley.conference.children.create(child=girl, order=9)
    return by(Relationship.YOUNG_PERSON, hartley, name=GIRL_OF_15, attendance=None, children=(girl,))


def at_second_check_with_a_pasted_passage() -> MinuteRequest:
    """The approved minutes hold a passage of another family's record, and nobody has noticed."""
    other = factories.child(name="Nobody Here")
    family = made.family()
    pasted = f"Strategy meeting for {other.case_reference}: the child was seen at home."
    said = made.paragraph(made.sentence(pasted, 0, family.recording), by=family.worker)
    made.approved(family.conference, {"sections": [made.section("Plan", said)]})
    request = made.redacting(family)
    made.decide_all(request, family)
    return actions.send_for_check(request, by=family.administrator)
