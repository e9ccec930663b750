"""Every kind of recording that people bring is read, and what comes out is what went in."""

import io

import numpy as np
import pytest

from recordings import audio
from recordings.audio.source import Source
from tests.recordings.audio import sounds


def samples_of(pieces):
    return np.frombuffer(b"".join(pieces), "<i2")


def pitch_of(samples):
    spectrum = np.abs(np.fft.rfft(samples[: audio.RATE]))
    return int(np.argmax(spectrum)) * audio.RATE / min(len(samples), audio.RATE)


@pytest.mark.parametrize("name", sounds.KINDS)
def test_every_kind_of_recording_is_taken_and_decoded_to_the_same_sound(name):
    file = sounds.kind(name)

    found = audio.examine(io.BytesIO(file))
    samples = samples_of(audio.decode(io.BytesIO(file)))

    assert (found.accepted, found.reason) == (True, "")
    assert found.duration == pytest.approx(3.0, abs=0.15)
    assert len(samples) / audio.RATE == pytest.approx(found.duration, abs=0.01)
    assert pitch_of(samples) in (440.0, 880.0)


def test_the_container_and_codec_are_named():
    found = audio.probe(io.BytesIO(sounds.kind("ogg-opus")))

    assert (found.container, found.codec, found.channels) == ("ogg", "opus", 1)


def test_the_picture_of_a_meeting_export_is_dropped():
    found = audio.examine(io.BytesIO(sounds.kind("mp4-with-picture")))

    assert (found.accepted, found.codec) == (True, "aac")


def test_an_index_at_the_end_is_found_through_a_sealed_reader_too():
    file = sounds.kind("m4a-index-at-end")
    asked = []

    class Reader:
        size = len(file)

        def pread(self, offset, length):
            asked.append((offset, length))
            return file[offset : offset + length]

    assert len(samples_of(audio.decode(Reader()))) / audio.RATE == pytest.approx(3.0, abs=0.1)
    assert all(offset + length <= len(file) for offset, length in asked)


@pytest.mark.parametrize("channels", [2, 4, 6])
def test_channels_are_kept_apart_on_request_and_averaged_otherwise(channels):
    # Not the last of six, which a surround layout may move, but each of the first two by its own pitch.
    file = sounds.recording("wav", "pcm_s16le", sounds.tone(2, channels=channels, pitch=200), rate=16000)

    apart = [samples_of(audio.decode(io.BytesIO(file), channel=number)) for number in range(channels)]
    together = samples_of(audio.decode(io.BytesIO(file)))

    assert [pitch_of(channel) for channel in apart] == [200 * 2**number for number in range(channels)]
    assert len(together) == len(apart[0])
    np.testing.assert_allclose(together, np.mean(apart, axis=0), atol=channels)


def test_a_channel_that_does_not_exist_is_an_error_of_the_caller():
    with pytest.raises(ValueError, match="1 channels"):
        list(audio.decode(io.BytesIO(sounds.kind("wav")), channel=1))


def test_silence_that_a_live_recorder_left_out_keeps_its_place():
    pause = sounds.silence(4, 48000)
    sound = sounds.tone(1, 48000)
    file = sounds.recording(
        "webm", "libopus", np.concatenate([sound, pause, sound]), rate=48000, options={"live": "1"}
    )
    assert audio.examine(io.BytesIO(file)).duration == pytest.approx(6, abs=0.1)


def test_only_the_first_minute_is_decoded_for_a_first_look():
    read = []
    file = sounds.recording("wav", "pcm_s16le", sounds.tone(300))

    def read_at(offset, length):
        read.append(offset)
        return file[offset : offset + length]

    found = audio.probe(Source(read_at, len(file)))

    assert (found.accepted, found.complete, found.duration) == (True, False, 300.0)
    assert max(read) < len(file) / 2


def test_sound_is_streamed_in_small_pieces_while_it_is_decoded():
    file = sounds.recording("flac", "flac", sounds.tone(120))

    pieces = audio.decode(io.BytesIO(file))

    assert max(len(piece) for piece in pieces) < 1_000_000
