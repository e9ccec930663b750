"""The commands that councils script against: transcribe_file and models."""

import hashlib
import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from transcription.engine import registry

ROOT = Path(__file__).resolve().parents[2]
SHORT = ROOT / "samples" / "conference_short.m4a"

pytestmark = pytest.mark.speech


def printed(*command: str) -> object:
    out = StringIO()
    call_command(*command, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture(scope="module")
def transcript() -> dict:
    return printed("transcribe_file", str(SHORT), "--names", "Okafor, Maisie")


def test_a_transcript_has_exactly_what_the_contract_says(transcript):
    assert list(transcript) == ["duration", "elapsed", "model", "segments"]
    assert list(transcript["model"]) == ["name", "sha256", "compute_type"]
    for segment in transcript["segments"]:
        assert set(segment) == {"start", "end", "speaker", "text", "words", "flags"}
        assert all(set(word) == {"word", "start", "end", "probability"} for word in segment["words"])


def test_a_transcript_says_how_long_the_sound_was_and_which_model_heard_it(transcript):
    assert transcript["duration"] == pytest.approx(72.0, abs=0.1)
    assert transcript["elapsed"] > 0
    assert transcript["model"]["name"] == "tiny.en"


def test_a_transcript_has_the_names_that_were_given_and_the_eight_who_spoke(transcript):
    text = " ".join(segment["text"] for segment in transcript["segments"])

    assert "Okafor" in text
    assert {segment["speaker"] for segment in transcript["segments"]} == {
        f"Speaker {number}" for number in range(1, 9)
    }


def test_how_many_were_there_is_a_hint_that_puts_no_two_clear_voices_together():
    found = printed("transcribe_file", str(SHORT), "--speakers", "3")

    assert len({segment["speaker"] for segment in found["segments"]}) > 5


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"this is a letter and not a recording" * 100, ""), (b"", ""), (None, "cannot be read")],
)
def test_what_is_no_audio_is_refused_in_one_line_on_standard_error(tmp_path, content, says):
    path = tmp_path / "file.m4a"
    if content is not None:
        path.write_bytes(content)

    ran = subprocess.run(
        [sys.executable, "manage.py", "transcribe_file", str(path)], cwd=ROOT, capture_output=True, text=True
    )

    assert ran.returncode != 0
    assert ran.stdout == ""
    assert len(ran.stderr.strip().splitlines()) == 1
    assert says in ran.stderr


def test_no_number_of_speakers_below_one_is_taken():
    with pytest.raises(CommandError, match="1 or more"):
        call_command("transcribe_file", str(SHORT), "--speakers", "0")


def test_models_are_listed_with_their_proof():
    found = {model["name"]: model for model in printed("models")}

    assert found["tiny.en"]["ready"]
    assert found["tiny.en"]["chosen"]
    assert len(found["base"]["sha256"]) == 64


def test_a_model_that_is_not_there_is_listed_with_why(settings):
    settings.SPEECH_MODEL = "/no/such/folder"

    first, *_ = printed("models")

    assert first["chosen"]
    assert not first["ready"]
    assert "no speech model" in first["why"]


def test_models_are_verified_and_an_altered_one_is_an_error(settings, tmp_path):
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"as it was published")
    sums = [
        f"{hashlib.sha256(b'as it was published').hexdigest()}  {file.name}" for file in tmp_path.iterdir()
    ]
    (tmp_path / "SHA256SUMS").write_text("\n".join(sums))
    settings.SPEECH_MODEL = str(tmp_path)
    assert printed("models", "verify")[0]["ready"]

    (tmp_path / "model.bin").write_bytes(b"something else")

    with pytest.raises(CommandError, match="is not the one expected"):
        call_command("models", "verify")


def test_without_a_speech_model_there_is_nothing_of_ones_own_to_list_or_to_verify(settings):
    settings.SPEECH_MODEL = "none"

    assert not any(model["chosen"] for model in printed("models", "verify"))


def test_the_chosen_model_is_prepared_before_it_is_needed(settings, tmp_path):
    settings.SPEECH_MODEL, settings.MODELS_FOLDER = "base", tmp_path

    prepared = printed("models", "prepare")

    assert prepared["name"] == "base"
    assert (tmp_path / "base" / "model.bin").exists()


def test_a_model_that_cannot_be_prepared_is_one_line(settings):
    settings.SPEECH_MODEL = "/no/such/folder"

    with pytest.raises(CommandError, match="no speech model"):
        call_command("models", "prepare")


def test_the_cost_of_a_model_is_measured_on_a_sample(settings, monkeypatch):
    monkeypatch.setattr(registry, "PUBLISHED", {"tiny.en": registry.PUBLISHED["tiny.en"]})

    [found] = printed("models", "cost")

    assert found["real_time_factor"] > 0
    assert found["words"] > 150
    assert found["workers"] * found["threads"] >= 1


@pytest.mark.parametrize("content", [None, b"no sound in here" * 200])
def test_a_sample_that_cannot_be_heard_is_one_line(tmp_path, content):
    path = tmp_path / "sample.m4a"
    if content:
        path.write_bytes(content)

    with pytest.raises(CommandError, match="sample cannot be"):
        call_command("models", "cost", "--sample", str(path))


def test_a_file_is_transcribed_with_no_network_to_be_had():
    """In a network of its own, with nothing in it, everything still works."""
    offline = ["unshare", "--net", "--map-root-user"]
    if subprocess.run([*offline, "true"], capture_output=True).returncode:
        pytest.skip("this machine lets nobody have a network of their own")

    ran = subprocess.run(
        [*offline, sys.executable, "manage.py", "transcribe_file", str(SHORT)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=os.environ,
    )

    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["segments"]
