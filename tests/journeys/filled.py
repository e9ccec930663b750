"""A service with something on every page, made in its own process: `filled.fill()` in `manage.py shell`."""

import itertools
from pathlib import Path

from django.db import transaction

from access.models import User
from minutes.requests import actions as request_actions
from recordings import actions
from recordings.models import Conference, Recording
from recordings.reviews import actions as reviews
from recordings.vault import store
from tests import factories
from tests.minutes import made as minutes
from tests.minutes.conferences import Conference as Words
from tests.minutes.conferences import everything
from tests.recordings.copies import made as copies
from tests.recordings.keeping import made as keeping
from tests.requests import made as requests
from transcription.checks import of_segment

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
def draft(*, whole: bool = False) -> str:
    """One more draft, and where it is; `whole` has all that the short sample says."""
    factories.numbers = itertools.count(1000 * (1 + Conference.objects.count()))
    held = factories.conference(chair=account("chair"), administrator=account("administrator"))
    words = short_sample() if whole else None
    return f"/minutes/{minutes.minutes_of(held, words, recording=recording(held)).pk}/"


def short_sample() -> Words:
    """What is said in the sound that these drafts have, with the marks that the software would make."""
    words = next(one for one in everything() if one.name == "conference_short")
    for line in words.lines:
        line["flags"] = marks_of(line)
    return words


def marks_of(line: dict) -> list[dict]:
    """The marks that the software would make in a line."""
    pieces = line["text"].split()
    step = (line["end"] - line["start"]) / max(len(pieces), 1)
    return of_segment({"words": [
        {"word": f" {piece}", "start": line["start"] + step * n, "end": line["start"] + step * (n + 1),
         "probability": 0.9}
        for n, piece in enumerate(pieces)
    ]})  # fmt: skip


def _second_check(family: requests.Family) -> None:
    """A request whose marks wait for another administrator."""
    request = requests.redacting(family)
    requests.decide_all(request, family)
    request_actions.send_for_check(request, by=family.administrator)


def _ending() -> None:
    """One recording to be destroyed and one that was, and a copy for listening that is asked for."""
    keeping.rule()
    for is_agreed in (False, True):
        proposed = actions.propose_destruction(keeping.sealed_recording(), by=account("governance"))
        if is_agreed:
            actions.approve_destruction(proposed, by=account("quality"))
    kept = copies.recording()
    factories.listening_reason(kept.conference, by=account("governance"))
    copies.asked(kept, account("governance"))


@transaction.atomic
def fill() -> str:
    """A draft being checked, approved minutes with requests at every step, a review, endings.

    Says where the draft is.
    """
    draft = factories.conference()
    made = minutes.minutes_of(draft, named=False, recording=recording(draft))
    requests.redacting(requests.hartley())
    _second_check(requests.hartley())
    requests.ready(requests.hartley())
    requests.sent(requests.hartley())
    requests.ordered(requests.hartley(), back=True)
    factories.conference(status=Conference.Status.PLANNED)
    _ending()
    Conference.objects.update(chair=account("chair"), administrator=account("administrator"))
    reason = {"purpose": "sample", "note": "November sample", "days": 7}
    reviews.start_review(draft, **reason, by=account("quality"))
    return f"/minutes/{made.pk}/"
