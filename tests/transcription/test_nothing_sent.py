"""The libraries that hear tell nobody: no identity of this machine is made, and nothing waits to be sent."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from transcription.process import ENVIRONMENT

ROOT = Path(__file__).resolve().parent.parent.parent
LISTENS = "from transcription.engine.voice import get_vad_model; get_vad_model()"
KNOWS_VOICES = "from transcription.speakers.voices import _session; _session()"


@pytest.mark.parametrize("code", [LISTENS, KNOWS_VOICES], ids=["engine", "speakers"])
@pytest.mark.parametrize("given", [ENVIRONMENT, {"PATH": os.environ["PATH"]}], ids=["child", "command"])
def test_the_models_leave_nothing_in_the_home_folder(tmp_path, code, given):
    told = {name: value for name, value in given.items() if name != "ORT_DISABLE_TELEMETRY"}

    subprocess.run([sys.executable, "-c", code], env={**told, "HOME": str(tmp_path)}, cwd=ROOT, check=True)

    assert list(tmp_path.iterdir()) == []


def test_the_speech_child_is_told_so_too():
    assert ENVIRONMENT["ORT_DISABLE_TELEMETRY"] == "1"
