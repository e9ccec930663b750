"""The list beside the files: what cannot be followed says why in one line, and takes nothing."""

import time

import pytest

from recordings.models import Arrival
from tests import factories
from tests.recordings.arrivals import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def share(tmp_path):
    return tmp_path / "share"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("file,conference\na.wav,5f0c3f4e-0000-4000-8000-000000000000\n", "no conference that is here"),
        ("file,conference\na.wav,tomorrow\n", "no conference that is here"),
        ("file,conference\na.wav,\n", "names no conference for this file"),
        ("file,case_reference,held_on\na.wav,WX-1,5.11.2026\n", "writes a day as 2026-11-05"),
        ("file,conference,colour\na.wav,1,red\n", "names the columns"),
        ("conference\n1\n", "names the columns"),
        ("file,conference\na.wav,1,2\n", "more values than columns"),
        ("file,conference\na.wav,1\na.wav,2\n", "for the second time"),
        (b"file,conference\n\xff\xfe,1\n", "with the encoding UTF-8"),
        ('file,conference\n"a.wav,1\n', "not a list in CSV"),
        (b"file,conference\n" + b"a" * 1_000_000, "too long"),
    ],
)
def test_a_list_that_cannot_be_followed_says_why_and_nothing_is_taken(share, capsys, content, said):
    made.left(share, "a.wav")
    made.left(share, "manifest.csv", content)

    lines, files = made.imported(share, capsys, "--then", "remove", code=1)

    assert files == {"refused": 1}
    assert said in lines[0]["reason"]
    assert "\n" not in lines[0]["reason"]
    assert (share / "a.wav").exists()
    assert not Arrival.objects.exists()


def test_a_list_that_is_still_being_written_holds_its_folder_back(share, capsys):
    made.left(share, "a.wav")
    made.left(share, "manifest.csv", "file,conference\n", at=time.time())

    lines, _ = made.imported(share, capsys, code=1)

    assert [line["file"] for line in lines] == ["manifest.csv"]


def test_two_conferences_that_fit_are_one_too_many(share, capsys):
    child = factories.child()
    for _ in range(2):
        factories.conference(children=[child])
    made.left(share, "a.wav")
    made.listed(share, f"a.wav,{child.case_reference},2026-11-05", columns="file,case_reference,held_on")

    lines, _ = made.imported(share, capsys, code=1)

    assert "more than one conference" in lines[0]["reason"]


def test_a_sum_on_the_list_that_differs_refuses_the_file(share, capsys):
    made.left(share, "a.wav")
    made.listed(share, f"a.wav,{factories.conference().pk},{'0' * 64}", columns="file,conference,sha256")

    lines, _ = made.imported(share, capsys, code=1)

    assert "not what manifest.csv gives the SHA-256 of" in lines[0]["reason"]
