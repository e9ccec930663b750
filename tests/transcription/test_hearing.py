"""One hearing for the words and the voices: what goes wrong with the voices leaves the words as they are."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.transcription.engine import sounds
from transcription.process import SpeechChild

ROOT = Path(__file__).resolve().parents[2]
# In a process of its own, since weights that were read once stay in memory.
PROGRAM = """
import sys
from pathlib import Path
from transcription.engine import registry
from transcription.engine.decoder import Model
from transcription.engine.parallel import Parallel
from transcription.hearing import Hearing
from transcription.speakers import clusters, weights
from tests.transcription.engine import sounds

if sys.argv[1] == "not installed":
    weights.PACKAGE = "no_such_package"
if sys.argv[1] == "no turns":
    clusters.voices = None
model = Model(registry.find("tiny.en", models_folder=Path(".local/models")), parallel=Parallel())
hearing = Hearing(sounds.blocks(sounds.recording("conference_short.m4a")[: 2 * 16000 * 12]), seconds=12)
words = [word for _, parts in hearing.chunks(model) for part in parts for word in part["words"]]
print(len(words), len(hearing.turns()), hearing.fault or "-")
"""

pytestmark = pytest.mark.speech


@pytest.fixture(scope="module")
def usual():
    return heard("as usual")


def heard(how: str) -> tuple[int, int, str]:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, how], cwd=ROOT, capture_output=True, text=True, check=True
    )
    words, turns, fault = ran.stdout.split()
    return int(words), int(turns), fault


@pytest.mark.parametrize(
    ("how", "fault"), [("not installed", "SpeakersUnavailable"), ("no turns", "TypeError")]
)
def test_if_the_voices_cannot_be_told_apart_the_words_stand(usual, how, fault):
    words, turns, _ = usual

    without = heard(how)

    assert words > 10
    assert turns > 0
    assert without == (words, 0, fault)


def test_of_a_voice_nothing_but_its_turns_leaves_the_child():
    """What likens one voice to another stays in the child and ends with it: no voice print can be kept."""
    request = {
        "model": "tiny.en",
        "models_folder": str(ROOT / ".local/models"),
        "device": "cpu",
        "compute_type": "int8",
        "workers": 1,
        "threads": 1,
        "names": [],
        "seconds": 12.0,
        "voices": True,
        "speakers": None,
    }
    messages = []
    with SpeechChild(request) as child:
        for message in child.hear(sounds.blocks(sounds.recording("conference_short.m4a")[: 2 * 16000 * 12])):
            if "wants" in message:
                child.answer(wanted=True)
            messages.append(message)

    said = {key for message in messages for key in message}
    parts = [part for message in messages for part in message.get("segments", [])]
    words = [word for part in parts for word in part["words"]]
    turns = messages[-1]["turns"]

    assert said == {"model", "wants", "index", "segments", "turns", "fault"}
    assert {tuple(map(type, turn)) for turn in turns} == {(float, float, str)}
    assert {type(value) for word in words for value in word.values()} == {str, float}
