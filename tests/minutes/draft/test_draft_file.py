"""manage.py draft_file: JSON on standard output, or one line that says what is wrong."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.minutes import conferences


def test_it_prints_sections_with_paragraphs_and_sourced_sentences(tmp_path):
    conference = conferences.everything()[1]
    transcript, people = tmp_path / "transcript.json", tmp_path / "people.json"
    transcript.write_text(json.dumps(conference.transcript()))
    people.write_text(json.dumps(conference.attendance))
    printed = StringIO()

    call_command("draft_file", transcript, attendance=people, stdout=printed)

    section = json.loads(printed.getvalue())["sections"][0]
    assert section["code"] == "introductions"
    assert section["paragraphs"][0]["sentences"][0]["sources"][0][0] == conference.lines[0]["start"]


def said(**odd):
    return json.dumps({"segments": [{"start": 0, "end": 1, "text": "Hello.", **odd}]})


@pytest.mark.parametrize(
    "content",
    [
        *("", "[]", "not json", "[" * 100_000, '{"segments": [{"text": "Hello"}]}'),
        *(said(start=float("nan")), said(end=float("inf")), said(end=10**400), said(text="\ud800")),
        *(
            said(words="abc"),
            said(words=[{"word": "Hello."}]),
            said(words=[{"word": 1, "start": "a", "end": 2}]),
        ),
        *(said(flags=7), said(flags=[{"code": []}]), said(flags=[{"code": "number", "words": 5}])),
    ],
)
def test_what_is_not_a_transcript_is_refused_in_one_line(tmp_path, content):
    transcript = tmp_path / "transcript.json"
    transcript.write_text(content)

    with pytest.raises(CommandError) as refused:
        call_command("draft_file", transcript)

    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there_is_refused_in_one_line(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("draft_file", tmp_path / "none.json")
