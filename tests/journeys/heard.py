"""A conference with a whole sample as its recording, made in the service's own process."""

import json

from django.db import transaction

from access.models import User
from recordings.models import Recording
from recordings.vault import store
from tests import factories
from transcription import jobs, sample
from transcription.models import Job


@transaction.atomic
def recorded(name: str) -> str:
    """Ready to be transcribed by its chair; says which conference."""
    chair = User.objects.get(email="chair@wexborough.example")
    people = json.loads((sample.FOLDER / f"{name}.json").read_text())["people"]
    sound = (sample.FOLDER / f"{name}.m4a").read_bytes()
    conference = factories.conference(chair=chair)
    for one in people:
        factories.person(conference, name=one["name"], role=one["role"])
    made = factories.recording(
        conference, size=len(sound), container="m4a", codec="aac", waveform=[9] * 300, duration_ms=674_000
    )
    sealed = store.seal_stream([sound], made.key, made.pk, "audio")
    made.blob, made.blob_sha256 = sealed.name, sealed.sha256
    made.save()
    return str(conference.pk)


def with_two_breaks() -> str:
    """A conference whose recording has a break from 0:30 to 0:40, and another from 1:00 to 1:10."""
    conference = recorded("conference_short")
    recording = Recording.objects.get(conference=conference)
    for start, end in ((30, 40), (60, 70)):
        recording.parts.create(kind="break", start_ms=start * 1000, end_ms=end * 1000)
    return conference


def stopped(reason: str) -> None:
    """The newest job has been tried in vain."""
    jobs.fail(jobs.claim(Job.objects.latest("created_at").pk), reason=reason, for_good=True)
