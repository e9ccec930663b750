"""python -m tests.transcription.asked: evaluates each line it is given inside the service, prints JSON."""

import json
import os
import sys
import tempfile
import wave
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "infra.settings"
django.setup()

from django.db import connections, transaction  # noqa: E402
from django.db.models import Count  # noqa: E402

from access.models import AuditEvent, User  # noqa: E402
from recordings import audio  # noqa: E402
from recordings.models import Recording  # noqa: E402
from tests import factories  # noqa: E402
from transcription import actions, jobs, passes, sample, sharing, tasks  # noqa: E402
from transcription.models import Chunk, Job, Segment, Speaker, Transcript  # noqa: E402

__all__ = ["AuditEvent", "Chunk", "Recording", "Segment", "Speaker", "jobs", "passes", "sharing", "tasks"]


CHAIR = "chair@wexborough.example"


def recorded(name: str, seconds: int = 0) -> str:
    """A conference with this sample as its recording, waiting to be transcribed; gives the transcript.

    `seconds`: only its beginning, or the sample again and again, so that it is so long.
    """
    chair = User.objects.filter(email=CHAIR).first() or factories.user(email=CHAIR)
    with transaction.atomic():
        conference = factories.conference(chair=chair)
        for one in json.loads((sample.FOLDER / f"{name}.json").read_text())["people"]:
            factories.person(conference, name=one["name"], role=one["role"])
    file = sample.FOLDER / f"{name}.m4a"
    sample.add_recording(conference, _lasting(file, seconds) if seconds else file, priority=5, by=chair)
    return str(Transcript.objects.latest("created_at").pk)


def _lasting(file: Path, seconds: int) -> Path:
    """The sample's sound for so long, as a file of its own."""
    with file.open("rb") as sound:
        samples = b"".join(audio.decode(sound))
    length = seconds * audio.RATE * 2
    made = Path(tempfile.mkdtemp()) / f"{file.stem}.wav"
    with wave.open(str(made), "wb") as out:
        out.setparams((1, 2, audio.RATE, 0, "NONE", ""))
        out.writeframes((samples * (length // len(samples) + 1))[:length])
    return made


def again() -> str:
    """The same recording once more: a new transcript."""
    return str(actions.queue(Recording.objects.latest("received_at"), by=chair()).pk)


def chunks() -> list[list]:
    """Index, how often it was done, and when, of each chunk that is done."""
    rows = Chunk.objects.exclude(finished_at=None).order_by("index")
    return [
        [index, times, str(at)] for index, times, at in rows.values_list("index", "times_done", "finished_at")
    ]


def hands() -> list[int]:
    """How many of the newest transcript's chunks each worker has done or has in hand."""
    rows = Transcript.objects.latest("created_at").chunks.exclude(worker="").order_by()
    return sorted(count for _, count in rows.values_list("worker").annotate(Count("pk")))


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
