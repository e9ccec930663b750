"""No word from sound without a voice."""

import numpy as np
import pytest

from tests.transcription.engine import sounds
from transcription.engine.decoder import Model
from transcription.engine.run import transcribe

pytestmark = pytest.mark.speech


def words(model: Model, sound: bytes) -> list[str]:
    found = transcribe(model, sounds.blocks(sound))
    return [word["word"] for _, segments in found for segment in segments for word in segment["words"]]


@pytest.mark.parametrize("name", sounds.WORDLESS)
@pytest.mark.parametrize("level", [0.03, 0.3, 1.0])
def test_a_minute_without_a_voice_has_no_words(base, tiny, name, level):
    sound = sounds.as_bytes(level * sounds.WORDLESS[name](60))

    assert words(base, sound) == []
    assert words(tiny, sound) == []


def test_noise_before_and_after_speech_adds_no_words(tiny, short):
    speech = short[: 25 * 32_000]
    noise = sounds.as_bytes(sounds.pink_noise(30, 0.02))

    alone = words(tiny, speech)
    between = words(tiny, noise + speech + noise)

    assert abs(len(between) - len(alone)) <= 2


def test_the_minute_of_room_noise_in_the_conference_has_no_words(base):
    whole = np.frombuffer(sounds.recording("conference_dev.m4a"), dtype="<i2")
    silent_minute = whole[372 * sounds.RATE : 431 * sounds.RATE]

    for level in (1, 4, 16):
        louder = np.clip(silent_minute.astype(np.int32) * level, -32768, 32767).astype("<i2")
        assert words(base, louder.tobytes()) == []
