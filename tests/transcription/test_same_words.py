"""A council that tries its own audio with transcribe_file sees what the service would make of it."""

import json
import subprocess
import sys

import pytest

from tests.transcription.worker import ROOT, Works

pytestmark = [pytest.mark.speech, pytest.mark.slow]

ASKED = "passes.request(Transcript.objects.latest('created_at'), voices=True)"


@pytest.fixture
def works(tmp_path):
    made = Works(tmp_path).start()
    yield made
    made.stop()


def test_the_command_gives_the_words_times_and_voices_that_the_service_gives(works):
    works.ask("recorded('conference_short')")
    works.start_worker()
    assert works.until("job()", lambda job: job["state"] in {"done", "dead"}, seconds=600)["state"] == "done"

    asked = works.ask(ASKED)
    command = [
        "manage.py",
        "transcribe_file",
        str(ROOT / "samples" / "conference_short.m4a"),
        "--names",
        ",".join(asked["names"]),
        *(["--speakers", str(asked["speakers"])] if asked["speakers"] else []),
    ]
    ran = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=works.environment,
        capture_output=True,
        text=True,
        check=True,
    )

    tried = json.loads(ran.stdout)["segments"]
    kept = works.ask("Transcript.objects.latest('created_at').as_json()['segments']")
    assert len(tried) > 10
    assert [(line["text"], line["words"], line["flags"]) for line in tried] == [
        (line["text"], line["words"], line["flags"]) for line in kept
    ]
    assert [line["speaker"] for line in tried] == [line["speaker"] for line in kept]
