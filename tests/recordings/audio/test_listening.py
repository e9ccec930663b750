"""Where a browser cannot play or seek what a recorder made, a copy for listening is made from the samples."""

import io

import numpy as np
import pytest

from recordings import audio
from recordings.audio import browsers, listening
from tests.recordings.audio import sounds


@pytest.mark.parametrize("name", ["wma", "amr", "webm-without-duration"])
def test_a_copy_is_as_long_as_the_recording_and_sounds_like_it(name):
    file = sounds.kind(name, seconds=5)

    copy = b"".join(listening.opus(audio.decode(io.BytesIO(file))))

    found = audio.examine(io.BytesIO(copy))
    samples = np.frombuffer(b"".join(audio.decode(io.BytesIO(copy))), "<i2")
    assert (found.container, found.codec) == ("ogg", "opus")
    assert found.duration == pytest.approx(audio.examine(io.BytesIO(file)).duration, abs=0.05)
    assert int(np.argmax(np.abs(np.fft.rfft(samples[16000:32000])))) in (440, 880)


@pytest.mark.parametrize(
    ("container", "codec", "needed"),
    [
        ("mov,mp4,m4a,3gp,3g2,mj2", "aac", False),
        ("mp3", "mp3", False),
        ("wav", "pcm_s16le", False),
        ("ogg", "opus", False),
        ("matroska,webm", "opus", True),
        ("asf", "wmav2", True),
        ("amr", "amrnb", True),
        ("mov,mp4,m4a,3gp,3g2,mj2", "amrnb", True),
        ("mov,mp4,m4a,3gp,3g2,mj2", "alac", True),
        ("wav", "adpcm_ima_wav", True),
        ("aac", "aac", True),
    ],
)
def test_only_what_a_browser_cannot_manage_gets_a_copy(container, codec, needed):
    assert browsers.needs_copy(container, codec) == needed
