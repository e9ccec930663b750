"""What is made to mislead is refused in plain words, or heard for the sound that is really in it."""

import io
import time

import pytest

from recordings import audio
from recordings.audio import browsers
from recordings.audio.words import REASONS, WARN_GOES_ON, warn_tracks
from tests.recordings.audio import crafted, sounds
from tests.recordings.audio.test_attacks import listening, lists_of, secret  # noqa: F401 - fixtures


def examined(content):
    return audio.examine(io.BytesIO(content))


def hidden(text):
    """A list where a reader might still come upon it."""
    lines = text.encode()
    yield "after a byte order mark", b"\xef\xbb\xbf" + lines
    yield "after white space", b" \n\t" + lines
    yield "after a remark in another script", "# Besprechung für München\n".encode() + lines
    yield "after a zero byte", b"\0" + lines
    yield "in UTF-16", text.encode("utf-16")
    yield "behind an ID3 tag", crafted.tag((b"TIT2", b"\0x")) + lines
    yield "behind a RIFF header", b"RIFF\0\0\0\0WAVE" + lines
    yield "in an MP4 box", crafted.atom(b"ftyp", b"M4A \0\0\0\0") + crafted.atom(b"mdat", lines)
    yield "behind a picture", b"\0\0\0\x0cjP  \r\n\x87\n" + lines


def beside_sound(lines):
    """A list in a place that a recording has for something else."""
    yield "as the samples of a WAV", crafted.wav(lines * 100)
    yield "behind the samples of a WAV", crafted.wav(crafted.samples()) + lines
    yield "in a remark of an MP3", crafted.tag((b"COMM", b"\0eng\0" + lines)) + sounds.kind("mp3")
    yield "in an MP3's picture", crafted.tag((b"APIC", b"\0image/png\0\3\0" + lines)) + sounds.kind("mp3")
    yield "behind an MP3", sounds.kind("mp3") + lines
    yield "attached to a Matroska", crafted.with_attachment(lines)
    yield "in a box of an M4A", sounds.kind("m4a-index-first") + crafted.atom(b"uuid", bytes(16), lines)


def test_a_list_in_hiding_is_refused_and_followed_nowhere(secret, listening):  # noqa: F811
    for name, text in lists_of(secret, listening.getsockname()[1]):
        for place, content in hidden(text):
            found = examined(content)

            assert (found.accepted, "Nothing was kept" in found.reason) == (False, True), (name, place)
    with pytest.raises(TimeoutError):
        listening.accept()


def test_a_list_beside_sound_adds_nothing_to_the_sound(secret, listening):  # noqa: F811
    for name, text in lists_of(secret, listening.getsockname()[1]):
        for place, content in beside_sound(text.encode()):
            found = examined(content)

            assert (found.accepted, found.duration < 3.2) == (True, True), (name, place)
    with pytest.raises(TimeoutError):
        listening.accept()


@pytest.mark.parametrize(
    "text",
    [
        'FILE "{}" WAVE\n  TRACK 01 AUDIO\n    INDEX 01 00:00:00\n',
        "-SE\n off: -\n ts1: mix/99\nNOW ts1\n",
        '<smil><body><audio src="{}"/></body></smil>',
        '<asx version="3.0"><entry><ref href="{}"/></entry></asx>',
        '<?xml version="1.0"?><playlist><trackList><location>{}</location></trackList></playlist>',
        "1\n00:00:00,000 --> 00:00:03,000\n{}\n",
        "WEBVTT\n\n00:00.000 --> 00:03.000\n{}\n",
        "{}\n",
    ],
    ids=["cue", "sbg", "smil", "asx", "xspf", "srt", "webvtt", "m3u"],
)
def test_a_page_of_words_of_any_kind_is_no_recording(secret, text):  # noqa: F811
    assert examined(text.format(secret).encode()).code == "document"


