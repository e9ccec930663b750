"""python -m tests.transcription.asked: evaluates each line it is given inside the service, prints JSON."""

import json
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "infra.settings"
django.setup()

from django.db import connections, transaction  # noqa: E402

from access.models import AuditEvent, User  # noqa: E402
from recordings.models import Recording  # noqa: E402
from tests import factories  # noqa: E402
from transcription import actions, jobs, sample, tasks  # noqa: E402
from transcription.models import Chunk, Job, Segment, Speaker, Transcript  # noqa: E402

__all__ = ["AuditEvent", "Chunk", "Recording", "Segment", "Speaker", "jobs", "tasks"]


CHAIR = "chair@wexborough.example"


def recorded(name: str) -> str:
    """A conference with this sample as its recording, waiting to be transcribed; gives the transcript."""
    chair = User.objects.filter(email=CHAIR).first() or factories.user(email=CHAIR)
    with transaction.atomic():
        conference = factories.conference(chair=chair)
        for one in json.loads((sample.FOLDER / f"{name}.json").read_text())["people"]:
            factories.person(conference, name=one["name"], role=one["role"])
    sample.add_recording(conference, name, priority=5, by=chair)
    return str(Transcript.objects.latest("created_at").pk)


def again() -> str:
    """The same recording once more: a new transcript."""
    return str(actions.queue(Recording.objects.latest("received_at"), by=chair()).pk)


def chunks() -> list[list]:
    """Index, how often it was done, and the sealed bytes of each chunk."""
    rows = Chunk.objects.order_by("index").values_list("index", "times_done", "finished_at")
    return [[index, times, str(at)] for index, times, at in rows]


def job() -> dict:
    """The newest job's row."""
    row = Job.objects.latest("created_at")
    return {
        "state": row.state,
        "attempt": row.attempt,
        "reason": row.reason,
        "done": row.done,
        "total": row.total,
    }


def chair() -> User:
    return User.objects.get(email=CHAIR)


def retry() -> None:
    actions.retry(Transcript.objects.latest("created_at"), by=chair())


def cancel() -> None:
    actions.cancel(Transcript.objects.latest("created_at"), by=chair())


def words() -> list[dict]:
    """The transcript's lines, without the words' times."""
    lines = Transcript.objects.latest("created_at").as_json()["segments"]
    return [{"speaker": line["speaker"], "text": line["text"], "start": line["start"]} for line in lines]


if __name__ == "__main__":
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        connections.close_all()  # the database may have been restarted since the last question
        print(json.dumps(eval(line), default=str), file=answers, flush=True)
