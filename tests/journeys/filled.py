"""A service with something on every page, made in its own process: `filled.fill()` in `manage.py shell`."""

import itertools
from pathlib import Path

from django.db import transaction

from access.models import User
from recordings.models import Conference, Recording
from recordings.reviews import actions as reviews
from recordings.vault import store
from tests import factories
from tests.minutes import made as minutes
from tests.requests import made as requests

SOUND = Path(__file__).resolve().parents[2] / "samples" / "conference_short.m4a"


def account(name: str) -> User:
    return User.objects.get(email=f"{name}@wexborough.example")


def recording(conference: Conference) -> Recording:
    """A recording whose sound is really there."""
    sound = SOUND.read_bytes()
    made = factories.recording(conference, size=len(sound), waveform=[40, 200, 90] * 100)
    sealed = store.seal_stream([sound], made.key, made.pk, "audio")
    made.blob, made.blob_sha256 = sealed.name, sealed.sha256
    made.save()
    return made


@transaction.atomic
def draft(*, named: bool = True) -> str:
    """One more draft being checked, and where it is: as often as a journey wants one."""
    factories.numbers = itertools.count(1000 * (1 + Conference.objects.count()))
    held = factories.conference(chair=account("chair"), administrator=account("administrator"))
    return f"/minutes/{minutes.minutes_of(held, named=named, recording=recording(held)).pk}/"


@transaction.atomic
def fill() -> str:
    """A draft being checked, approved minutes with a request being redacted, a copy, a review.

    Says where the draft is.
    """
    draft = factories.conference()
    made = minutes.minutes_of(draft, named=False, recording=recording(draft))
    requests.redacting(requests.hartley())
    requests.ready(requests.hartley())
    factories.conference(status=Conference.Status.PLANNED)
    Conference.objects.update(chair=account("chair"), administrator=account("administrator"))
    reason = {"purpose": "sample", "note": "November sample", "days": 7}
    reviews.start_review(draft, **reason, by=account("quality"))
    return f"/minutes/{made.pk}/"