SAYS_TOO_MUCH = {
    "wav of no length": lambda: crafted.wav(crafted.samples(), riff=0, length=0),
    "wav of a recorder that never went back": lambda: crafted.wav(
        crafted.samples(), riff=0xFFFFFFFF, length=0xFFFFFFFF
    ),
    "wav with long lengths": lambda: crafted.rf64(crafted.samples(), 96_000),
    "wav with lengths of exabytes": lambda: crafted.rf64(crafted.samples(), (1 << 63) - 1),
    "flac of months": lambda: crafted.flac_that_says((1 << 36) - 1),
    "flac of no length": lambda: crafted.flac_that_says(0),
    "mp3 with a picture of 20 MB": lambda: (
        crafted.tag((b"APIC", b"\0image/png\0\3\0" + bytes(20_000_000))) + sounds.kind("mp3")
    ),
    "mp3 with ten thousand tags": lambda: crafted.tag((b"TIT2", b"\0x")) * 10_000 + sounds.kind("mp3"),
    "wav with lengths of a moment before the power went": lambda: crafted.rf64(crafted.samples(), 5),
    "flac with a picture of 16 MB": lambda: crafted.flac_with(6, crafted.picture(16_000_000)),
    "flac with a picture of 4 GB that is not there": lambda: crafted.flac_with(
        6, crafted.picture(9, 0xFFFFFFF0)
    ),
    "flac with billions of remarks": lambda: crafted.flac_with(
        4, b"\4\0\0\0abcd\xf0\xff\xff\xff" + bytes(90)
    ),
    "m4a with an index of 8 GB": crafted.far_index,
    "m4a with billions of places": lambda: crafted.with_count("m4a-index-at-end", b"stco"),
}


@pytest.mark.parametrize("name", SAYS_TOO_MUCH)
def test_a_recording_that_lies_about_its_length_is_taken_for_what_is_heard(name):
    found = examined(SAYS_TOO_MUCH[name]())

    assert (found.accepted, found.reason) == (True, "")
    assert found.duration == pytest.approx(3, abs=0.1)


