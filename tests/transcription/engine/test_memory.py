"""Two hours of sound need little more memory than five minutes of it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
MOST_MEGABYTES = 150

pytestmark = [pytest.mark.slow, pytest.mark.speech]

# Everything but the search for words, whose memory does not depend on how long the recording is.
PROGRAM = """
import resource, sys
from tests.transcription.engine import sounds
from transcription.engine.chunks import pieces
short = sounds.recording("conference_short.m4a")
times = round(float(sys.argv[1]) * 3600 / 72)
blocks = (block for _ in range(times) for block in sounds.blocks(short))
seconds = sum(piece.chunk.end - piece.chunk.start for piece in pieces(blocks))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, round(seconds))
"""


def peak(hours: float) -> tuple[int, int]:
    command = [sys.executable, "-c", PROGRAM, str(hours)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    megabytes, seconds = ran.stdout.split()
    return int(megabytes), int(seconds)


def test_two_hours_of_sound_stay_in_bounded_memory():
    little, _ = peak(0.1)

    much, seconds = peak(2)

    assert seconds > 1.8 * 3600
    assert much - little < MOST_MEGABYTES / 3
