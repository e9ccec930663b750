"""Names that people and recorders give to files, and what lies beside the files on a share."""

import os

import pytest

from recordings.models import Arrival
from tests.recordings.arrivals import made

pytestmark = pytest.mark.django_db

NAMES = {
    "a line break": "REC\n0001.wav",
    "right to left": "REC\u202evaw.1000.wav",
    "a mark for a web page": "<b>REC & \"0001'.wav",
    "another script": "\u0417\u0430\u043f\u0438\u0441\u044c \u4f1a\u8b70 \U0001f399.wav",
    "as long as a share allows": "R" * 251 + ".wav",
    "no ending": "REC 0001",
    "control characters": "REC\x01\x1b[31m\x7f.wav",
    "a space at the end": "REC.wav ",
}


@pytest.fixture
def share(tmp_path):
    return tmp_path / "share"


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_any_name_is_taken(share, capsys, name, sign_in):
    path = made.left(share, NAMES[name])

    _lines, files = made.imported(share, capsys, "--then", "remove")

    assert (files, path.exists()) == ({"held": 1}, False)
    janet = sign_in(made.administrator())
    assert janet.get("/arrivals/").status_code == 200
    page = janet.get(f"/arrivals/{Arrival.objects.get().pk}/").content.decode()
    assert not [mark for mark in ("<b>REC", "\u202e", "\x1b", "\x01") if mark in page]


def test_a_name_that_is_no_text_is_taken_as_far_as_it_can_be_read(share, capsys, sign_in):
    share.mkdir()
    path = os.fsencode(share) + b"/Besprechung M\xfcller.wav"
    with open(path, "wb") as file:  # noqa: PTH123 - a name that pathlib could not print
        file.write(made.SOUND)
    os.utime(path, (made.LONG_AGO, made.LONG_AGO))

    _lines, files = made.imported(share, capsys)

    assert files == {"held": 1}
    assert Arrival.objects.get().filename == "Besprechung M\ufffdller.wav"
    assert sign_in(made.administrator()).get("/arrivals/").status_code == 200


def test_one_that_is_refused_with_a_name_that_is_no_text_does_not_stop_the_others(share, capsys):
    made.left(share, "good.wav")
    path = os.fsencode(share) + b"/M\xfcller.pdf"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(b"%PDF-1.7")
    os.utime(path, (made.LONG_AGO, made.LONG_AGO))

    lines, files = made.imported(share, capsys, code=1)

    assert files == {"held": 1, "refused": 1}
    reason = next(line["reason"] for line in lines if line["outcome"] == "refused")
    assert reason.startswith("This is a document")