REFUSED = {
    "billions of sizes": (lambda: crafted.with_count("m4a-index-at-end", b"stsz"), "unreadable"),
    "billions of times": (lambda: crafted.with_count("m4a-index-at-end", b"stts"), "unreadable"),
    "billions of pieces": (lambda: crafted.with_count("m4a-index-at-end", b"stsc"), "unreadable"),
    "an index in an index, 3,000 deep": (crafted.nested, "unreadable"),
    "a packed index": (crafted.packed_index, "unreadable"),
    "a lock": (crafted.locked, "unreadable"),
    "a tag that never ends": (lambda: crafted.tag(length=(1 << 28) - 1) + sounds.kind("mp3"), "unreadable"),
    "no channel": (lambda: crafted.wav(bytes(64_000), channels=0), "unreadable"),
    "a hundred channels": (lambda: crafted.wav(bytes(64_000), channels=100), "unusual"),
    "65,535 channels": (lambda: crafted.wav(bytes(640_000), channels=65_535), "unreadable"),
    "no rate": (lambda: crafted.wav(bytes(64_000), rate=0), "unreadable"),
    "768 kHz": (lambda: crafted.wav(bytes(640_000), rate=768_000), "unusual"),
    "a rate of 4 GHz": (lambda: crafted.wav(bytes(64_000), rate=0xFFFFFFFF), "unreadable"),
    "one sample a second": (lambda: crafted.wav(bytes(64_000), rate=1), "hollow"),
    "samples of no bits": (lambda: crafted.wav(bytes(64_000), bits=0), "unreadable"),
    "billions of frames in a piece": (
        lambda: crafted.with_count("m4a-fragmented", b"trun", 0x7FFFFFF0),
        "unreadable",
    ),
    "a purchase that is locked": (lambda: crafted.locked_wma(), "unreadable"),
    "a thousand streams": (crafted.many_streams, "unreadable"),
    "a packed folder": (lambda: b"PK\x03\x04\x14\0\0\0REC_0001.MP3" + bytes(100), "archive"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_a_recording_is_refused_soon_and_in_plain_words(name):
    made, code = REFUSED[name]
    content, started = made(), time.process_time()

    found = examined(content)

    assert (found.accepted, found.code, found.reason) == (False, code, REASONS[code])
    assert time.process_time() - started < 5


def test_a_meeting_is_kept_whatever_is_damaged_in_it_as_long_as_there_is_more_sound_than_damage():
    found = examined(crafted.damaged_between(good=2600, bad=1))

    assert found.accepted
    assert found.duration == pytest.approx(2600 * 0.288, rel=0.05)
    assert any("Parts of this file are damaged" in warning for warning in found.warnings)


def test_a_file_with_far_more_damage_than_sound_is_refused():
    found = examined(crafted.damaged_between(good=100, bad=25))

    assert (found.accepted, found.code) == (False, "damaged")


def test_of_two_files_put_together_nothing_that_can_be_heard_is_lost():
    stereo = sounds.recording("adts", "aac", sounds.tone(3, channels=2))
    mono = sounds.recording("adts", "aac", sounds.tone(3))

    for content, channels in ((stereo + mono, 2), (mono + stereo, 1)):
        found = examined(content)

        assert (found.accepted, found.channels) == (True, channels)
        assert found.duration == pytest.approx(6.1, abs=0.1)


def test_a_joined_file_whose_second_half_cannot_be_read_keeps_its_first_and_says_so():
    found = examined(crafted.joined())

    assert found.accepted
    assert found.duration >= 2
    assert any("Parts of this file are damaged" in warning for warning in found.warnings)


@pytest.mark.parametrize(("container", "codec", "rate"), [("webm", "libopus", 48000), ("mp4", "aac", 16000)])
def test_a_clock_inside_the_file_that_jumps_by_hours_loses_no_sound(container, codec, rate):
    found = examined(crafted.with_jump(container, codec, rate, hours=10))

    assert found.accepted
    assert found.duration == pytest.approx(60, abs=1)
    assert any("Parts of this file are damaged" in warning for warning in found.warnings)


def test_a_clock_that_jumps_does_not_make_a_long_recording_too_long():
    content = crafted.with_jump("webm", "libopus", 48000, hours=10)

    found = audio.examine(io.BytesIO(content), seconds=40)

    assert (found.accepted, found.complete) == (True, False)


def test_a_wav_whose_length_was_written_before_the_last_hour_is_heard_to_its_end():
    content = crafted.wav(crafted.samples(15), riff=36 + 32_000, length=32_000)

    found = examined(content)

    assert (found.accepted, found.warnings) == (True, ())
    assert found.duration == pytest.approx(15, abs=0.1)
    assert browsers.needs_copy(found.container, found.codec), "a browser would stop after a second"
    assert not browsers.needs_copy(examined(crafted.wav(crafted.samples(15))).container, found.codec)


def test_room_that_a_recorder_took_in_advance_is_no_sound():
    found = examined(crafted.wav(crafted.samples(15)) + bytes(3_000_000))

    assert found.duration == pytest.approx(15, abs=0.1)


def test_what_stands_behind_the_sound_and_is_not_heard_is_said():
    once = sounds.recording("mp4", "aac", sounds.tone(30))

    assert examined(once).warnings == ()
    assert examined(once + once).warnings == (WARN_GOES_ON,)


@pytest.mark.parametrize("container", ["mp4", "mov", "matroska"])
def test_a_film_of_several_sound_tracks_says_that_one_of_them_is_heard(container):
    found = examined(crafted.with_tracks(container, ["mono", "stereo", "mono"]))

    assert (found.accepted, found.channels) == (True, 2)
    assert [warning for warning in found.warnings if "3 sound tracks" in warning] == [warn_tracks(3, 2)]


@pytest.mark.parametrize(
    ("container", "codec"),
    [("aiff", "pcm_s16be"), ("caf", "pcm_s16le"), ("au", "pcm_s16be"), ("w64", "pcm_s16le"),
     ("wv", "wavpack"), ("avi", "pcm_s16le"), ("mpegts", "aac")],
)  # fmt: skip
def test_a_recording_of_a_kind_that_is_not_read_is_told_what_to_do(container, codec):
    found = examined(sounds.recording(container, codec, sounds.tone(3)))

    assert (found.accepted, found.code) == (False, "kind")
    assert "export it as MP3, M4A or WAV" in found.reason


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x02dss" + bytes(2000), "kind"),
        (b"\x03ds2" + bytes(2000), "kind"),
        ("Protokoll des Gespr\u00e4chs mit Frau \u00d6zdemir\n".encode() * 40, "document"),
        ("Agenda".encode("utf-16") + bytes(2), "unreadable"),
        ("Agenda f\u00fcr Montag\r\n".encode("utf-16") * 40, "document"),
        ("From: a\r\nSubject: b\r\n\r\nh\u00e9".encode(), "document"),
        (crafted.atom(b"ftyp", b"heic\0\0\0\0mif1heic") + bytes(500), "picture"),
        (b"RIFF\x90\0\0\0WEBPVP8 " + bytes(200), "picture"),
        (b"REC_0001.WAV".ljust(257, b"\0") + b"ustar\x0000" + bytes(5000), "archive"),
        (b"\xfd7zXZ\0" + bytes(100), "archive"),
        (b"MZ" + bytes(5000), "unreadable"),
    ],
)
def test_what_is_plainly_something_else_is_called_by_its_name(content, code):
    assert examined(content).code == code
