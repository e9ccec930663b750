"""`manage.py probe`: what councils script against."""

import json

import pytest
from django.core.management import CommandError, call_command

from recordings.audio.words import REASONS
from tests.recordings.audio import sounds


def test_a_recording_is_described_as_json(tmp_path, capsys):
    path = tmp_path / "REC_0001.MP3"
    path.write_bytes(sounds.kind("mp3", seconds=12))

    call_command("probe", str(path))

    answer = json.loads(capsys.readouterr().out)
    assert answer == {
        "accepted": True,
        "container": "mp3",
        "codec": "mp3",
        "duration": pytest.approx(12, abs=0.1),
        "channels": 1,
        "reason": None,
        "warnings": [],
    }


def test_a_refused_file_is_an_answer_with_a_reason(tmp_path, capsys):
    path = tmp_path / "agenda.docx"
    path.write_bytes(b"%PDF-1.7" + bytes(100))

    call_command("probe", str(path))

    answer = json.loads(capsys.readouterr().out)
    assert (answer["accepted"], answer["reason"]) == (False, REASONS["document"])
    assert answer["duration"] is None


def test_a_missing_file_is_one_line_of_error(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("probe", str(tmp_path / "nothing.wav"))
