"""A meeting cannot be held again: what is wrong with a recording is said, and the recording is kept."""

import io
from pathlib import Path

import numpy as np
import pytest

from recordings import audio
from recordings.audio.words import REASONS, WARN_CLIPPED
from tests.recordings.audio import sounds


def wav(samples, rate=16000):
    return sounds.recording("wav", "pcm_s16le", samples, rate=rate)


def warnings_of(file):
    found = audio.examine(io.BytesIO(file))
    assert found.accepted
    return list(found.warnings)


def test_a_good_recording_has_no_warning():
    assert warnings_of(wav(sounds.tone(15))) == []


def test_a_short_one_says_so():
    assert warnings_of(wav(sounds.tone(4))) == [
        "This recording is only 4 seconds long. We kept it. Check that this is the right file."
    ]


def test_a_silent_start_says_how_long():
    file = wav(np.concatenate([sounds.silence(240), sounds.tone(5)]))

    assert warnings_of(file) == [
        "The first 4 minutes are silent. We kept it all. Check that this is the right file."
    ]


def test_a_wholly_silent_one_says_so():
    assert warnings_of(wav(sounds.silence(20))) == [
        "This recording is silent. We kept it all. Check that this is the right file."
    ]


def test_a_dead_microphone_channel_says_which():
    file = wav(np.concatenate([sounds.tone(15), sounds.silence(15)], axis=1))

    assert warnings_of(file) == [
        "Microphone channel 2 recorded nothing. We kept it all. Check that everyone can be heard."
    ]


def test_a_recording_that_is_too_loud_says_so():
    loud = np.clip(sounds.tone(15, level=1.0).astype(np.int32) * 3, -32768, 32767).astype(np.int16)

    assert warnings_of(wav(loud)) == [WARN_CLIPPED]


@pytest.mark.parametrize(("name", "codec"), [("wav", "pcm_s16le"), ("flac", "flac"), ("mp4", "aac")])
def test_one_cut_short_says_how_much_is_missing(name, codec):
    options = {"movflags": "faststart"} if name == "mp4" else {}
    file = sounds.recording(name, codec, sounds.tone(60), options=options)

    found = audio.examine(io.BytesIO(file[: len(file) // 2]))

    assert found.accepted
    assert found.duration == pytest.approx(30, abs=2)
    assert any(warning.startswith("The file says it is 1:00 long, but only 0:") for warning in found.warnings)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "document"),
        (b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml", "document"),
        (b"PK\x03\x04\x14\x00\x00\x00REC_0001.MP3", "archive"),
        (b"Agenda for Thursday\r\n1. Introductions", "document"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x00\x01\x02\x03" * 500, "unreadable"),
    ],
)
def test_what_is_not_a_recording_is_refused_with_what_to_do(content, reason):
    found = audio.examine(io.BytesIO(content))

    assert (found.accepted, found.reason) == (False, REASONS[reason])


def test_a_film_without_sound_is_refused():
    import av

    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as file:
        for packet in sounds._pictures(sounds._add_picture(file), 2):
            file.mux(packet)

    assert audio.examine(io.BytesIO(out.getvalue())).reason == REASONS["no_sound"]


@pytest.mark.parametrize("container", ["ogg", "webm"])
def test_a_stretch_that_is_missing_in_the_middle_is_silent_and_said(container):
    file = sounds.recording(container, "libopus", sounds.tone(60, 48000), rate=48000, seekable=False)
    third = len(file) // 3

    found = audio.examine(io.BytesIO(file[:third] + file[2 * third :]))

    assert found.duration == pytest.approx(60, abs=1)
    assert [warning for warning in found.warnings if warning.startswith("Nothing was recorded for ")]
    assert audio.examine(io.BytesIO(file)).warnings == ()


@pytest.mark.parametrize("name", ["m4a-index-at-end", "mp4-with-picture", "3gp", "mov"])
def test_a_file_without_its_index_at_the_end_is_not_to_be_deleted(name):
    whole = sounds.kind(name)

    found = audio.examine(io.BytesIO(whole[: whole.index(b"moov") - 4]))

    assert (found.accepted, found.reason) == (False, REASONS["unfinished"])
    assert "do not delete it" in found.reason


@pytest.mark.parametrize("third", [1, 2])
def test_a_stretch_of_rubbish_in_the_middle_of_a_meeting_does_not_lose_the_meeting(third):
    file = bytearray((Path(__file__).parents[3] / "samples/conference_short.m4a").read_bytes())
    start = len(file) * third // 3
    file[start : start + 4000] = bytes(byte ^ 0x5A for byte in file[start : start + 4000])

    found = audio.examine(io.BytesIO(bytes(file)))

    assert found.accepted
    assert found.duration > 70
    assert any("damaged" in warning for warning in found.warnings)
