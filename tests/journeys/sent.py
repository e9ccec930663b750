"""One conference with a mother and a father who ask for it, made in the service's own process.

The father was out for a part, and must not learn where the mother lives: `sent.fill()` in `manage.py shell`.
"""

import json

from django.db import transaction
from django.utils import timezone

from access.models import User
from minutes.models import Minutes, Version
from minutes.requests.models import MinuteRequest
from recordings.models import Attendance, Conference, PartKind
from tests import factories
from tests.requests import made

HOME = "27 Larkspur Court"
ALONE = "Kelly said that she has moved to a new flat and that Wayne must not come there."
PLAIN = "Alfie had made toast for his sister because she was hungry."


def account(name: str) -> User:
    return User.objects.get(email=f"{name}@wexborough.example")


@transaction.atomic
def fill() -> str:
    """The approved minutes and both requests, ready to be redacted; where each is, as JSON."""
    family = made.family()
    family.administrator, family.second = account("administrator"), account("second.administrator")
    Conference.objects.update(chair=account("chair"), administrator=family.administrator)
    family.conference.refresh_from_db()
    Attendance.objects.filter(pk=family.father.pk).update(came=Attendance.Came.PART)
    family.father.refresh_from_db()
    at = family.recording
    factories.part(at, kind=PartKind.PART_EXCLUDED, start_ms=30_000, end_ms=50_000, absent=[family.father])
    content = {
        "sections": [
            made.section(
                "Reason for the conference",
                made.paragraph(made.sentence(PLAIN, 0, at), by=family.worker),
                made.paragraph(made.sentence(ALONE, 30, at), by=family.worker),
                made.paragraph(made.sentence(f"The flat is at {HOME}, WX4 7QT.", 60, at), by=family.worker),
            )
        ]
    }
    family.version = made.approved(family.conference, content)
    mother = made.checked(family, address=f"{HOME}\nWexborough\nWX4 7QT")
    father = made.checked(
        family,
        name="Wayne Cotter",
        relationship=MinuteRequest.Relationship.FATHER,
        attendance=family.father,
        delivery=MinuteRequest.Delivery.LINK,
        address="wayne.c@post.example",
        code_by=MinuteRequest.Second.TELEPHONE,
        code_to="07700 900456",
    )
    return json.dumps({"mother": str(mother.pk), "father": str(father.pk)})


@transaction.atomic
def amend() -> str:
    """The chair has approved a newer version."""
    minutes = Minutes.objects.get()
    old = minutes.approved_version
    minutes.approved_version = Version.objects.create(
        minutes=minutes,
        number=old.number + 1,
        content=old.content,
        restricted=old.restricted,
        content_sha256="1" * 64,
        author=account("chair"),
    )
    minutes.approved_at = timezone.now()
    minutes.save()
    return "amended"


@transaction.atomic
def reads_portuguese() -> str:
    """The mother had an interpreter: the written record is translated too."""
    mother = next(person for person in Attendance.objects.all() if person.role == "Mother")
    mother.interpreter, mother.language = True, "Portuguese"
    mother.save()
    return "noted"
